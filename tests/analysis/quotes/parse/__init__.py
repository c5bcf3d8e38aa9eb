"""Tests of the quote rules over parses."""
