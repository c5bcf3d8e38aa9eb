"""The journal, with one checksummed line for each change, and the history it is moved to."""
