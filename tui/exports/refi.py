"""What the project and the codebook of REFI-QDA 1.0 have in common."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from tui.exports.codes import Codes
from tui.exports.ids import uuid_of
from tui.exports.xml_text import allowed

ORIGIN = "Pullquote"

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def add_codes(parent: Element, codes: Codes) -> None:
    """Put the tree of themes below the element; without themes nothing, as the schema wants.

    A theme that has others below it and no passage of its own is a grouping code.
    """
    if not codes.themes:
        return
    elements = {"": SubElement(parent, "Codes")}
    waiting = list(codes.children[""])
    while waiting:
        theme = waiting.pop(0)
        groups = theme.id in codes.children and not codes.used[theme.id]
        element = SubElement(
            elements[codes.parents[theme.id]],
            "Code",
            guid=uuid_of("theme", theme.id),
            name=one_line(theme.label or theme.id),
            isCodable="false" if groups else "true",
        )
        if _COLOUR.fullmatch(theme.colour):
            element.set("color", theme.colour)
        if theme.description:
            SubElement(element, "Description").text = allowed(theme.description)
        elements[theme.id] = element
        waiting += codes.children.get(theme.id, ())


def one_line(text: str) -> str:
    """The text as an attribute gives it back: line ends and tabs are spaces there."""
    return re.sub("[\n\t]", " ", allowed(text))
