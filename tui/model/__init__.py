"""The domain model as immutable values, without files, screens or third-party libraries."""

from tui.model.annotation import Annotation, Change, Correction, CorrectionKind, Edit, Outcome
from tui.model.article import Article, text_hash
from tui.model.codebook import DEFAULT as DEFAULT_CODEBOOK
from tui.model.codebook import Codebook, Theme
from tui.model.findings import Analysis, Entity, Quote, QuoteKind
from tui.model.notes import Anchored, AnchorState, Notes, Reading
from tui.model.selector import Selector
from tui.model.sorted_spans import SortedSpans
from tui.model.span import Span

__all__ = [
    "DEFAULT_CODEBOOK",
    "Analysis",
    "AnchorState",
    "Anchored",
    "Annotation",
    "Article",
    "Change",
    "Codebook",
    "Correction",
    "CorrectionKind",
    "Edit",
    "Entity",
    "Notes",
    "Outcome",
    "Quote",
    "QuoteKind",
    "Reading",
    "Selector",
    "SortedSpans",
    "Span",
    "Theme",
    "text_hash",
]
