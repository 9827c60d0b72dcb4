"""Tests of portable packages."""
