"""The verbs and the help that lists them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CommandLine
from tui.cli.verbs import VERBS, find_verb, verb_names


def test_the_registry_and_find_verb_agree() -> None:
    assert [verb.name for verb in VERBS] == verb_names()
    for verb in VERBS:
        quick = find_verb(verb.name)
        assert type(quick) is type(verb)
        assert verb.label[0].isupper()
        assert not verb.label.endswith(".")


@pytest.mark.parametrize("verb", verb_names())
def test_every_verb_has_a_help(pullquote: CommandLine, verb: str) -> None:
    answer = pullquote(verb, "--help")
    assert answer.code == 0
    assert f"pullquote {verb}" in answer.out
    assert "--workspace" in answer.out


def test_the_help_lists_every_verb(pullquote: CommandLine) -> None:
    answer = pullquote("--help")
    assert answer.code == 0
    assert all(f"  {name} " in answer.out for name in verb_names())


def test_the_version(pullquote: CommandLine) -> None:
    assert pullquote("--version").out.startswith("pullquote 0.")
