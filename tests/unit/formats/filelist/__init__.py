"""Tests of lists of files."""
