"""`pullquote analyze`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import PORT, span_of
from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.model import Analysis
from tui.sources.article_loading import read_article


def test_analyze_walks_directories(pullquote: CommandLine, tmp_path: Path) -> None:
    deep = tmp_path / "corpus" / "b"
    deep.mkdir(parents=True)
    (deep / "two.txt").write_text(PORT)
    (deep.parent / "a.txt").write_text(PORT)
    (deep.parent / ".hidden.txt").write_text(PORT)
    answer = pullquote("analyze", "corpus", "--json", "--model", "rules")
    assert answer.code == 0
    assert [(line["id"], line["path"]) for line in answer.objects] == [
        ("a", "corpus/a.txt"),
        ("two", "corpus/b/two.txt"),
    ]


def test_analyze_json_has_the_documented_keys(pullquote: CommandLine) -> None:
    (line,) = pullquote("analyze", "seeds/port.txt", "--json", "--model", "rules").objects
    assert list(line) == ["id", "path", "sentences", "entities", "quotes"]
    assert line["sentences"][0] == [0, 11]
    (quote,) = [quote for quote in line["quotes"] if quote["kind"] == "direct"]
    assert list(quote) == ["kind", "content", "cue", "speaker", "name", "by"]
    assert quote["content"] == [list(span_of("“Trade will slow,”"))]
    keys = ["start", "end", "label", "text", "name", "by"]
    assert all(list(entity) == keys for entity in line["entities"])


def test_analyze_writes_only_the_cache(pullquote: CommandLine) -> None:
    assert pullquote("analyze", "seeds", "--model", "rules").code == 0
    assert list(pullquote.workspace.annotations.iterdir()) == [pullquote.workspace.cache]


def test_analyze_creates_no_workspace(
    pullquote: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "own" / name)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.txt").write_text("“We will go on,” Ann Lee said in Paris.\n", "utf-8")
    pullquote.workspace.annotations.rmdir()
    assert pullquote("--workspace", folder, "analyze", folder, "--model", "rules").code == 0
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert len(list((tmp_path / "own/pullquote/findings").iterdir())) == 1


def test_analyze_reports_texts_in_other_languages(pullquote: CommandLine, tmp_path: Path) -> None:
    german = "Die Frau sagte, dass sie nicht weiß, wie es mit dem Haus und den Kindern weitergeht. "
    (tmp_path / "de.txt").write_text(
        f"{german * 4}„Ich gehe jetzt nach Hause“, sagte Anna.", "utf-8"
    )
    answer = pullquote("analyze", "de.txt", "--json", "--model", "rules")
    (line,) = answer.objects
    assert line["entities"] == []
    assert len(line["quotes"]) == 1
    assert len(line["sentences"]) == 5
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "de.txt: No names are looked for: this text seems to be German; "
        "quotes are found by punctuation."
    ]


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_analyze_needs_a_positive_number_of_jobs(pullquote: CommandLine, jobs: str) -> None:
    answer = pullquote("analyze", "seeds", f"--jobs={jobs}")
    assert answer.code == 2
    assert answer.err.startswith("--jobs is wrong: ")
    assert answer.err.count("\n") == 1


def test_analyze_prints_a_row_per_file(pullquote: CommandLine) -> None:
    (row,) = pullquote("analyze", "seeds/port.txt", "--model", "rules").rows
    assert (row[0], row[2]) == ("seeds/port.txt", "1")


def test_analyze_continues_after_an_unreadable_file(pullquote: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    answer = pullquote(
        "analyze", "empty.txt", "seeds/port.txt", "nowhere", "--json", "--model", "rules"
    )
    assert answer.code == 2
    assert [line["id"] for line in answer.objects] == ["port"]
    assert len(answer.err.splitlines()) == 2


def test_analyze_of_an_empty_directory_finds_nothing(
    pullquote: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "none").mkdir()
    answer = pullquote("analyze", "none", "--model", "rules")
    assert (answer.code, answer.out) == (1, "")


@pytest.mark.slow
def test_analyze_uses_the_best_model_by_default(pullquote: CommandLine) -> None:
    (line,) = pullquote("analyze", "seeds/port.txt", "--json").objects
    assert [quote["name"] for quote in line["quotes"]] == ["Ana Ruiz"]


def test_analyze_says_which_paragraph_of_which_article_could_not_be_read(
    pullquote: CommandLine,
) -> None:
    article = read_article(pullquote.workspace.seeds / "port.txt")
    analysis = Analysis(article.sha256, "rules", unread=(article.paragraphs[0],))
    FindingsCache(pullquote.workspace.cache).save(analysis, ANALYSERS.get("rules"))
    answer = pullquote("analyze", "seeds/port.txt", "--json", "--model", "rules")
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "seeds/port.txt: Names and quotes may be missing in paragraph 1: the analysis failed there."
    ]
