"""The reading position and how it moves: pure values and functions, except for stored marks."""
