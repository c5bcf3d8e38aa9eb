"""A model's entities put right: edges, lists, one label a name, every mention of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from tui.analysis.entities import patterns
from tui.analysis.entities.gazetteer import gazetteer
from tui.analysis.entities.rules import Labelled
from tui.analysis.lists import words
from tui.analysis.people import without_titles
from tui.model import Span

NAMED = frozenset(
    ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"]
)
"""The labels of names, as against dates and amounts."""
_LISTED = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART"])
_LAND = re.compile(
    r"(?:Gap|River|Sea|Ocean|Lake|Mountains?|Strait|Gulf|Desert|Peninsula|Islands?)$"
)
_EARLY = re.compile(r"^(?:earlier|late|early|later|mid)\s+", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:close to|about|around|roughly|nearly|almost|some|more than|over|under|less than|up to"
    r"|at least|an estimated|approximately)\s+(?:an?\s+)?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?<![\w-])((?:[A-Z]\.){2,}|[A-Z]\w+)[-–]((?:[A-Z]\.){2,}|[A-Z]\w+)(?![\w-])")
_ARTICLE = re.compile(r"^(?:the|The)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")


def core(name: str) -> str:
    """A name without "the" and without its possessive."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", name))


def refined(text: str, found: Iterable[Labelled]) -> list[Labelled]:
    """The entities of a text, by start, none overlapping."""
    entities = [fixed for span, label in found if (fixed := _fixed(text, span, label))]
    entities = _split_pairs(text, entities)
    votes = _votes(text, entities)
    best = {name: counts.most_common(1)[0][0] for name, counts in votes.items()}
    entities = [
        (span, best[core(span.of(text))] if label in NAMED else label) for span, label in entities
    ]
    return _filled(text, entities, best, votes)


def _fixed(text: str, span: Span, label: str) -> Labelled | None:
    """One entity with its edges and its label put right, or ``None`` if it is none."""
    start, end = span
    end = start + len(_POSSESSIVE.sub("", text[start:end].split("\n", 1)[0].rstrip(" ,;:")))
    if label in ("DATE", "MONEY"):
        trim = (_EARLY if label == "DATE" else _ABOUT).match(text[start:end])
        start += trim.end() if trim else 0
    article = _ARTICLE.match(text[start:end]) if label in NAMED else None
    start += article.end() if article else 0
    if label == "PERSON":
        start = end - len(without_titles(text[start:end]))
    if start >= end:
        return None
    name = text[start:end]
    if label in ("PERSON", "ORG") and name in words("no_names"):
        return None
    return Span(start, end), _label(name, label)


def _label(name: str, label: str) -> str:
    if label not in _LISTED:
        return label
    listed = gazetteer().labels.get(name)
    if listed in ("GPE", "LOC", "NORP"):
        return listed
    is_land = _LAND.search(name) and patterns.place().fullmatch(name)
    return "LOC" if is_land and label in ("PERSON", "PRODUCT", "ORG", "GPE") else label


def _split_pairs(text: str, entities: list[Labelled]) -> list[Labelled]:
    """Pairs such as "U.S.-Mexico" as two."""
    labels = gazetteer().labels
    for pair in _PAIR.finditer(text):
        parts = [(Span(*pair.span(k)), labels.get(pair.group(k), "")) for k in (1, 2)]
        if all(label in ("GPE", "NORP") for _, label in parts):
            whole = Span(*pair.span())
            entities = [entity for entity in entities if not entity[0].overlaps(whole)] + parts
    return entities


def _votes(text: str, entities: list[Labelled]) -> dict[str, Counter[str]]:
    """How often each name has which label; a surname inherits from the full name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span, label in entities:
        if label in NAMED:
            votes[core(span.of(text))][label] += 2
    for person in _people(votes):
        parts = person.split()
        for k in range(1, len(parts)):
            end = " ".join(parts[k:])
            if end in votes:
                votes[end]["PERSON"] += 3 * votes[person]["PERSON"] // 2
    return votes


def _people(votes: dict[str, Counter[str]]) -> list[str]:
    return [
        name
        for name, counts in votes.items()
        if " " in name and counts.most_common(1)[0][0] == "PERSON"
    ]


def _filled(
    text: str, entities: list[Labelled], best: dict[str, str], votes: dict[str, Counter[str]]
) -> list[Labelled]:
    """The entities, and the mentions of the same names and of listed ones that were missed."""
    taken = bytearray(len(text))
    for (start, end), _ in entities:
        taken[start:end] = b"\1" * (end - start)

    def add(span: Span, label: str) -> None:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * span.length
            entities.append((span, label))

    missed = _repeated(best, votes)
    if missed:
        anywhere = re.compile(rf"(?<![\w-]){patterns.any_of(frozenset(missed))}(?![\w-])")
        for match in anywhere.finditer(text):
            add(Span(*match.span()), missed[match.group()])
    for span, label in gazetteer().find(text):
        if label != "ORG":
            add(span, label)
    return sorted(entities)


def _repeated(best: dict[str, str], votes: dict[str, Counter[str]]) -> dict[str, str]:
    """Names sure enough to be looked for everywhere, with their labels."""
    repeated = {
        name: label
        for name, label in best.items()
        if label in ("PERSON", "ORG", "GPE")
        and name[:1].isupper()
        and (" " in name or (len(name) > 3 and votes[name].total() >= 4))
    }
    for person in _people(votes):
        surname = person.split()[-1]
        if len(surname) > 3 and surname not in best:
            repeated.setdefault(surname, "PERSON")
    return repeated
