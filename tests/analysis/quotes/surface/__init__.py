"""Tests of the quote rules over plain text."""
