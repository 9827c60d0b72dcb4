"""Tests of what changes a session between reading and writing."""
