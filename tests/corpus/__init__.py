"""Tests over `corpus/`: the files themselves, what the readers make of them, and inputs that are hostile by their size."""
