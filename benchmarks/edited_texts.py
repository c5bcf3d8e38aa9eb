"""Random texts before and after editing, with the positions of passages in both.

The same seed gives the same text on every machine.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from benchmarks.samples import BODIES, PEOPLE, PLACES
from tui.model import Span

_NOUNS = (
    "budget", "crossing", "harvest", "inquiry", "tariff", "archive", "ferry", "hospital", "letter",
    "engine", "vineyard", "strike", "census", "bridge", "orchestra", "permit", "factory", "border",
    "school", "treaty", "painting", "flood", "warehouse", "election", "novel", "pension", "quarry",
    "court", "railway", "laboratory", "fisherman", "editor", "surgeon", "teacher", "cousin",
    "accountant", "violin", "garden", "ledger", "winter", "committee", "apprentice", "passport",
    "lighthouse", "rumour", "contract", "journey", "photograph", "mayor", "drought", "library",
    "speech", "verdict", "market", "scholarship", "mill", "sermon", "barracks", "debt", "telegram",
)  # fmt: skip
_ADJECTIVES = (
    "late", "narrow", "public", "quiet", "northern", "costly", "unfinished", "early", "rural",
    "disputed", "second", "wooden", "careful", "annual", "foreign", "sudden", "modest", "broken",
    "famous", "temporary", "secret", "muddy", "generous", "local", "final", "stubborn", "empty",
    "coastal", "young", "official",
)  # fmt: skip
_VERBS = (
    "opened", "defended", "copied", "measured", "sold", "abandoned", "praised", "repaired",
    "visited", "questioned", "inherited", "described", "delayed", "painted", "counted", "refused",
    "published", "crossed", "borrowed", "followed", "protected", "emptied", "signed", "missed",
    "rebuilt", "remembered", "closed", "translated", "surveyed", "mocked",
)  # fmt: skip
_TIMES = (
    "in the spring", "before the war", "on Tuesday", "after two years", "that same evening",
    "by the end of the month", "at the age of thirty", "when the rain stopped", "last week",
    "for most of a decade", "within hours", "as the talks went on", "long before dawn",
)  # fmt: skip
_CONJUNCTIONS = (
    "because", "although", "and so", "while", "after", "but only once", "even though", "until",
)  # fmt: skip
_ASCII_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-"})
_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class EditRates:
    """Probabilities of the edits: the first three per word, the others per paragraph."""

    replaced: float
    mistyped: float
    """Two neighbouring letters are swapped."""
    inserted: float
    """Another word follows."""
    deleted: float
    new: float
    """A new paragraph precedes."""
    moved: float = 0.0


HEAVY_EDITS = EditRates(0.06, 0.04, 0.04, 0.15, 0.15)


@dataclass(frozen=True, slots=True)
class EditedText:
    """A text before and after editing."""

    old: str
    new: str
    passages: tuple[tuple[Span, Span | None], ...]
    """The span of each passage in the old and in the new text; ``None`` if it was deleted."""


def make_edited_text(
    seed: int, rates: EditRates, *, size: int = 100_000, passages: int = 150
) -> EditedText:
    """Invent a text of about ``size`` code points and edit it.

    The passages are whole words of one paragraph and have 12 to 300 code points.
    """
    rng = random.Random(seed)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(_random_paragraph(rng))
    old = "\n\n".join(paragraphs)
    order = [index for index in range(len(paragraphs)) if rng.random() >= rates.deleted]
    for index in [index for index in order if rng.random() < rates.moved]:
        order.remove(index)
        order.insert(rng.randrange(len(order)), index)
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    parts: list[str] = []
    length = 0
    token_spans: list[tuple[Span, Span]] = []
    for index in order:
        if rng.random() < rates.new:
            parts.append(_random_paragraph(rng).translate(_ASCII_PUNCTUATION) + "\n\n")
            length += len(parts[-1])
        for match in _TOKEN.finditer(paragraphs[index]):
            token, addition = _edit_token(match[0], rng, rates)
            old_span = Span(*match.span()).shifted(starts[index])
            token_spans.append((old_span, Span(length, length + len(token))))
            parts.append(token + addition)
            length += len(parts[-1])
        parts.append("\n\n")
        length += 2
    spans = [_random_passage(rng, paragraphs, starts) for _ in range(passages)]
    return EditedText(
        old, "".join(parts), tuple((span, _new_span(span, token_spans)) for span in spans)
    )


def overlap_ratio(first: Span, second: Span) -> float:
    """The length of the intersection of two spans divided by that of their union."""
    shared = max(0, min(first.end, second.end) - max(first.start, second.start))
    return shared / (first.length + second.length - shared)


def _edit_token(token: str, rng: random.Random, rates: EditRates) -> tuple[str, str]:
    """The edited token, and what was inserted after it."""
    if not token[0].isalnum():
        return token.translate(_ASCII_PUNCTUATION), ""
    draw = rng.random()
    if draw < rates.replaced:
        return _random_word(rng), ""
    draw -= rates.replaced
    if draw < rates.mistyped and len(token) > 2:
        index = rng.randrange(len(token) - 1)
        return token[:index] + token[index + 1] + token[index] + token[index + 2 :], ""
    draw -= rates.mistyped
    return token, f" {_random_word(rng)}" if 0 <= draw < rates.inserted else ""


def _new_span(span: Span, token_spans: list[tuple[Span, Span]]) -> Span | None:
    new_spans = [new for old, new in token_spans if old.overlaps(span)]
    return Span(new_spans[0].start, new_spans[-1].end) if new_spans else None


def _random_passage(rng: random.Random, paragraphs: list[str], starts: list[int]) -> Span:
    while True:
        index = rng.randrange(len(paragraphs))
        words = [match.span() for match in re.finditer(r"\w+", paragraphs[index])]
        start = rng.choice(words)[0]
        lengths = [end - start for _, end in words if 12 <= end - start <= 300]
        if lengths:
            wanted = rng.uniform(12, 300)
            end = start + min(lengths, key=lambda length: abs(length - wanted))
            return Span(start, end).shifted(starts[index])


def _random_word(rng: random.Random) -> str:
    return rng.choice(rng.choice((_NOUNS, _ADJECTIVES, _VERBS)))


def _random_paragraph(rng: random.Random) -> str:
    return " ".join(_random_sentence(rng) for _ in range(rng.randint(3, 7)))


def _random_sentence(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.25:
        clause = _random_clause(rng)
        return f"“{clause[:1].upper()}{clause[1:]},” said {rng.choice(PEOPLE)}."
    if draw < 0.45:
        person, place = rng.choice(PEOPLE), rng.choice(PLACES)
        verb, thing = rng.choice(_VERBS), _random_thing(rng)
        return f"{person} {verb} {thing} in {place} {rng.choice(_TIMES)}."
    text = f"{_random_clause(rng)} {rng.choice(_CONJUNCTIONS)} {_random_clause(rng)}"
    if draw < 0.6:
        text = f"{rng.choice(_TIMES)}, {text}"
    if draw > 0.9:
        text = f"{text} – {_random_thing(rng)} of {rng.choice(BODIES)}"
    return f"{text[:1].upper()}{text[1:]}."


def _random_clause(rng: random.Random) -> str:
    number = f"{rng.randint(2, 900)} " if rng.random() < 0.15 else ""
    target = f"{number}{rng.choice(_NOUNS)}s" if number else _random_thing(rng)
    return f"{_random_thing(rng)} {rng.choice(_VERBS)} {target}"


def _random_thing(rng: random.Random) -> str:
    adjective = f"{rng.choice(_ADJECTIVES)} " if rng.random() < 0.5 else ""
    owner = f"{rng.choice(PEOPLE)}’s" if rng.random() < 0.1 else "the"
    return f"{owner} {adjective}{rng.choice(_NOUNS)}"
