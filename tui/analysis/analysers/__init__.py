"""The analysers, one a file."""
