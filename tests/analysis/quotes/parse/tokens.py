"""Tokens of parsed paragraphs by their text."""


def token_of(parsed, text):
    """The first token with that text."""
    return next(token for token in parsed.doc if token.text == text)


def joined(tokens):
    """The tokens in text order, with a space between them."""
    return " ".join(token.text for token in sorted(tokens, key=lambda token: token.i))
