"""Checking, repairing and backing up what is stored."""
