"""Tests of speakers and their names."""
