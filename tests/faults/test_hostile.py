"""No control byte of an article, theme, note or file name reaches the terminal in any widget."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.hostile import HOSTILE, HOSTILE_NAME, commands_in
from tests.terminals import ESCAPE, TerminalWindow, command
from tui.config import Workspace
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Span, Theme
from tui.session.library import Library
from tui.session.session import Session

TEXT = (
    f"Title {HOSTILE} of a story\n"
    f"“Rain {HOSTILE} fell,” said Ana {HOSTILE} Ruiz of Mexico City on Monday, "
    "and nobody was hurt.\n"
    f"The mayor {HOSTILE} left. Officials in Mexico gave aid, "
    "but the port stayed closed for days.\n"
) + "Words that say nothing at all, so that the whole of it is taken for a text.\n" * 9
SOUGHT = "mayor|the"
ENTER, TAB, PALETTE, SAVE = "\r", "\t", "\x10", "\x13"
# Terminals take escape characters out of what is pasted, for they could end it; nothing else.
PASTE = f"\x1b[200~pasted {HOSTILE.replace(chr(27), '')}\x1b[201~"
SHOWS = {
    "/": "regular expression", ":": "12 a paragraph", PALETTE: "Search for", "x": "Enter writes",
    "m": "Ctrl+S saves", "L": "Enter opens", "?": "Esc closes", "T": "a digit chooses",
}  # fmt: skip
"""What tells that a dialog takes keys now, by the key that brings it up."""


@pytest.fixture
def hostile_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which everything that has a name or words is hostile; its article."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    root = tmp_path / f"place {HOSTILE_NAME}"
    for folder in "seeds", "annotations":
        (root / folder).mkdir(parents=True)
    path = root / "seeds" / f"file {HOSTILE_NAME}.txt"
    path.write_text(TEXT, "utf-8", newline="")
    (root / "seeds" / "plain.txt").write_text("A plain story.\n")
    library = Library(Workspace(root))
    themes = [theme._replace(label=f"{theme.label} {HOSTILE}") for theme in DEFAULT_CODEBOOK]
    book = Codebook((*themes, Theme(f"t{HOSTILE}", HOSTILE, "5", description=HOSTILE)))
    change = Change("codebook", (), (DEFAULT_CODEBOOK, book))
    library.records = library.store.apply(library.workspace, change)
    session = Session(library, coder=HOSTILE)
    session.open(library.article(str(path)))
    start = session.reading.article.text.index("The mayor")
    session.annotate(
        Span(start, start + 9), ("trade", f"t{HOSTILE}"), f"note {HOSTILE}\nsecond line"
    )
    session.annotate(Span(start, start + 12), ("aid",), f"note {HOSTILE}")
    library.close()
    return path


WIDGETS = {
    "lists": ("s", "s", "s", TAB, "j", "j", ENTER, TAB),
    "status": ("]", "t", "O", "O", "l", ESCAPE),
    "edges": ("e", "o", "h", ESCAPE),
    "search": (
        "/",
        PASTE,
        ESCAPE,
        "/",
        "a(b",
        ENTER,
        ESCAPE,
        "/",
        SOUGHT,
        ENTER,
        "n",
        "T",
        "5",
    ),
    "tagged": (ENTER, "u"),
    "place": (":", PASTE, ENTER, ":", "3", ENTER),
    "palette": (PALETTE, "tag", PASTE, ESCAPE),
    "export": ("x", TAB, PASTE, ENTER, ESCAPE),
    "note": ("]", "t", "m", PASTE, SAVE, "m", ESCAPE),
    "help": ("?", ESCAPE),
    "copying": ("v", "j", "y", ESCAPE),
    "colours": ("c", "c", "c", "c"),
    "tagging": ("1", "5", "u", "u"),
    "library": ("L", "j", ENTER, "L", "k", ENTER),
}
"""Keys by the widgets that they bring up."""


@pytest.mark.slow
def test_no_widget_passes_a_command_on(hostile_article: Path, tmp_path: Path) -> None:
    opened = command(hostile_article.parents[1], str(hostile_article))
    with TerminalWindow(opened, columns=120, cwd=tmp_path) as window:
        window.wait_for_text("1 trade")
        for widget, keys in WIDGETS.items():
            since = len(window.output)
            for key in keys:
                before = len(window.output)
                window.send(key)
                if key in SHOWS:
                    window.wait_for(SHOWS[key], since=before)
                if key == SOUGHT:
                    window.wait_for_text(" hits")
                window.wait_until_quiet(0.15)
            if len(window.output) == since:
                window.wait_for_output()
            written = bytes(window.output[since:])
            assert written, widget
            assert not commands_in(written), widget
        window.quit()
        output = bytes(window.output)
    assert not commands_in(output)
    assert b"Traceback" not in output
    # Everything hostile was there to be seen, with its marks in place of what it would do.
    for text in "Title ␛[31;5m", "trade ␛", "note ␛", "[sic]", "pasted":
        assert text.encode() in output


@pytest.mark.parametrize("text", [HOSTILE, "\u202eabc", "\x9b31m", "e\x07\n"])
def test_commands_of_others_are_found(text: str) -> None:
    assert commands_in(b"\x1b[0m" + text.encode() + b"\x1b[3;4H")


def test_commands_of_the_app_are_not_reported() -> None:
    output = (
        "\x1b[?1049h\x1b[2J\x1b[?25l\x1b[38;2;1;2;3;48;2;4;5;6m漢 “é”\x1b[1;2H\x1b]52;c;SGk=\x07\n"
    )
    assert commands_in(output.encode()) == []
