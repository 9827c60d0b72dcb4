"""The HTTP face: a WSGI application over the converter's verbs, and the server that runs it."""
