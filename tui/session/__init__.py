"""The session: which article is open, and every change of annotations."""
