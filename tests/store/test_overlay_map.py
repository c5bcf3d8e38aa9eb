"""An overlay map behaves like one dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.store.overlay_map import OverlayMap, changed_keys

KEYS = st.sampled_from("abcdef")
CHANGES = st.lists(st.dictionaries(KEYS, st.none() | st.integers(), max_size=3), max_size=6)


@given(st.dictionaries(KEYS, st.integers()), CHANGES, st.booleans())
def test_like_one_dictionary(base, changes, is_looked_at):
    expected, overlaid = dict(base), OverlayMap(base, {})
    for change in changes:
        before, wanted = overlaid, dict(expected)
        for key, value in change.items():
            expected.pop(key, None) if value is None else expected.update({key: value})
        overlaid = OverlayMap(overlaid, change)
        if is_looked_at:
            assert before == wanted
        changed = {k for k in "abcdef" if before.get(k) is not overlaid.get(k)}
        assert set(changed_keys(before, overlaid)) == changed
        assert set(changed_keys(dict(base), overlaid)) == {
            k for k in "abcdef" if base.get(k) is not overlaid.get(k)
        }
    for key in "abcdefg":
        assert overlaid.get(key) == expected.get(key)
        assert (key in overlaid) == (key in expected)
    assert overlaid == expected == overlaid == OverlayMap(expected, {})
    assert len(overlaid) == len(expected)
    assert sorted(overlaid) == sorted(overlaid.keys()) == sorted(expected)
    assert sorted(overlaid.values()) == sorted(expected.values())
    assert dict(overlaid.items()) == dict(overlaid) == expected
    assert overlaid != {"g": 1}
    assert repr(overlaid).startswith("OverlayMap({")


def test_a_missing_key_is_missing():
    overlaid = OverlayMap({"a": 1}, {"a": None})
    for key in "ab":
        with pytest.raises(KeyError):
            overlaid[key]


def test_many_changes_become_one_layer():
    overlaid = OverlayMap({}, {})
    for number in range(3000):
        overlaid = OverlayMap(overlaid, {str(number): number})
    assert len(overlaid) == 3000
