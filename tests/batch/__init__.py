"""Batches: many sessions in one go."""
