"""A driver that takes the terminal over from the first paint without a flicker."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from tui.first_paint import ENTER, FIRST_PAINT

_ALTERNATE = ENTER[: ENTER.index("h") + 1]


class FirstPaintDriver(LinuxDriver):
    """Does not enter the alternate screen over the first paint: entering clears it."""

    def start_application_mode(self) -> None:
        """Start; at the end the terminal is restored as it was before the first paint."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if FIRST_PAINT.before is not None:
            self.attrs_before = FIRST_PAINT.before

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data == _ALTERNATE and FIRST_PAINT.is_shown:
            FIRST_PAINT.is_shown = False
            return
        super().write(data)
