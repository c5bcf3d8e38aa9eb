"""A selector -> where its words are in the text of today."""
