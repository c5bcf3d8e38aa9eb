"""The place of reading and how it moves: pure functions and values, without a screen."""
