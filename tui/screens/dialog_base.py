"""The base classes of dialogs and of the widgets that take keys in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from tui.textual_internals.key_bindings import bindings_of

T = TypeVar("T")


class TypeAheadScreen(ModalScreen[T], Generic[T]):
    """A modal screen that buffers the keys typed before it can accept them."""

    result_callback: Callable[[Any], None] | None = None
    """Called with the result before any key that was typed later is handled."""

    def __init__(self) -> None:
        super().__init__()
        self._buffered_keys: list[events.Key] = []
        self._accepts_keys = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close the dialog, and call `result_callback` at once; a second call does nothing.

        Textual would queue the callback, and a key typed meanwhile would act on the old state.
        """
        if self.app.screen is not self:
            return AwaitComplete()
        closing = super().dismiss(result)
        callback, self.result_callback = self.result_callback, None
        if callback is not None:
            callback(result)
        keys, self._buffered_keys = self._buffered_keys, []
        for key in keys:
            self.forward_key(key)
        return closing

    def forward_key(self, key: events.Key) -> None:
        """Send a key to the screen that is in front now."""
        screen = self.app.screen
        (screen.focused or screen).post_message(key)

    def start_buffering(self) -> None:
        """Buffer keys until the dialog is closed or `accept_keys` is called."""
        self._accepts_keys = False

    def on_key(self, event: events.Key) -> None:
        """Handle a key and stop it, or do nothing; each dialog overrides it."""

    async def on_event(self, event: events.Event) -> None:
        """Buffer the keys that come before a widget can accept them."""
        if not isinstance(event, events.Key) or not self.buffer_key(event):
            await super().on_event(event)

    def buffer_key(self, key: events.Key) -> bool:
        """Buffer the key if keys are not accepted yet, and return whether it was consumed.

        Escape is never buffered: it discards the buffer and closes the dialog.
        """
        if self._accepts_keys:
            return False
        if key.key == "escape":
            self._buffered_keys.clear()
            self.dismiss(None)
        else:
            self._buffered_keys.append(key.copy())
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Send the buffered keys to the widget that got the focus."""
        self.accept_keys(event.widget)

    def accept_keys(self, widget: Widget) -> None:
        """Accept keys from now on, and send the buffered ones to ``widget``."""
        self._accepts_keys = True
        keys, self._buffered_keys = self._buffered_keys, []
        for key in keys:
            widget.post_message(key)


class _BoxScreen(TypeAheadScreen[T], Generic[T]):
    """A modal screen with one bordered box."""

    title_text = ""
    """The title in the top border."""
    key_hints = ""
    """The keys of the dialog, in the bottom border."""

    def compose(self) -> ComposeResult:
        """The box around the widgets of `compose_box`."""
        with Vertical() as box:
            box.border_title = self.title_text
            box.border_subtitle = self.key_hints
            yield from self.compose_box()

    def compose_box(self) -> ComposeResult:
        """The widgets in the box."""
        yield from ()


class Dialog(_BoxScreen[T], Generic[T]):
    """A box in the middle of the screen that returns what the reader chose."""

    # Textual cannot wrap text in a width of 0 cells, hence the minimum.
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 100%; max-width: 76; min-width: 16; height: auto; max-height: 100%;
        padding: 0 1; border: round $primary; background: $surface;
        overflow-y: auto; scrollbar-size-vertical: 1;
    }
    Dialog OptionList { height: auto; border: none; scrollbar-size-vertical: 1; }
    """


class BottomDialog(_BoxScreen[T], Generic[T]):
    """A box at the bottom of the screen that leaves the text in view."""

    DEFAULT_CSS = """
    BottomDialog { align: center bottom; background: transparent; }
    BottomDialog > Vertical { height: auto; background: $surface; border: round $primary; }
    BottomDialog Input { width: 1fr; border: none; height: 1; padding: 0; }
    BottomDialog Static { width: 1fr; height: auto; max-height: 3; padding: 0 1; }
    """


if TYPE_CHECKING:
    from textual.widget import Widget as _WidgetBase
else:
    _WidgetBase = object  # Textual takes the CSS type from the first base that is a widget


class DialogKeysMixin(_WidgetBase):
    """A widget whose keys go to the dialog first, then to the widget's own bindings.

    A key that comes after the dialog was closed is forwarded to the screen in front.
    """

    takes_text = True
    """Whether printable keys are text, which the dialog does not see."""

    async def on_key(self, event: events.Key) -> None:
        """Buffer, forward or handle the key."""
        dialog = cast("TypeAheadScreen[Any]", self.screen)
        if self.app.screen is not dialog:  # closed by a key before this one
            dialog.forward_key(event.copy())
        elif not dialog.buffer_key(event) and not await self._handle(event, dialog):
            return
        event.stop()
        event.prevent_default()

    async def _handle(self, event: events.Key, dialog: TypeAheadScreen[Any]) -> bool:
        """Whether the dialog or a binding handled the key."""
        if event.is_printable and self.takes_text:
            return False
        offered = _StoppableKey(event.key, event.character)
        dialog.on_key(offered)
        if offered.is_stopped:
            return True
        for binding in bindings_of(self, event.key):
            if await self.app.run_action(binding.action, self):
                return True
        return False


class _StoppableKey(events.Key):
    """A key that knows whether it was stopped."""

    is_stopped = False

    def stop(self, stop: bool = True) -> Message:
        """Stop it, and remember that."""
        self.is_stopped = stop
        return super().stop(stop)


class InputField(DialogKeysMixin, Input):
    """One line of text to type."""


class ChoiceList(DialogKeysMixin, OptionList):
    """A list of rows to choose from."""

    takes_text = False
