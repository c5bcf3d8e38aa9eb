"""Random arguments give an exit code and never a traceback."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds
from tui.cli.verbs import verb_names

ARGUMENTS = [
    *verb_names(), "port", "seeds/port.txt", "seeds", "-", "--", "--json", "--theme", "aid",
    "--theme=x", "--span", "0:4", "4:0", "--note", "--to", "json", "csv", "text", "html", "-o",
    "--article", "--speaker", "--entity", "--text", "(", "a+", "--workspace", "--workspace=", ".",
    "list", "--help", "-h", "--version", "--model", "rules", "", "-x", "~", "~x", "\x1b[2J",
]  # fmt: skip
arguments = st.lists(
    st.sampled_from(ARGUMENTS) | st.text(st.characters(exclude_characters="\0/"), max_size=8),
    max_size=7,
)


@given(arguments)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_random_arguments_give_an_exit_code(
    pullquote: CommandLine, annotation_ids: AnnotationIds, rules_only: None,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A story.")))
    answer = pullquote(*arguments)
    assert answer.code in (0, 1, 2)
    assert "\x1b" not in answer.err
    if answer.code == 2:
        assert answer.err
