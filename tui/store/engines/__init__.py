"""The store engines, one a file."""
