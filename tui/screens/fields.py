"""Parts of a dialog that act on each key before they look at the next.

Textual does what a binding says only once the key has come up to the app, and what a screen says
once it has come up to the screen; a letter typed behind it would be there first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.widgets import Input, OptionList

from tui.screens.dialog import TypeAhead

if TYPE_CHECKING:
    from textual.widget import Widget as _Part
else:
    _Part = object  # a widget takes its styles from the first of its bases that is one


class InOrder(_Part):
    """Lets the dialog act on a key, then its own bindings; what comes too late is passed on."""

    is_typed_into = True
    """Whether letters are words here, which the dialog does not act on."""

    async def on_key(self, event: events.Key) -> None:
        """Act on the key."""
        dialog = cast("TypeAhead[Any]", self.screen)
        if self.app.screen is not dialog:  # closed by a key before this one
            dialog.pass_on(event.copy())
        elif not dialog.puts_aside(event) and not await self._acts_on(event, dialog):
            return
        event.stop()
        event.prevent_default()

    async def _acts_on(self, event: events.Key, dialog: TypeAhead[Any]) -> bool:
        if event.is_printable and self.is_typed_into:
            return False
        dialog.on_key(event)
        if event._stop_propagation:
            return True
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                return True
        return False


class Field(InOrder, Input):
    """One line to type into."""


class Choices(InOrder, OptionList):
    """Rows to choose from."""

    is_typed_into = False
