"""Where an entity begins and ends: without what a model takes along by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.entities.name_patterns import PARTICLE
from tui.analysis.entities.rule_finder import Labelled
from tui.analysis.speakers.person_registry import PersonRegistry, without_titles
from tui.analysis.word_lists import table
from tui.model import Entity, Span

NAMED = frozenset(
    ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"]
)
"""The labels of names, as against dates and amounts."""
_EARLY = re.compile(r"^(?:earlier|late|early|later|mid)\s+", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:close to|about|around|roughly|nearly|almost|some|more than|over|under|less than|up to"
    r"|at least|an estimated|approximately)\s+(?:an?\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s?['’]\s?s?$")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OWNING = re.compile(r"\s?['’](?:\s?s)?\s")
_SMALL_HEAD = re.compile(rf"^(?!{PARTICLE}\b)(?:[a-z]+(?:\s?-\s?|\s+))+(?=[A-Z])")
_SMALL_TAIL = re.compile(r"(?:\s+(?:of|for|the|and|in|on|at|de|du|las|los|to|among|-|/))+$")
_NEVER = re.compile(r"(?!)")
_EDGES = " ,;:-–—/»«"


def core(name: str) -> str:
    """A name without article and possessive."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", name))


def with_edges(text: str, span: Span, label: str) -> Span | None:
    """The span of an entity with its edges put right; ``None`` if nothing of a name is left."""
    start, end = span
    words = _POSSESSIVE.sub("", text[start:end].split("\n", 1)[0].rstrip(_EDGES))
    if label in ("PERSON", "GPE", "LOC"):
        words = _OWNING.split(words)[0]
    if label in NAMED:
        words = _without_half_brackets(_SMALL_TAIL.sub("", words).rstrip(_EDGES))
        start = text.index(words, start)
        head = _ARTICLE.match(words) or (_SMALL_HEAD.match(words) if label != "NORP" else None)
        if head:
            start, words = start + head.end(), words[head.end() :]
        if words.islower() or not _LATIN.search(words):
            return None
    head = {"DATE": _EARLY, "MONEY": _ABOUT}.get(label, _NEVER).match(words)
    if head:
        start, words = start + head.end(), words[head.end() :]
    if label == "PERSON":
        name = without_titles(words)
        start, words = start + len(words) - len(name), name
    return Span(start, start + len(words)) if words else None


def _without_half_brackets(name: str) -> str:
    """Cut "Bank of Ghana (BoG" in front of its bracket, "CPC) Committee" behind it."""
    if "(" in name and ")" not in name:
        return name[: name.index("(")].rstrip()
    if ")" in name and "(" not in name:
        return name[name.index(")") + 1 :].lstrip()
    return name


_INITIALS = re.compile(r"[A-Z][A-Za-z.]{1,7}")


@cache
def _aliases() -> dict[str, str]:
    return {row[0]: row[1] for row in table("country_names")}


def named(text: str, labelled: Iterable[Labelled], people: PersonRegistry) -> tuple[Entity, ...]:
    """Entities with their canonical names."""
    found = tuple(labelled)
    short = _short_forms(text, found)
    return tuple(
        Entity(span, label, _name(span.of(text), label, span.start, people, short))
        for span, label in found
    )


def _name(
    mention: str, label: str, place: int, people: PersonRegistry, short: dict[str, str]
) -> str:
    if label not in NAMED:
        return mention
    if label == "PERSON":
        return people.full_name(mention, place)
    name = core(mention)
    return _aliases().get(name) or short.get(name) or name


def _short_forms(text: str, found: Iterable[Labelled]) -> dict[str, str]:
    """Acronyms that the text introduces: "Border Watch Institute (BWI)"."""
    forms: dict[str, str] = {}
    for span, label in found:
        if label in ("ORG", "GPE", "LOC", "EVENT", "LAW"):
            after = re.match(r"['’s]*\s\(([A-Z][\w.&-]{1,9})\)", text[span.end : span.end + 16])
            name = core(span.of(text))
            if after and _INITIALS.fullmatch(after.group(1)) and " " in name:
                forms.setdefault(after.group(1), name)
    return forms
