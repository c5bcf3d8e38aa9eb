"""Line length, paragraph spacing and spotlight, saved for the next start."""

from __future__ import annotations

from tui.errors import StoreError
from tui.view_settings import ViewSettings, settings_path
from tui.widgets.article_pane.article_pane import ArticlePane


class DisplaySettings:
    """Applies the saved settings to the pane, changes them and saves them.

    A setting that cannot be saved is applied all the same; its method raises a ``StoreError``.
    """

    def __init__(self, pane: ArticlePane) -> None:
        self._pane = pane
        settings = ViewSettings.load()
        pane.measure, pane.prefers_spacing = settings.measure, settings.spaced
        pane.spotlit = settings.focus

    def widen(self, cells: int) -> int:
        """Lengthen the lines by ``cells``, which may be negative, and return their length."""
        length = self._pane.widen(cells)
        self._save()
        return length

    def toggle_spacing(self) -> bool:
        """Add or remove the empty line between paragraphs, and return whether it is there now."""
        is_spaced = self._pane.toggle_spacing()
        self._save()
        return is_spaced

    def toggle_spotlight(self) -> bool:
        """Fade all but the current paragraph, or nothing, and return whether they are faded now."""
        is_spotlit = self._pane.toggle_spotlight()
        self._save()
        return is_spotlit

    def _save(self) -> None:
        pane = self._pane
        try:
            ViewSettings(pane.measure, pane.prefers_spacing, pane.spotlit).save()
        except OSError as error:
            raise StoreError(
                f"This look lasts until you quit: {settings_path()} could not be written "
                f"({error.strerror}); make the folder writable to keep it."
            ) from None
