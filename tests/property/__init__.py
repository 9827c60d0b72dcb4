"""Promises that hold for any input, tried with inputs that hypothesis makes up."""
