"""Tests of the format JBrowse 2."""
