"""Notes -> the bytes of a file in one of many formats."""

from tui.exports.exporter import Exporter
from tui.registry import Registry

EXPORTS: Registry[Exporter] = Registry(
    "export format", Exporter, "tui.exports", "pullquote.exports"
)

__all__ = ["EXPORTS", "Exporter"]
