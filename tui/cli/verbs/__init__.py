"""The verbs; the file of a verb is read only when the verb is asked for.

A verb has the file of its name, or the one that `_FILES` names.
"""

from __future__ import annotations

import importlib
import pkgutil
import re

from tui.cli.verb_base import Verb
from tui.errors import UnknownName
from tui.registry import Registry

VERBS: Registry[Verb] = Registry("command", Verb, "tui.cli.verbs", "pullquote.verbs")
"""All verbs, plug-ins included; using it reads every file."""

_FILES = {
    "codebook": "list_themes",
    "import": "import_notes",  # a keyword of Python
    "redo": "undo_redo",
    "undo": "undo_redo",
}
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def find_verb(name: str) -> Verb | None:
    """The verb of that name, or ``None``; for a built-in verb only its own file is read."""
    if not _NAME.fullmatch(name):
        return None
    path = f"{__name__}.{_FILES.get(name, name.replace('-', '_'))}"
    try:
        module = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        return _find_plug_in(name)
    for value in vars(module).values():
        is_verb = isinstance(value, type) and issubclass(value, Verb) and value.__module__ == path
        if is_verb and getattr(value, "name", None) == name:  # a base class in the file has none
            return value()  # type: ignore[no-any-return]
    return None


def verb_names() -> list[str]:
    """The names of the built-in verbs, sorted; their files are not read."""
    modules = {info.name for info in pkgutil.iter_modules(__path__)} - set(_FILES.values())
    return sorted([*_FILES, *(module.replace("_", "-") for module in modules)])


def _find_plug_in(name: str) -> Verb | None:
    try:
        return VERBS.get(name)
    except UnknownName:
        return None
