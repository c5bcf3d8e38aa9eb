"""The theme of an app that does not run yet."""

from __future__ import annotations

from typing import Any

from textual.app import App

from tui.textual_internals.switch import has_private


def set_first_theme(app: App[Any], name: str) -> None:
    """Set the theme and its variables before the app starts.

    Setting ``theme`` reads all style sheets a second time when the app starts. Of what that does,
    only the colour filter has to be given the theme's ANSI colours.
    """
    if has_private(app, "_refresh_truecolor_filter"):
        app.set_reactive(App.theme, name)
        app._refresh_truecolor_filter(app.ansi_theme)
    else:
        app.theme = name
    app.stylesheet.set_variables(app.get_css_variables())
