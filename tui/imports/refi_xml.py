"""What REFI-QDA projects and codebooks share: XML of strangers, and codes.

Elements are told apart by their local names, for programs write namespaces of several versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from tui.imports.fields import Flaw, colour_at
from tui.imports.notes_file import NotesFile
from tui.model import Theme

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def root_of(file: NotesFile, data: bytes, name: str) -> Element:
    """The root of an XML document, which must be called ``name``.

    Raises:
        NotesError: if it is broken, declares entities, or is another document.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data.removeprefix(b"\xef\xbb\xbf"), forbid_dtd=True)
    except ParseError as error:
        raise file.refused(f"is no XML ({error}); export it again") from None
    except DefusedXmlException:
        raise file.refused("declares XML entities, which could run wild") from None
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise file.refused(f"is no XML ({error}); export it again") from None
    if local(root) != name:
        raise file.refused(f"begins with <{local(root)}>, not with <{name}>")
    return root


def local(element: Element) -> str:
    """The name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str = "") -> Iterator[Element]:
    """The children of that name, or all; none, if there is no element."""
    # An element without children counts as false until some later Python: it must be asked so.
    inside = () if element is None else element
    return (child for child in inside if not name or local(child) == name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, its first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def words(element: Element | None) -> str:
    """The text inside; empty if there is none."""
    return (element.text or "") if element is not None else ""


def guid(element: Element, attribute: str = "guid") -> str:
    """A GUID without braces, in lower case; empty if it is missing."""
    return element.get(attribute, "").strip("{} \t\n").lower()


def themes_in(codes: Element | None) -> list[Theme]:
    """The codes as themes, parents first; the id is the GUID.

    Raises:
        Flaw: if two have one GUID.
    """
    found: dict[str, Theme] = {}
    waiting = [(code, "") for code in children(codes, "Code")][::-1]
    while waiting:
        code, above = waiting.pop()
        key, colour = guid(code), code.get("color", "")
        if key in found:
            raise Flaw(f"two of its codes have the GUID “{key}”")
        found[key] = Theme(
            key,
            code.get("name", "") or key,
            colour=_full(colour) if _COLOUR.fullmatch(colour) else colour_at(len(found)),
            description=words(child(code, "Description")),
            parent=above,
        )
        waiting += [(below, key) for below in children(code, "Code")][::-1]
    return [*found.values()]


def _full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
