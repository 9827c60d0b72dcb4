"""Tests of the table of assemblies."""
