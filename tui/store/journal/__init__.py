"""The journal: one checksummed record for each change, and the history that it becomes."""
