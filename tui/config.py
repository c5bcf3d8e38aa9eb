"""The workspace directory, and the reader's settings in ``config.toml``."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tui.errors import UsageError
from tui.files import expanded

DEFAULT_ANALYSER = "spacy-md"
"""The name of the analyser that is used unless another is named."""


class Workspace(NamedTuple):
    """A directory with ``seeds/`` (articles) and ``annotations/`` (the reader's data)."""

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
        directory = (start or Path.cwd()).resolve()
        for candidate in (directory, *directory.parents):
            if (candidate / "annotations").is_dir():
                return cls(candidate)
        return cls(directory)

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
        """The archive of texts that annotations were made on, by hash."""
        return self.annotations / "texts"

    def check_target(self, target: Path) -> None:
        """Check that an export does not overwrite the reader's data.

        Raises:
            UsageError: if the path is a file of the store, an article or an archived text.
        """
        path = target.resolve()
        data = self.data_file.resolve()
        is_data = path.parent == data.parent and path.name.startswith(f"{data.stem}.")
        is_text = any(path.is_relative_to(each.resolve()) for each in (self.seeds, self.texts))
        if is_data or is_text:
            raise UsageError(f"“{target}” is a place of your articles or notes; choose another.")

    @property
    def cache(self) -> Path:
        """The cache of findings by text hash; may be deleted at any time."""
        return self.annotations / "cache"


def preference(name: str) -> str:
    """A setting: ``PULLQUOTE_<NAME>``, else from ``config.toml``, else empty.

    Raises:
        UsageError: if the file is not TOML.
    """
    variable = os.environ.get(f"PULLQUOTE_{name.upper()}", "").strip()
    if variable:
        return variable
    value = _settings().get(name, "")
    return value.strip() if isinstance(value, str) else ""


def pipelines() -> dict[str, str]:
    """The spaCy pipelines named in ``config.toml``, by ISO 639-1 code.

    Raises:
        UsageError: if the file is not TOML, or has something other than a table there.
    """
    table = _settings()
    for key in ("analysis", "pipelines"):
        table = table.get(key, {})
        if not isinstance(table, dict):
            raise UsageError(f"“{_settings_file()}” has no table [analysis.pipelines]; mend it.")
    return {str(language): str(package) for language, package in table.items()}


def _settings_file() -> Path:
    return _settings_file_of(os.environ.get("HOME", ""), os.environ.get("XDG_CONFIG_HOME", ""))


@cache
def _settings_file_of(home: str, config_home: str) -> Path:
    """The path for these variables, which decide it; cached, since computing it is slow."""
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
    """The name of the coder: the setting ``coder``, else the login name, else "reader"."""
    login = os.environ.get("USER") or os.environ.get("LOGNAME") or "reader"
    return preference("coder") or login
