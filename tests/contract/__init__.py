"""One set of tests over every format of the registry. `python -m tests.contract --accept` writes the goldens anew."""
