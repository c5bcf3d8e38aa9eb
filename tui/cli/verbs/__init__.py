"""The verbs, one a file; a file is read only when its verb is asked for."""

from __future__ import annotations

import importlib
import keyword
import pkgutil
import re

from tui.cli.verb_base import Verb
from tui.errors import UnknownName
from tui.registry import Registry

VERBS: Registry[Verb] = Registry("command", Verb, "tui.cli.verbs", "pullquote.verbs")
"""All of them; looking here reads every file."""

_VERB = re.compile(r"[a-z]+(?:-[a-z]+)*")


def verb_named(word: str) -> Verb | None:
    """The verb, or ``None`` if the word is none; reads no other verb's file if it is ours."""
    if not _VERB.fullmatch(word):
        return None
    module = f"{__name__}.{_module_name(word)}"
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return _plugged_in(word)
    for value in vars(found).values():
        if isinstance(value, type) and issubclass(value, Verb) and value.__module__ == module:
            return value()
    return None


def verb_names() -> list[str]:
    """The names of our own verbs, sorted, without reading their files."""
    modules = (info.name for info in pkgutil.iter_modules(__path__))
    return sorted(module.rstrip("_").replace("_", "-") for module in modules)


def _module_name(verb: str) -> str:
    return verb.replace("-", "_") + ("_" if keyword.iskeyword(verb) else "")


def _plugged_in(word: str) -> Verb | None:
    try:
        return VERBS.get(word)
    except UnknownName:
        return None
