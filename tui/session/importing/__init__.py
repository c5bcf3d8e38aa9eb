"""Notes from other programs, planned and brought into a workspace."""
