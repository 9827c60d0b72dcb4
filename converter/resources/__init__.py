"""Where data lies and what it is: kinds of location, rewriting, file types and index names, credentials in URLs."""
