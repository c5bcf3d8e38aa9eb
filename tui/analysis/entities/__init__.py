"""Named entities: found by rules, or found by a model and corrected by rules."""
