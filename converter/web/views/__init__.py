"""Views: each reads its request, calls one verb, and answers."""
