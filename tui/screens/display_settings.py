"""How the text is shown, kept for the next start."""

from __future__ import annotations

from tui.errors import StoreError
from tui.view_settings import ViewSettings, path
from tui.widgets.article_pane.article_pane import ArticlePane


class DisplaySettings:
    """Shows the text the way that the reader chose last, and keeps what they choose.

    What could not be kept is shown all the same, and a ``StoreError`` says so.
    """

    def __init__(self, pane: ArticlePane) -> None:
        self._pane = pane
        look = ViewSettings.kept()
        pane.measure, pane.prefers_spacing, pane.spotlit = look.measure, look.spaced, look.focus

    def widen(self, cells: int) -> int:
        """Make the lines so many cells longer (shorter if negative); how long they are now."""
        shown = self._pane.widen(cells)
        self._keep()
        return shown

    def toggle_spacing(self) -> bool:
        """Put an empty line between paragraphs or take it away; whether it is there now."""
        is_spaced = self._pane.toggle_spacing()
        self._keep()
        return is_spaced

    def toggle_spotlight(self) -> bool:
        """Fade all but the current paragraph, or nothing; whether it is so now."""
        is_spotlit = self._pane.toggle_spotlight()
        self._keep()
        return is_spotlit

    def _keep(self) -> None:
        pane = self._pane
        try:
            ViewSettings(pane.measure, pane.prefers_spacing, pane.spotlit).keep()
        except OSError as error:
            raise StoreError(
                f"This look lasts until you quit: {path()} could not be written "
                f"({error.strerror}); make the folder writable to keep it."
            ) from None
