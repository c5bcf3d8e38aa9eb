"""The reading pane: an article drawn line by line with its layers."""
