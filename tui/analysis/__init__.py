"""An article -> findings: sentences, entities, quotes, speakers."""

from tui.analysis.analyser import Analyser
from tui.registry import Registry

ANALYSERS: Registry[Analyser] = Registry(
    "analyser", Analyser, "tui.analysis.analysers", "pullquote.analysers"
)

__all__ = ["ANALYSERS", "Analyser"]
