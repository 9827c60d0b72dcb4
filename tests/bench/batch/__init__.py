"""What a batch takes in time and memory, and what it survives."""
