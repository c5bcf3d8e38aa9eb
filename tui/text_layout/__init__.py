"""Wrapping and cell widths of text; nothing here imports Textual."""
