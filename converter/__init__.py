"""Convert genome-browser sessions into each other, and say what became of every fact."""

__version__ = "0.1.0"
