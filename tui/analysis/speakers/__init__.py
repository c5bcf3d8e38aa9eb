"""From the mention of a speaker to a name."""
