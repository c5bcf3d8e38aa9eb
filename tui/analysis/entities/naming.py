"""The one name under which the mentions of an entity are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.entities.edges import NAMED, core
from tui.analysis.entities.rules import Labelled
from tui.analysis.lists import table
from tui.analysis.people import People
from tui.model import Entity

_INITIALS = re.compile(r"[A-Z][A-Za-z.]{1,7}")


@cache
def _aliases() -> dict[str, str]:
    return {row[0]: row[1] for row in table("country_names")}


def named(text: str, labelled: Iterable[Labelled], people: People) -> tuple[Entity, ...]:
    """Entities with their canonical names."""
    found = tuple(labelled)
    short = _short_forms(text, found)
    return tuple(
        Entity(span, label, _name(span.of(text), label, span.start, people, short))
        for span, label in found
    )


def _name(mention: str, label: str, place: int, people: People, short: dict[str, str]) -> str:
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
