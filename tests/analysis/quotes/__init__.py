"""Tests of quotation extraction and attribution."""
