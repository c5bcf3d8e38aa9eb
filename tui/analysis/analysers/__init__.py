"""The analysers, one per module; the registry finds them here."""
