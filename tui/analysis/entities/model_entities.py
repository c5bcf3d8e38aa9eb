"""Correction of a model's entities: exact spans, gazetteer labels, one label per name.

All mentions of a name in one text get the label that most of them have, after the one-sense-per-
discourse observation of Gale, Church and Yarowsky (1992), and mentions that the model missed are
added.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from tui.analysis.entities import name_patterns
from tui.analysis.entities.gazetteer import Gazetteer, LabelledSpan, first_names, gazetteer
from tui.analysis.entities.name_normalization import NAME_LABELS, entity_name, trim_entity
from tui.analysis.word_lists import word_set
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

_CORRECTABLE = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART"])
"""The labels that a gazetteer or a pattern may replace."""
_LANDFORM = re.compile(
    r"(?:Gap|River|Sea|Ocean|Lake|Mountains?|Strait|Gulf|Desert|Peninsula|Islands?)$"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_LOCATIVE = re.compile(
    r"\b(?:in|near|outside|around|across|throughout|inside|downtown"
    r"|(?:city|town|village|province|state|district|county|region|outskirts) of)$"
)
_NOT_LOCATIVE = re.compile(
    r"\b(?:stakes?|shares?|invest\w*|confidence|trust|faith|interest\w*|belie\w+) in$"
)
"""Phrases whose "in" does not show a place: "a stake in ..."."""
_LOCATIVE_WINDOW = 24
"""Code points before a name that are searched for a locative phrase."""
_ADMINISTRATIVE_NOUN = re.compile(
    r" (?:province|region|district|county|village|town|area|camp|locality)\b"
)
_HYPHENATED_PAIR = re.compile(
    r"(?<![\w-])((?:[A-Z]\.){2,}|[A-Z]\w+)[-–]((?:[A-Z]\.){2,}|[A-Z]\w+)(?![\w-])"
)

Votes = dict[str, Counter[str]]
"""Half votes for each label, by name: a mention counts 2."""


def corrected_entities(text: str, labelled: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """The corrected entities of a text.

    Args:
        text: The whole text.
        labelled: The entities that a model found.

    Returns:
        The entities by start, none overlapping.
    """
    entities = [fixed for span, label in labelled if (fixed := _corrected(text, span, label))]
    entities = _split_pairs(text, entities)
    votes = _votes(text, entities)
    best_labels = {name: counts.most_common(1)[0][0] for name, counts in votes.items()}
    entities = [
        (span, best_labels[entity_name(span.of(text))] if label in NAME_LABELS else label)
        for span, label in entities
    ]
    return _with_missed(text, entities, best_labels, votes)


def _corrected(text: str, span: Span, label: str) -> LabelledSpan | None:
    """One entity with exact span and corrected label, or ``None`` if it is no entity."""
    trimmed = trim_entity(text, span, label)
    if trimmed is None:
        return None
    name = trimmed.of(text)
    is_common = name in word_set("non_names") or name in word_set("generic_names")
    if label in NAME_LABELS and is_common:
        return None
    if label == "WORK_OF_ART" and " " not in name:
        return None
    return trimmed, _corrected_label(name, label)


@cache
def _facility() -> re.Pattern[str]:
    """Names that end with the noun for a kind of place or building, except school districts."""
    nouns = name_patterns.any_of(word_set("place_words") | word_set("building_words"))
    return re.compile(rf"[\w’'.-] (?<!School ){nouns}$")


def _corrected_label(name: str, label: str) -> str:
    if label not in _CORRECTABLE:
        return label
    listed = gazetteer().labels.get(name.replace(". ", "."))
    if listed in ("GPE", "LOC", "NORP"):
        return listed
    if label == "PERSON":
        is_organisation = " " in name and name.split()[-1] in word_set("organisation_words")
        is_acronym = _ACRONYM.fullmatch(name) and name.title() not in first_names()
        if is_organisation or is_acronym:
            return "ORG"
    is_landform = _LANDFORM.search(name) and name_patterns.place().fullmatch(name)
    if is_landform and label in ("PERSON", "PRODUCT", "ORG", "GPE"):
        return "LOC"
    is_facility = label in ("ORG", "PRODUCT") and _facility().search(name)
    return "FAC" if is_facility else label


def _split_pairs(text: str, entities: list[LabelledSpan]) -> list[LabelledSpan]:
    """The entities with pairs such as "U.S.-Mexico" split in two."""
    labels = gazetteer().labels
    pairs: list[Span] = []
    members: list[LabelledSpan] = []
    for match in _HYPHENATED_PAIR.finditer(text):
        both = [(Span(*match.span(k)), labels.get(match.group(k), "")) for k in (1, 2)]
        if all(label in ("GPE", "NORP") for _, label in both):
            pairs.append(Span(*match.span()))
            members += both
    pair_spans = SortedSpans(pairs)
    return [entity for entity in entities if not pair_spans.overlapping(entity[0])] + members


def _votes(text: str, entities: list[LabelledSpan]) -> Votes:
    """The votes of all mentions; a surname inherits those of the full name."""
    votes: Votes = defaultdict(Counter)
    for span, label in entities:
        if label in NAME_LABELS:
            votes[entity_name(span.of(text))][label] += 2
    for name in _names_used_as_places(text, entities, votes):
        votes[name]["GPE"] += 2 * _non_place_votes(votes[name])
    for full_name in _full_names(votes):
        tokens = full_name.split()
        for first in range(1, len(tokens)):
            ending = " ".join(tokens[first:])
            if ending in votes:
                # A surname is the person's, unless it is a listed place too: "Austin".
                is_place = gazetteer().labels.get(ending) == "GPE"
                weight = 3 if is_place else 200
                votes[ending]["PERSON"] += votes[full_name]["PERSON"] * weight // 2
    return votes


def _names_used_as_places(text: str, entities: list[LabelledSpan], votes: Votes) -> set[str]:
    """Names of persons or organisations of whose mentions at least a fourth are locative."""
    locative: Counter[str] = Counter()
    for span, label in entities:
        name = entity_name(span.of(text))
        if _may_be_place(name, label):
            window = max(0, span.start - _LOCATIVE_WINDOW), span.start - 1
            is_in = _LOCATIVE.search(text, *window) and not _NOT_LOCATIVE.search(text, *window)
            locative[name] += bool(is_in or _ADMINISTRATIVE_NOUN.match(text, span.end))
    return {
        name for name, count in locative.items() if 4 * count >= _non_place_votes(votes[name]) / 2
    }


def _may_be_place(name: str, label: str) -> bool:
    if label == "PERSON":
        return name.split()[0] not in first_names()
    # Not an organisation by a list, as an acronym or by its own tokens.
    is_listed = name in word_set("organisation_words") or gazetteer().labels.get(name) == "ORG"
    return label == "ORG" and not (" " in name or name.isupper() or is_listed)


def _non_place_votes(counts: Counter[str]) -> int:
    return counts["PERSON"] + counts["ORG"]


def _full_names(votes: Votes) -> list[str]:
    """The names of several tokens that are mostly labelled as persons."""
    return [
        name
        for name, counts in votes.items()
        if " " in name and counts.most_common(1)[0][0] == "PERSON"
    ]


def _with_missed(
    text: str, entities: list[LabelledSpan], best_labels: dict[str, str], votes: Votes
) -> list[LabelledSpan]:
    """The entities, with the mentions of the same names and of listed ones that were missed."""
    is_taken = bytearray(len(text))
    for (start, end), _ in entities:
        is_taken[start:end] = b"\1" * (end - start)

    def add(span: Span, label: str) -> None:
        if not any(is_taken[span.start : span.end]):
            is_taken[span.start : span.end] = b"\1" * span.length
            entities.append((span, label))

    for span, label in Gazetteer(_reliable_names(best_labels, votes)).find(text):
        if "-" not in (text[span.start - 1 : span.start], text[span.end : span.end + 1]):
            add(span, label)
    for span, label in gazetteer().find(text):
        add(span, label)
    for span in _acronyms(text):
        add(span, "ORG")
    return sorted(entities)


def _acronyms(text: str) -> list[Span]:
    """Acronyms that the text uses twice or defines: "the Border Institute (BWI)"."""
    mentions: dict[str, list[Span]] = defaultdict(list)
    for match in name_patterns.ACRONYM.finditer(text):
        mentions[match.group()].append(Span(*match.span()))
    return [
        span
        for name, spans in mentions.items()
        if len(spans) > 1 or text[spans[0].start - 1 : spans[0].end + 1] == f"({name})"
        if name not in word_set("generic_names") and name.title() not in first_names()
        # Not a word in capitals, as in a heading.
        if f" {name.lower()} " not in text and name.title() not in word_set("sentence_starters")
        for span in spans
    ]


def _reliable_names(best_labels: dict[str, str], votes: Votes) -> dict[str, str]:
    """The names that are unambiguous enough to look for everywhere, with their labels."""
    reliable = {
        name: label
        for name, label in best_labels.items()
        if label in ("PERSON", "ORG", "GPE")
        and name[:1].isupper()
        and (" " in name or (len(name) > 3 and votes[name].total() >= 4))
    }
    for full_name in _full_names(votes):
        surname = full_name.split()[-1]
        is_new = surname not in best_labels and surname not in word_set("non_names")
        if len(surname) > 2 and is_new:
            reliable.setdefault(surname, "PERSON")
    return reliable
