"""Minimal programs to compare with."""
