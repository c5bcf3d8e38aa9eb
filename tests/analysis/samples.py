"""Articles and descriptions of findings for the tests of the analysis."""

from pathlib import Path

from tui.model import Article

SEED = Path(__file__).parents[2] / "seeds" / "000_6d7a4ca01ab70da4.txt"


def make_article(text, name="story"):
    return Article(id=name, text=text, title=name)


def described(text, candidates):
    """Content, cue and speaker of each candidate, as text."""
    return [
        (
            " … ".join(part.of(text) for part in candidate.content),
            candidate.cue and candidate.cue.of(text),
            candidate.speaker and candidate.speaker.of(text),
        )
        for candidate in candidates
    ]
