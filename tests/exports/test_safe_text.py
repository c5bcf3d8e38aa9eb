"""JSON text for terminals."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tui.exports.safe_text import json_text


@given(
    st.text() | st.text(st.sampled_from('\x1b\x9b\x7f\u202e\u2066\ud800\udc00\U000e0041é“🙂\\"'))
)
def test_json_text_loses_nothing_and_commands_nothing(text: str) -> None:
    actual = json_text([text])
    assert json.loads(actual) == json.loads(json.dumps([text]))
    assert actual.encode().decode() == actual
    assert not set("\x1b\x9b\x7f\u202e\u2066") & set(actual)
