"""Analysis: from an article to findings (sentences, entities, quotes and their speakers)."""

from tui.analysis.analyser import Analyser
from tui.registry import Registry

ANALYSERS: Registry[Analyser] = Registry(
    "analyser", Analyser, "tui.analysis.analysers", "pullquote.analysers"
)

__all__ = ["ANALYSERS", "Analyser"]
