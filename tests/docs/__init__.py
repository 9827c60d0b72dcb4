"""Tests of what is written for people: that generated parts are fresh, and that examples run."""
