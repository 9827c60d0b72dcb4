"""The formats: one folder each, and what they share."""
