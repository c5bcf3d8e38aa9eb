"""Label Studio: tasks and the labelling interface."""

from __future__ import annotations

import json

from lxml import etree

from tests.exports.samples import WIDE, every_sample, passages_of
from tui.exports.code_system import NO_THEME, CodeSystem
from tui.exports.label_studio import LabelStudio, LabelStudioConfig
from tui.model import Notes


@every_sample
def test_label_studio_regions(notes: Notes) -> None:
    tasks = json.loads(LabelStudio().render(notes))
    actual = []
    for task in tasks:
        text = task["data"]["text"]
        for region in (one for kept in task["annotations"] for one in kept["result"]):
            value = region["value"]
            if region["type"] == "labels":
                assert text[value["start"] : value["end"]] == value["text"]
                actual += [(value["text"], label) for label in value["labels"]]
    assert sorted(actual) == sorted(passages_of(notes))


def test_label_studio_has_an_annotation_for_each_coder_and_notes_beside_labels() -> None:
    _, task = json.loads(LabelStudio().render(WIDE))
    assert [kept["id"] for kept in task["annotations"]] == [1, 2]
    regions = task["annotations"][0]["result"]
    notes = {one["id"]: one["value"]["text"] for one in regions if one["from_name"] == "note"}
    assert notes == {f"{12:032x}": ["a\n\nb\t🙂 = |"], f"{14:032x}": ["外"]}
    assert set(notes) <= {one["id"] for one in regions if one["from_name"] == "label"}


def test_label_studio_s_setup_knows_every_label() -> None:
    setup = etree.fromstring(LabelStudioConfig().render(WIDE))
    assert [one.get("value") for one in setup.iter("Label")] == [
        *CodeSystem(WIDE).names.values(),
        NO_THEME,
    ]
    assert setup.find("Text").get("value") == "$text"
