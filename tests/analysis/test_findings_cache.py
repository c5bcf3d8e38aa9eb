import json

import pytest

from tests.analysis.samples import make_article
from tui.analysis import ANALYSERS
from tui.analysis.finding_stages import load_or_analyse
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.serialization import analysis_from_json, analysis_record, analysis_to_json
from tui.model import Analysis, Span

RULES = ANALYSERS.get("rules")
STORY = make_article("“We will go on,” Ann Lee said in Paris.")


def test_findings_are_saved(tmp_path):
    cache = FindingsCache(tmp_path / "deep" / "cache")
    analysis = load_or_analyse(STORY, cache, RULES)
    assert cache.load(STORY.sha256, RULES) == analysis
    assert [file.name for file in cache.directory.iterdir()] == [
        f"{STORY.sha256}.rules.{RULES.version}.json"
    ]


def test_a_hit_needs_no_analysis(tmp_path, monkeypatch):
    cache = FindingsCache(tmp_path)
    analysis = load_or_analyse(STORY, cache, RULES)
    monkeypatch.setattr(type(RULES), "analyse", None)
    assert load_or_analyse(STORY, cache, RULES) == analysis


def test_another_version_or_analyser_is_another_entry(tmp_path, monkeypatch):
    cache = FindingsCache(tmp_path)
    load_or_analyse(STORY, cache, RULES)
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
    analysis = load_or_analyse(STORY, cache, RULES)
    path = next(tmp_path.iterdir())
    path.write_bytes(content)
    assert cache.load(STORY.sha256, RULES) is None
    assert load_or_analyse(STORY, cache, RULES) == analysis
    assert cache.load(STORY.sha256, RULES) == analysis


def test_findings_of_another_text_are_not_taken(tmp_path):
    cache = FindingsCache(tmp_path)
    load_or_analyse(STORY, cache, RULES)
    next(tmp_path.iterdir()).write_text(json.dumps(analysis_to_json(Analysis("0" * 64))))
    assert cache.load(STORY.sha256, RULES) is None


def test_a_directory_that_cannot_be_written_is_ignored(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = FindingsCache(tmp_path / "file" / "cache")
    assert load_or_analyse(STORY, cache, RULES).entities
    assert cache.load(STORY.sha256, RULES) is None


def test_a_private_cache_is_read_by_nobody_else(tmp_path):
    folder = tmp_path / "pullquote" / "findings"
    folder.mkdir(parents=True, mode=0o755)
    load_or_analyse(STORY, FindingsCache(folder, is_private=True), RULES)
    assert list(folder.iterdir())
    assert folder.stat().st_mode & 0o077 == 0


def test_json_there_and_back(seed):
    analysis = RULES.analyse(seed)
    assert analysis_from_json(json.loads(json.dumps(analysis_to_json(analysis)))) == analysis


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
    load_or_analyse(STORY, cache, RULES)
    path = next(tmp_path.iterdir())
    path.write_text(json.dumps({**json.loads(path.read_text()), "entities": entities}))
    assert cache.load(STORY.sha256, RULES) is None


def test_the_record_of_an_article():
    analysis = RULES.analyse(STORY)
    record = json.loads(json.dumps(analysis_record(STORY, (Span(0, 39),), analysis)))
    assert list(record) == ["id", "path", "sentences", "entities", "quotes"]
    assert record["sentences"] == [[0, 39]]
    assert record["entities"][0] == {
        "start": 17, "end": 24, "label": "PERSON", "text": "Ann Lee", "name": "Ann Lee",
        "by": "machine",
    }  # fmt: skip
    assert record["quotes"] == [
        {"kind": "direct", "content": [[0, 16]], "cue": [25, 29], "speaker": [17, 24],
         "name": "Ann Lee", "by": "machine"}
    ]  # fmt: skip
