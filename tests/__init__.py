"""The tests of session-converter."""
