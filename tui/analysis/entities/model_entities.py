"""A model's entities put right: edges, lists, one label a name, every mention of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from tui.analysis.entities import name_patterns
from tui.analysis.entities.gazetteer import Gazetteer, first_names, gazetteer
from tui.analysis.entities.name_normalization import NAMED, core, with_edges
from tui.analysis.entities.rule_finder import Labelled
from tui.analysis.word_lists import words
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

_LISTED = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART"])
_LAND = re.compile(
    r"(?:Gap|River|Sea|Ocean|Lake|Mountains?|Strait|Gulf|Desert|Peninsula|Islands?)$"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_WHERE = re.compile(
    r"\b(?:in|near|outside|around|across|throughout|inside|downtown"
    r"|(?:city|town|village|province|state|district|county|region|outskirts) of)$"
)
_HELD = re.compile(
    r"\b(?:stakes?|shares?|invest\w*|confidence|trust|faith|interest\w*|belie\w+) in$"
)
_BEFORE = 24
"""Code points in front of a name that tell whether something happens there."""
_KIND = re.compile(r" (?:province|region|district|county|village|town|area|camp|locality)\b")
_PAIR = re.compile(r"(?<![\w-])((?:[A-Z]\.){2,}|[A-Z]\w+)[-–]((?:[A-Z]\.){2,}|[A-Z]\w+)(?![\w-])")


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
    trimmed = with_edges(text, span, label)
    if trimmed is None:
        return None
    name = trimmed.of(text)
    if label in NAMED and (name in words("no_names") or name in words("generic_names")):
        return None
    if label == "WORK_OF_ART" and " " not in name:
        return None
    return trimmed, _label(name, label)


@cache
def _site() -> re.Pattern[str]:
    """Names that end in the word for a kind of place or building, school districts left out."""
    kinds = name_patterns.any_of(words("place_words") | words("building_words"))
    return re.compile(rf"[\w’'.-] (?<!School ){kinds}$")


def _label(name: str, label: str) -> str:
    if label not in _LISTED:
        return label
    listed = gazetteer().labels.get(name.replace(". ", "."))
    if listed in ("GPE", "LOC", "NORP"):
        return listed
    if label == "PERSON":
        is_body = " " in name and name.split()[-1] in words("organisation_words")
        if is_body or (_ACRONYM.fullmatch(name) and name.title() not in first_names()):
            return "ORG"
    is_land = _LAND.search(name) and name_patterns.place().fullmatch(name)
    if is_land and label in ("PERSON", "PRODUCT", "ORG", "GPE"):
        return "LOC"
    is_site = label in ("ORG", "PRODUCT") and _site().search(name)
    return "FAC" if is_site else label


def _split_pairs(text: str, entities: list[Labelled]) -> list[Labelled]:
    """Pairs such as "U.S.-Mexico" as two."""
    labels = gazetteer().labels
    pairs: list[Span] = []
    parts: list[Labelled] = []
    for pair in _PAIR.finditer(text):
        both = [(Span(*pair.span(k)), labels.get(pair.group(k), "")) for k in (1, 2)]
        if all(label in ("GPE", "NORP") for _, label in both):
            pairs.append(Span(*pair.span()))
            parts += both
    taken = SortedSpans(pairs)
    return [entity for entity in entities if not taken.overlapping(entity[0])] + parts


def _votes(text: str, entities: list[Labelled]) -> dict[str, Counter[str]]:
    """How often each name has which label; a surname inherits from the full name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span, label in entities:
        if label in NAMED:
            votes[core(span.of(text))][label] += 2
    for name in _where(text, entities, votes):
        votes[name]["GPE"] += 2 * _taken(votes[name])
    for person in _people(votes):
        parts = person.split()
        for k in range(1, len(parts)):
            end = " ".join(parts[k:])
            if end in votes:
                # A surname is its bearer's, unless it is a listed place too: "Austin".
                is_place = gazetteer().labels.get(end) == "GPE"
                votes[end]["PERSON"] += votes[person]["PERSON"] * (3 if is_place else 200) // 2
    return votes


def _where(text: str, entities: list[Labelled], votes: dict[str, Counter[str]]) -> set[str]:
    """Names taken for people or bodies that things happen in, at every fourth mention at least."""
    inside: Counter[str] = Counter()
    for span, label in entities:
        name = core(span.of(text))
        if _may_be_place(name, label):
            before = max(0, span.start - _BEFORE), span.start - 1
            is_in = _WHERE.search(text, *before) and not _HELD.search(text, *before)
            inside[name] += bool(is_in or _KIND.match(text, span.end))
    return {name for name, count in inside.items() if 4 * count >= _taken(votes[name]) / 2}


def _may_be_place(name: str, label: str) -> bool:
    if label == "PERSON":
        return name.split()[0] not in first_names()
    # Of bodies, those that neither a list nor an acronym nor their own words show to be one.
    is_body = name in words("organisation_words") or gazetteer().labels.get(name) == "ORG"
    return label == "ORG" and not (" " in name or name.isupper() or is_body)


def _taken(counts: Counter[str]) -> int:
    """Votes for what a name is no place by."""
    return counts["PERSON"] + counts["ORG"]


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
    for span, label in Gazetteer(missed).find(text):
        if "-" not in (text[span.start - 1 : span.start], text[span.end : span.end + 1]):
            add(span, label)
    for span, label in gazetteer().find(text):
        add(span, label)
    for span in _acronyms(text):
        add(span, "ORG")
    return sorted(entities)


def _acronyms(text: str) -> list[Span]:
    """Capitals that the text uses more than once, or explains: "the Border Institute (BWI)"."""
    found: dict[str, list[Span]] = defaultdict(list)
    for match in name_patterns.ACRONYM.finditer(text):
        found[match.group()].append(Span(*match.span()))
    return [
        span
        for name, spans in found.items()
        if len(spans) > 1 or text[spans[0].start - 1 : spans[0].end + 1] == f"({name})"
        if name not in words("generic_names") and name.title() not in first_names()
        if f" {name.lower()} " not in text and name.title() not in words("sentence_starters")
        for span in spans
    ]


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
        if len(surname) > 2 and surname not in best and surname not in words("no_names"):
            repeated.setdefault(surname, "PERSON")
    return repeated
