"""What the reader can do, each thing declared once."""
