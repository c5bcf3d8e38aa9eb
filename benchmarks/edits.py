"""A text, what an editor made of it, and where its passages are now: the same on every machine."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from benchmarks.texts import BODIES, PEOPLE, PLACES
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
_WHEN = (
    "in the spring", "before the war", "on Tuesday", "after two years", "that same evening",
    "by the end of the month", "at the age of thirty", "when the rain stopped", "last week",
    "for most of a decade", "within hours", "as the talks went on", "long before dawn",
)  # fmt: skip
_JOINTS = (
    "because", "although", "and so", "while", "after", "but only once", "even though", "until",
)  # fmt: skip
_FLIPPED = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-"})
_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Edits:
    """How much was changed, as shares of the words or of the paragraphs."""

    replaced: float
    mistyped: float
    inserted: float
    deleted: float
    """Paragraphs taken out."""
    new: float
    """Paragraphs put in."""
    moved: float = 0.0
    """Paragraphs put elsewhere."""


LIGHT = Edits(0.01, 0.01, 0.01, 0.02, 0.05)
HEAVY = Edits(0.06, 0.04, 0.04, 0.15, 0.15)


@dataclass(frozen=True, slots=True)
class Edited:
    """A text before and after."""

    old: str
    new: str
    passages: tuple[tuple[Span, Span | None], ...]
    """Where each was and where it is; ``None`` if it was taken out."""


def edited(seed: int, edits: Edits, *, size: int = 100_000, passages: int = 150) -> Edited:
    """News and lives of about ``size`` characters, edited, with passages of 12 to 300."""
    chance = random.Random(seed)
    before: list[str] = []
    while sum(map(len, before)) < size:
        before.append(_paragraph(chance))
    old = "\n\n".join(before)
    order = [place for place in range(len(before)) if chance.random() >= edits.deleted]
    for place in [place for place in order if chance.random() < edits.moved]:
        order.remove(place)
        order.insert(chance.randrange(len(order)), place)
    starts = [0]
    for paragraph in before:
        starts.append(starts[-1] + len(paragraph) + 2)
    parts: list[str] = []
    length = 0
    kept: list[tuple[Span, Span]] = []
    for place in order:
        if chance.random() < edits.new:
            parts.append(_paragraph(chance).translate(_FLIPPED) + "\n\n")
            length += len(parts[-1])
        for match in _TOKEN.finditer(before[place]):
            word, beside = _changed(match[0], chance, edits)
            kept.append(
                (
                    Span(*match.span()).shifted(starts[place]),
                    Span(length, length + len(word)),
                )
            )
            parts.append(word + beside)
            length += len(parts[-1])
        parts.append("\n\n")
        length += 2
    wanted = [_passage(chance, old, before, starts) for _ in range(passages)]
    return Edited(old, "".join(parts), tuple((span, _now(span, kept)) for span in wanted))


def likeness(one: Span, other: Span) -> float:
    """What two spans share, as a part of what either covers."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (one.length + other.length - shared)


def _changed(word: str, chance: random.Random, edits: Edits) -> tuple[str, str]:
    """What became of the word, and what was put after it."""
    if not word[0].isalnum():
        return word.translate(_FLIPPED), ""
    what = chance.random()
    if what < edits.replaced:
        return _word(chance), ""
    what -= edits.replaced
    if what < edits.mistyped and len(word) > 2:
        place = chance.randrange(len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :], ""
    what -= edits.mistyped
    return word, f" {_word(chance)}" if 0 <= what < edits.inserted else ""


def _now(span: Span, kept: list[tuple[Span, Span]]) -> Span | None:
    places = [now for was, now in kept if was.overlaps(span)]
    return Span(places[0].start, places[-1].end) if places else None


def _passage(chance: random.Random, text: str, before: list[str], starts: list[int]) -> Span:
    """Whole words of one paragraph."""
    while True:
        place = chance.randrange(len(before))
        words = [m.span() for m in re.finditer(r"\w+", before[place])]
        start = chance.choice(words)[0]
        ends = [end - start for _, end in words if 12 <= end - start <= 300]
        if ends:
            wanted = chance.uniform(12, 300)
            end = start + min(ends, key=lambda length: abs(length - wanted))
            return Span(start, end).shifted(starts[place])


def _word(chance: random.Random) -> str:
    return chance.choice(chance.choice((_NOUNS, _ADJECTIVES, _VERBS)))


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))


def _sentence(chance: random.Random) -> str:
    what = chance.random()
    if what < 0.25:
        words = _clause(chance)
        return f"“{words[:1].upper()}{words[1:]},” said {chance.choice(PEOPLE)}."
    if what < 0.45:
        who, where = chance.choice(PEOPLE), chance.choice(PLACES)
        return f"{who} {chance.choice(_VERBS)} {_thing(chance)} in {where} {chance.choice(_WHEN)}."
    words = f"{_clause(chance)} {chance.choice(_JOINTS)} {_clause(chance)}"
    if what < 0.6:
        words = f"{chance.choice(_WHEN)}, {words}"
    if what > 0.9:
        words = f"{words} – {_thing(chance)} of {chance.choice(BODIES)}"
    return f"{words[:1].upper()}{words[1:]}."


def _clause(chance: random.Random) -> str:
    number = f"{chance.randint(2, 900)} " if chance.random() < 0.15 else ""
    target = f"{number}{chance.choice(_NOUNS)}s" if number else _thing(chance)
    return f"{_thing(chance)} {chance.choice(_VERBS)} {target}"


def _thing(chance: random.Random) -> str:
    adjective = f"{chance.choice(_ADJECTIVES)} " if chance.random() < 0.5 else ""
    owner = f"{chance.choice(PEOPLE)}’s" if chance.random() < 0.1 else "the"
    return f"{owner} {adjective}{chance.choice(_NOUNS)}"
