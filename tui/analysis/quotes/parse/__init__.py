"""Quote rules over dependency parses, after the labels of ClearNLP that spaCy's models use."""
