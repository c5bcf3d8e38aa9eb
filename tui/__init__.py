"""Pullquote: read news, see who is named and who is quoted, tag passages by theme."""

__version__ = "0.1.0"
