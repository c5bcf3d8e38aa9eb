"""Bytes -> notes that may come in, one format a file."""

from tui.imports.importer import Importer
from tui.registry import Registry

IMPORTS: Registry[Importer] = Registry(
    "import format", Importer, "tui.imports", "pullquote.imports"
)

__all__ = ["IMPORTS", "Importer"]
