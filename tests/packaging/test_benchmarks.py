"""The benchmarks measure what they say; no test here looks at a time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.measurements import run_alternately
from benchmarks.report import HEADERS, Outcome, align_cells, format_ratio, render_page
from benchmarks.rows import ROWS, Context, Row
from benchmarks.rows.hostile_text import LEAKED, PAYLOADS
from benchmarks.samples import Sample, write_sample
from benchmarks.terminal import NoResponse, Terminal
from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.config import Workspace
from tui.store import STORES


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A short text."""
    return write_sample(tmp_path, "short", size=2_000, annotations=5)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.what} / {row.against}")
def test_a_row_says_what_is_measured_against_whom_and_the_goal(row: Row):
    assert row.what.strip()
    assert row.against.strip()
    assert row.goal >= 0
    assert "|" not in row.what + row.against


def test_no_two_rows_measure_the_same():
    assert len({(row.what, row.against) for row in ROWS}) == len(ROWS)


def test_every_app_to_compare_with_exists(sample: Sample):
    apps = [peers.HELLO, peers.FLOOR, peers.text_area(sample), peers.static(sample)]

    assert [app.name for app in apps if not Path(app.command[1]).is_file()] == []


def test_a_text_is_the_same_every_time(tmp_path: Path):
    first, second = (
        write_sample(tmp_path / folder, "text", size=2_000, annotations=3) for folder in "ab"
    )

    assert first.article.text == second.article.text


def test_the_findings_are_where_the_text_says(sample: Sample):
    cache = FindingsCache(Workspace(sample.workspace).cache)
    analysis = cache.load(sample.article.sha256, ANALYSERS.get("spacy-md"))

    assert analysis is not None
    assert len(analysis.entities) + len(analysis.quotes) == sample.findings > 10
    text = sample.article.text
    assert [e for e in analysis.entities if e.span.of(text) != e.name] == []
    assert [q for q in analysis.quotes if not q.content[0].of(text).startswith("“")] == []


def test_the_annotations_are_in_the_store(sample: Sample):
    annotations = STORES.get("tinydb").load(Workspace(sample.workspace)).annotations

    assert len(annotations) == sample.annotations == 5


def test_a_terminal_reads_the_response():
    code = "print('READY', flush=True); print(input()[::-1]); input()"
    with Terminal([sys.executable, "-c", code]) as terminal:
        terminal.wait_for("READY")
        response = terminal.press("abc\r")
        terminal.wait_for("cba")

        assert response.size > 0
        assert response.first <= response.last


def test_a_program_that_ends_gives_no_response():
    with (
        Terminal([sys.executable, "-c", "print('gone')"]) as terminal,
        pytest.raises(NoResponse, match="gone"),
    ):
        terminal.wait_for("READY")


def test_contenders_alternate_and_one_that_fails_does_not_stop_the_others():
    measured = []

    def measure(name: str) -> dict[str, list[float]]:
        measured.append(name)
        if name == "broken":
            raise peers.PeerMissing("broken is not installed")
        return {"time": [float(len(measured))]}

    series = run_alternately({"a": "a", "broken": "broken", "b": "b"}, measure, rounds=3)

    assert measured == ["a", "broken", "b", "b", "a", "a", "b"]
    assert series.median("a", "time") == 5
    with pytest.raises(peers.PeerMissing):
        series.ratio("a", "broken", "time")


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if not p.startswith(("[", "\x1b[31"))])
def test_a_payload_in_the_output_is_found(payload: str):
    assert LEAKED.search(payload.encode())


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.254, "1.25"), (0.5, "0.5"), (1 / 280, "1/280"), (0, "0"), (1234.5, "1234")],
)
def test_a_ratio_has_three_digits_or_is_a_fraction(value: float, text: str):
    assert format_ratio(value) == text


def test_a_page_has_every_row_with_its_verdict():
    row = Row("what", "whom", 1.5, lambda context: 1.0)
    outcomes = [Outcome(row, 1.4), Outcome(row, 1.6), Outcome(row, None, "less is not installed")]

    written = render_page(outcomes, 12)

    assert "| what | whom | <= 1.5 | 1.4 | met |" in written
    assert "| what | whom | <= 1.5 | 1.6 | missed |" in written
    assert "| - | not measured: less is not installed |" in written
    assert len(align_cells(HEADERS).split()) == len(HEADERS)


def test_an_experiment_is_run_once(tmp_path: Path):
    runs = []
    context = Context(tmp_path)

    def experiment(context: Context) -> int:
        runs.append(context)
        return 3

    assert (context.result(experiment), context.result(experiment)) == (3, 3)
    assert runs == [context]
