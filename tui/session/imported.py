"""What an import brings, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator


def told(counts: Counter[str], new_articles: int, lost: list[str]) -> Iterator[str]:
    """A sentence for each kind of thing that comes in, or does not.

    Args:
        counts: How many passages there are of each kind, and how many corrections and themes.
        new_articles: How many articles come in.
        lost: The ids of those whose text is neither here nor in the file.
    """
    passages = "{:,} passage{s}"
    sentences = {
        "new": "New: {}.",
        "moved": "Found elsewhere in today's text: {}.",
        "fuzzy": "Found with other words, to be reviewed: {}.",
        "newer": "In a newer state than here: {}.",
        "known": "Here already: {}.",
        "empty": "Left out, for they have neither theme nor note: {}.",
    }
    for key, sentence in sentences.items():
        if counts[key]:
            s = "s" * (counts[key] != 1)
            yield sentence.format(passages.format(counts[key], s=s))
    if counts["corrections"]:
        yield f"New or changed corrections of what is found: {counts['corrections']}."
    if counts["themes"]:
        yield f"New or changed themes: {counts['themes']}."
    if new_articles:
        yield f"New articles: {new_articles}."
    if lost:
        yield (
            f"The text of {', '.join(lost[:3])}{' ...' * (len(lost) > 3)} is not here; "
            "its passages are kept by their words until an article of that id is added."
        )
    if counts["orphan"] and not lost:
        yield f"Not found in today's text, kept by their words: {counts['orphan']}."
