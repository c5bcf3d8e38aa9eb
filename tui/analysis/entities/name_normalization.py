"""Normalization of entities: exact spans without what a model includes by mistake, canonical names.

Acronyms are matched with the names before their brackets, as Schwartz and Hearst (2003), "A Simple
Algorithm for Identifying Abbreviation Definitions", do for longer definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.entities.gazetteer import LabelledSpan
from tui.analysis.entities.name_patterns import PARTICLE
from tui.analysis.speakers.person_registry import PersonRegistry, without_titles
from tui.analysis.word_lists import table_rows
from tui.model import Entity, Span

NAME_LABELS = frozenset(
    ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"]
)
"""The labels of names, as opposed to dates and quantities."""
_ACRONYM_LABELS = ("ORG", "GPE", "LOC", "EVENT", "LAW")
_DATE_MODIFIER = re.compile(r"^(?:earlier|late|early|later|mid)\s+", re.IGNORECASE)
_QUANTITY_MODIFIER = re.compile(
    r"^(?:close to|about|around|roughly|nearly|almost|some|more than|over|under|less than|up to"
    r"|at least|an estimated|approximately)\s+(?:an?\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_FINAL_POSSESSIVE = re.compile(r"\s?['’]\s?s?$")
_INNER_POSSESSIVE = re.compile(r"\s?['’](?:\s?s)?\s")
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
_LOWERCASE_START = re.compile(rf"^(?!{PARTICLE}\b)(?:[a-z]+(?:\s?-\s?|\s+))+(?=[A-Z])")
_FUNCTION_WORD_END = re.compile(r"(?:\s+(?:of|for|the|and|in|on|at|de|du|las|los|to|among|-|/))+$")
_NOTHING = re.compile(r"(?!)")
_EDGE_CHARACTERS = " ,;:-–—/»«"
_ACRONYM = re.compile(r"[A-Z][A-Za-z.]{1,7}")


def entity_name(mention: str) -> str:
    """The name in a mention, without article and possessive."""
    return _FINAL_POSSESSIVE.sub("", _ARTICLE.sub("", mention))


def trim_entity(text: str, span: Span, label: str) -> Span | None:
    """The exact span of an entity.

    Titles, articles, possessives, modifiers and punctuation at the edges are cut off, and
    everything after the first line end.

    Args:
        text: The whole text.
        span: The span that a model found.
        label: The entity's label, which decides what is cut off.

    Returns:
        A span inside ``span``, or ``None`` if no name is left.
    """
    start, end = span
    name = text[start:end].split("\n", 1)[0].rstrip(_EDGE_CHARACTERS)
    name = _FINAL_POSSESSIVE.sub("", name)
    if label in ("PERSON", "GPE", "LOC"):
        name = _INNER_POSSESSIVE.split(name)[0]
    if label in NAME_LABELS:
        name = _FUNCTION_WORD_END.sub("", name).rstrip(_EDGE_CHARACTERS)
        name = _without_unpaired_brackets(name)
        start = text.index(name, start)
        prefix = _ARTICLE.match(name)
        if not prefix and label != "NORP":
            prefix = _LOWERCASE_START.match(name)
        if prefix:
            start, name = start + prefix.end(), name[prefix.end() :]
        if name.islower() or not _LATIN_LETTER.search(name):
            return None
    modifier = {"DATE": _DATE_MODIFIER, "MONEY": _QUANTITY_MODIFIER}.get(label, _NOTHING)
    prefix = modifier.match(name)
    if prefix:
        start, name = start + prefix.end(), name[prefix.end() :]
    if label == "PERSON":
        untitled = without_titles(name)
        start, name = start + len(name) - len(untitled), untitled
    return Span(start, start + len(name)) if name else None


def _without_unpaired_brackets(name: str) -> str:
    """Cut "Bank of Ghana (BoG" before its bracket, "CPC) Committee" after it."""
    if "(" in name and ")" not in name:
        return name[: name.index("(")].rstrip()
    if ")" in name and "(" not in name:
        return name[name.index(")") + 1 :].lstrip()
    return name


@cache
def _country_names() -> dict[str, str]:
    """The usual names of countries by their other names."""
    return {row[0]: row[1] for row in table_rows("country_names")}


def named_entities(
    text: str, labelled: Iterable[LabelledSpan], people: PersonRegistry
) -> tuple[Entity, ...]:
    """The entities with their canonical names, in the order of ``labelled``.

    Args:
        text: The whole text.
        labelled: The entities without names.
        people: The persons of the text, for the full names behind surnames.
    """
    spans = tuple(labelled)
    acronyms = _defined_acronyms(text, spans)
    return tuple(
        Entity(span, label, _canonical_name(span.of(text), label, span.start, people, acronyms))
        for span, label in spans
    )


def _canonical_name(
    mention: str, label: str, offset: int, people: PersonRegistry, acronyms: dict[str, str]
) -> str:
    if label not in NAME_LABELS:
        return mention
    if label == "PERSON":
        return people.full_name(mention, offset)
    name = entity_name(mention)
    return _country_names().get(name) or acronyms.get(name) or name


def _defined_acronyms(text: str, labelled: Iterable[LabelledSpan]) -> dict[str, str]:
    """The names by the acronyms that the text defines: "Border Watch Institute (BWI)"."""
    names: dict[str, str] = {}
    for span, label in labelled:
        if label in _ACRONYM_LABELS:
            definition = re.match(
                r"['’s]*\s\(([A-Z][\w.&-]{1,9})\)", text[span.end : span.end + 16]
            )
            name = entity_name(span.of(text))
            if definition and _ACRONYM.fullmatch(definition.group(1)) and " " in name:
                names.setdefault(definition.group(1), name)
    return names
