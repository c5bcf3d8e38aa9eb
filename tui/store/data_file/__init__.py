"""The data file: JSON in the layout of TinyDB, with a checksum of itself."""
