"""Who and what is named: found by rules, or found by a model and put right by rules."""
