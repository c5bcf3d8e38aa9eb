"""doccano: labels and losses."""

from __future__ import annotations

import json

from tests.exports.samples import WIDE, every_sample, passages_of
from tui.exports.doccano import Doccano
from tui.model import Notes


@every_sample
def test_doccano_labels(notes: Notes) -> None:
    data = Doccano().render(notes)
    assert data.isascii()
    actual = []
    for line in map(json.loads, data.splitlines()):
        actual += [(line["text"][start:end], name) for start, end, name in line["label"]]
    assert actual == passages_of(notes, without=None)


def test_doccano_s_own_losses_are_told() -> None:
    losses = Doccano().losses(WIDE)
    assert "Passages whose words are gone are left out: 2." in losses
    assert losses[-1].endswith("unless its project allows overlapping spans: 3.")
