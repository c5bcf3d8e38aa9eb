"""The key bindings of one widget."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.widget import Widget

from tui.textual_internals.switch import has_private


def bindings_of(widget: Widget, key: str) -> Sequence[Binding]:
    """What the widget itself binds to the key, inherited bindings included.

    Textual's public way, ``Screen.active_bindings``, lists the bindings of the focused widget and
    all above it and asks each whether it is enabled.
    """
    if has_private(widget, "_bindings"):
        return widget._bindings.key_to_bindings.get(key, ())
    active = widget.screen.active_bindings.get(key)
    return (active.binding,) if active is not None and active.node is widget else ()
