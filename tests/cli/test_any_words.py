"""Whatever the words are, the answer is an exit code and never a traceback."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import CommandLine
from tests.cli.notes import Kept
from tui.cli.verbs import verb_names

WORDS = [
    *verb_names(), "port", "seeds/port.txt", "seeds", "-", "--", "--json", "--theme", "aid",
    "--theme=x", "--span", "0:4", "4:0", "--note", "--to", "json", "csv", "text", "html", "-o",
    "--article", "--speaker", "--entity", "--text", "(", "a+", "--workspace", "--workspace=", ".",
    "list", "--help", "-h", "--version", "--model", "rules", "", "-x", "~", "~x", "\x1b[2J",
]  # fmt: skip
words = st.lists(
    st.sampled_from(WORDS) | st.text(st.characters(exclude_characters="\0/"), max_size=8),
    max_size=7,
)


@given(words)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words(
    pq: CommandLine, kept: Kept, rules_only: None, monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A story.")))
    answer = pq(*words)
    assert answer.code in (0, 1, 2)
    assert "\x1b" not in answer.err
    if answer.code == 2:
        assert answer.err
