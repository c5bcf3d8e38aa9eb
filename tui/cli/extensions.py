"""Extensions by the name that the reader gave."""

from __future__ import annotations

from typing import TypeVar

from tui.cli.output import Out
from tui.registry import Extension, Registry

T = TypeVar("T", bound=Extension)


def extension_named(registry: Registry[T], name: str, out: Out) -> T:
    """The extension; plug-ins that broke while it was looked for are told.

    Raises:
        UnknownName: if there is none.
    """
    try:
        return registry.get(name)
    finally:
        for failure in registry.failures:
            out.talk(failure)
