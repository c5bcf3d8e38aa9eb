"""Quote rules that need a dependency parse."""
