"""Data that stand in for what sessions name: tiny real files of the right type, with features where the session looks."""
