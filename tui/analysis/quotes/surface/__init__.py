"""Quote rules over the plain text: quotation marks and patterns, without a parse."""
