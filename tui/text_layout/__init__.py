"""Columns, wrapped lines and cells of text: computed without Textual, before it is imported."""
