"""Quotation extraction and attribution.

A quote has a content (the spans that somebody says), a cue (the word or phrase that reports it) and
a source or speaker (the mention of who says it), as in Pareti (2012), "A Database of Attribution
Relations". Direct content is in quotation marks, indirect content is not, mixed content is partly.
"""
