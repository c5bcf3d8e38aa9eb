"""What every dialog does and looks like."""

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


class TypeAhead(ModalScreen[T], Generic[T]):
    """A screen that loses no key: what is typed before it can take keys is typed again then."""

    then: Callable[[Any], None] | None = None
    """What to do with the answer, before any key that comes after it."""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] = []
        self._is_ready = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close, and act on the answer at once.

        Textual's own callback waits for its turn, and a key typed meanwhile would act on what was
        there before. A second time closes nothing else.
        """
        if self.app.screen is not self:
            return AwaitComplete()
        closing = super().dismiss(result)
        then, self.then = self.then, None
        if then is not None:
            then(result)
        early, self._early = self._early, []
        for key in early:
            self.pass_on(key)
        return closing

    def pass_on(self, key: events.Key) -> None:
        """Give a key to what is in front by now."""
        front = self.app.screen
        (front.focused or front).post_message(key)

    def hold(self) -> None:
        """Put aside what is typed until this is closed, or takes keys again."""
        self._is_ready = False

    def on_key(self, event: events.Key) -> None:
        """Act on a key and stop it, or do nothing; each dialog says which."""

    async def on_event(self, event: events.Event) -> None:
        """Put aside what is typed before there is anything to take it."""
        if not isinstance(event, events.Key) or not self.puts_aside(event):
            await super().on_event(event)

    def puts_aside(self, key: events.Key) -> bool:
        """Whether the key is kept for later; of those only Escape acts, and at once."""
        if self._is_ready:
            return False
        if key.key == "escape":
            self._early.clear()
            self.dismiss(None)
        else:
            self._early.append(key.copy())
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Hand over what came before."""
        self.take_keys(event.widget)

    def take_keys(self, widget: Widget) -> None:
        """From now on keys are taken; ``widget`` gets those that came before."""
        self._is_ready = True
        early, self._early = self._early, []
        for key in early:
            widget.post_message(key)


class _Box(TypeAhead[T], Generic[T]):
    """A screen that is one box."""

    title_words = ""
    """Above the box."""
    key_words = ""
    """Below the box: which keys there are."""

    def compose(self) -> ComposeResult:
        """The box with what is asked inside."""
        with Vertical() as box:
            box.border_title = self.title_words
            box.border_subtitle = self.key_words
            yield from self.ask()

    def ask(self) -> ComposeResult:
        """What stands in the box."""
        yield from ()


class Dialog(_Box[T], Generic[T]):
    """A box over the reading screen that asks for one thing and gives it back."""

    # Textual cannot wrap words in no cells at all, so the box keeps some at any size.
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 100%; max-width: 76; min-width: 16; height: auto; max-height: 100%;
        padding: 0 1; border: round $primary; background: $surface;
        overflow-y: auto; scrollbar-size-vertical: 1;
    }
    Dialog OptionList { height: auto; border: none; scrollbar-size-vertical: 1; }
    """


class BottomLine(_Box[T], Generic[T]):
    """One line at the bottom that asks for something about the text, which stays in view."""

    DEFAULT_CSS = """
    BottomLine { align: center bottom; background: transparent; }
    BottomLine > Vertical { height: auto; background: $surface; border: round $primary; }
    BottomLine Input { width: 1fr; border: none; height: 1; padding: 0; }
    BottomLine Static { width: 1fr; height: auto; max-height: 3; padding: 0 1; }
    """


if TYPE_CHECKING:
    from textual.widget import Widget as _Part
else:
    _Part = object  # a widget takes its styles from the first of its bases that is one


class _StoppableKey(events.Key):
    """A key that knows whether it was stopped."""

    is_stopped = False

    def stop(self, stop: bool = True) -> Message:
        """Stop it, and remember that."""
        self.is_stopped = stop
        return super().stop(stop)


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
        offered = _StoppableKey(event.key, event.character)
        dialog.on_key(offered)
        if offered.is_stopped:
            return True
        for binding in bindings_of(self, event.key):
            if await self.app.run_action(binding.action, self):
                return True
        return False


class Field(InOrder, Input):
    """One line to type into."""


class Choices(InOrder, OptionList):
    """Rows to choose from."""

    is_typed_into = False
