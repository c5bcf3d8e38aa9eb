"""Source formats, which turn bytes into articles; one file each."""

from tui.registry import Registry
from tui.sources.source import Source

SOURCES: Registry[Source] = Registry("source format", Source, "tui.sources", "pullquote.sources")

__all__ = ["SOURCES", "Source"]
