"""Quote rules that need no parse: quotation marks and patterns."""
