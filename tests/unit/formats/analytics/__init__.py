"""Tests of our analytics-session format."""
