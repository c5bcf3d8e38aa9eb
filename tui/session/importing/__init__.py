"""Imports of notes: which article each passage belongs to, and what would change."""
