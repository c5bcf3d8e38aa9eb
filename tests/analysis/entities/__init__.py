"""Tests of named entities."""
