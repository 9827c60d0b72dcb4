"""Tests of locations, rewriting, file types and credentials."""
