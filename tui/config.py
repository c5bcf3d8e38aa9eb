"""Where things are, and what the reader prefers."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tui.errors import UsageError
from tui.files import expanded

DEFAULT_ANALYSER = "spacy-md"
"""Whose findings are shown and kept, unless another is named."""


class Workspace(NamedTuple):
    """A directory with ``seeds/`` (articles) and ``annotations/`` (what the reader keeps)."""

    root: Path

    @classmethod
    def find(cls, named: str | None = None, start: Path | None = None) -> Workspace:
        """The named directory, else the nearest parent with ``annotations/``, else ``start``.

        Raises:
            UsageError: if the named directory does not exist.
        """
        if named is not None:
            root = expanded(named)
            if not root.is_dir():
                raise UsageError(f"The workspace “{named}” is not a directory; make it first.")
            return cls(root.resolve())
        here = (start or Path.cwd()).resolve()
        for candidate in (here, *here.parents):
            if (candidate / "annotations").is_dir():
                return cls(candidate)
        return cls(here)

    @property
    def seeds(self) -> Path:
        """The articles, one file each."""
        return self.root / "seeds"

    @property
    def annotations(self) -> Path:
        """The reader's data."""
        return self.root / "annotations"

    @property
    def data_file(self) -> Path:
        """The TinyDB file."""
        return self.annotations / "pullquote.json"

    @property
    def texts(self) -> Path:
        """The texts that annotations were made on, by hash."""
        return self.annotations / "texts"

    def check_target(self, target: Path) -> None:
        """Keep an export from being written over what it is about.

        Raises:
            UsageError: if the place is among what the store keeps or among the articles.
        """
        place = target.resolve()
        data = self.data_file.resolve()
        is_kept = place.parent == data.parent and place.name.startswith(f"{data.stem}.")
        is_text = any(place.is_relative_to(f.resolve()) for f in (self.seeds, self.texts))
        if is_kept or is_text:
            raise UsageError(f"“{target}” is a place of your articles or notes; choose another.")

    @property
    def cache(self) -> Path:
        """Findings by text hash; may be deleted at any time."""
        return self.annotations / "cache"


def preference(name: str) -> str:
    """What the reader prefers: ``PULLQUOTE_<NAME>``, else their ``config.toml``, else empty.

    Raises:
        UsageError: if the file is not TOML.
    """
    named = os.environ.get(f"PULLQUOTE_{name.upper()}", "").strip()
    if named:
        return named
    value = _settings().get(name, "")
    return value.strip() if isinstance(value, str) else ""


def pipelines() -> dict[str, str]:
    """The spaCy pipelines that the reader named in ``config.toml``, by ISO 639-1 code.

    Raises:
        UsageError: if the file is not TOML, or says something else there.
    """
    named = _settings()
    for key in ("analysis", "pipelines"):
        named = named.get(key, {})
        if not isinstance(named, dict):
            raise UsageError(f"“{_settings_file()}” has no table [analysis.pipelines]; mend it.")
    return {str(language): str(package) for language, package in named.items()}


def _settings_file() -> Path:
    return _settings_file_of(os.environ.get("HOME", ""), os.environ.get("XDG_CONFIG_HOME", ""))


@cache
def _settings_file_of(home: str, config_home: str) -> Path:
    """Where it is for these two, which decide it; looking costs as much as signing a change."""
    from platformdirs import user_config_path

    return user_config_path("pullquote") / "config.toml"


def _settings() -> dict[str, Any]:
    path = _settings_file()
    if not path.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"“{path}” cannot be read: {error}; mend or remove it.") from None


def coder_name() -> str:
    """Who is reading: the preference ``coder``, else the login name, else "reader"."""
    login = os.environ.get("USER") or os.environ.get("LOGNAME") or "reader"
    return preference("coder") or login
