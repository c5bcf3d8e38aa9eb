"""Files of notes in other formats -> `Incoming` values, which the reader can import."""

from tui.imports.importer import Importer
from tui.registry import Registry

IMPORTS: Registry[Importer] = Registry(
    "import format", Importer, "tui.imports", "pullquote.imports"
)

__all__ = ["IMPORTS", "Importer"]
