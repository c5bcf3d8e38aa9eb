import json

import pytest

from tui.analysis import ANALYSERS
from tui.analysis.finding_stages import find
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.serialization import analysis_from_json, analysis_line, analysis_to_json
from tui.model import Analysis, Article, Span


def article(text):
    return Article(id="story", text=text, title="story")


RULES = ANALYSERS.get("rules")
STORY = article("“We will go on,” Ann Lee said in Paris.")


def test_keeps_what_was_found(tmp_path):
    cache = FindingsCache(tmp_path / "deep" / "cache")
    found = find(STORY, cache, RULES)
    assert cache.load(STORY.sha256, RULES) == found
    assert [file.name for file in cache.directory.iterdir()] == [
        f"{STORY.sha256}.rules.{RULES.version}.json"
    ]


def test_a_hit_asks_nobody(tmp_path, monkeypatch):
    cache = FindingsCache(tmp_path)
    found = find(STORY, cache, RULES)
    monkeypatch.setattr(type(RULES), "analyse", None)
    assert find(STORY, cache, RULES) == found


def test_another_version_or_analyser_is_another_entry(tmp_path, monkeypatch):
    cache = FindingsCache(tmp_path)
    find(STORY, cache, RULES)
    assert cache.load(STORY.sha256, ANALYSERS.get("spacy-sm")) is None
    monkeypatch.setattr(type(RULES), "version", "other")
    assert cache.load(STORY.sha256, RULES) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"sha256": 1}', b'{"sha256":"x","analyser":"",'
     b'"entities":[[5,1,"ORG","x"]],"quotes":[]}', b"[" * 100_000],
)  # fmt: skip
def test_a_broken_file_counts_as_absent(tmp_path, content):
    cache = FindingsCache(tmp_path)
    found = find(STORY, cache, RULES)
    file = next(tmp_path.iterdir())
    file.write_bytes(content)
    assert cache.load(STORY.sha256, RULES) is None
    assert find(STORY, cache, RULES) == found
    assert cache.load(STORY.sha256, RULES) == found


def test_findings_of_another_text_are_not_taken(tmp_path):
    cache = FindingsCache(tmp_path)
    find(STORY, cache, RULES)
    next(tmp_path.iterdir()).write_text(json.dumps(analysis_to_json(Analysis("0" * 64))))
    assert cache.load(STORY.sha256, RULES) is None


def test_a_place_that_cannot_be_written_is_left_alone(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = FindingsCache(tmp_path / "file" / "cache")
    assert find(STORY, cache, RULES).entities
    assert cache.load(STORY.sha256, RULES) is None


def test_json_there_and_back(seed):
    found = RULES.analyse(seed)
    assert analysis_from_json(json.loads(json.dumps(analysis_to_json(found)))) == found


@pytest.mark.parametrize(
    "entities",
    [
        [[0, 3, "ORG", "Ann"]],
        {"gaps": [0]},
        {"gaps": [0], "lengths": [3], "labels": [["ORG"], [0]], "names": [["Ann"], [1]]},
        {"gaps": [0], "lengths": [3], "labels": [["ORG"], [0]], "names": [["Ann"], [-1]]},
        {"gaps": [0], "lengths": [3], "labels": [["ORG"], [0]], "names": [["Ann"], []]},
        {"gaps": [0], "lengths": [3], "labels": [["ORG"], [0]], "names": [[7], [0]]},
        {"gaps": [3], "lengths": [0], "labels": [["ORG"], [0]], "names": [["Ann"], [0]]},
        {"gaps": [-1], "lengths": [3], "labels": [["ORG"], [0]], "names": [["Ann"], [0]]},
        {"gaps": ["0"], "lengths": [3], "labels": [["ORG"], [0]], "names": [["Ann"], [0]]},
        {"gaps": [0, 5], "lengths": [3], "labels": [["ORG"], [0]], "names": [["Ann"], [0]]},
        {"gaps": [0], "lengths": [3, 3], "labels": [["ORG"], [0]], "names": [["Ann"], [0]]},
        {"starts": [0], "ends": [3], "labels": [["ORG"], [0]], "names": [["Ann"], [0]]},
    ],
)
def test_other_columns_count_as_no_findings(tmp_path, entities):
    cache = FindingsCache(tmp_path)
    find(STORY, cache, RULES)
    file = next(tmp_path.iterdir())
    file.write_text(json.dumps({**json.loads(file.read_text()), "entities": entities}))
    assert cache.load(STORY.sha256, RULES) is None


def test_the_line_for_others():
    found = RULES.analyse(STORY)
    line = json.loads(json.dumps(analysis_line(STORY, (Span(0, 39),), found)))
    assert list(line) == ["id", "path", "sentences", "entities", "quotes"]
    assert line["sentences"] == [[0, 39]]
    assert line["entities"][0] == {
        "start": 17, "end": 24, "label": "PERSON", "text": "Ann Lee", "name": "Ann Lee",
        "by": "machine",
    }  # fmt: skip
    assert line["quotes"] == [
        {"kind": "direct", "content": [[0, 16]], "cue": [25, 29], "speaker": [17, 24],
         "name": "Ann Lee", "by": "machine"}
    ]  # fmt: skip
