"""Texts in other languages: analysed by punctuation or by a configured pipeline."""

import pytest
import spacy
from platformdirs import user_config_path

from tests.analysis.language_samples import FINNISH, TEXTS
from tui.analysis import ANALYSERS
from tui.analysis.analyser_selection import analyser_for_text, no_names_notice
from tui.analysis.finding_stages import load_or_analyse, stream_findings
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.errors import AnalysisError, UsageError
from tui.model import Article

REQUESTED = ANALYSERS.get("spacy-md")
GERMAN = Article("de", TEXTS["de"] + "\n", "Gespräche")


def test_an_unknown_language_is_said_not_to_be_english():
    assert "does not seem to be English" in no_names_notice(REQUESTED, FINNISH)


def test_english_needs_no_notice():
    assert no_names_notice(REQUESTED, TEXTS["en"]) == ""


def test_nobody_is_named_in_another_language(tmp_path):
    analysis = load_or_analyse(GERMAN, FindingsCache(tmp_path), REQUESTED)
    assert analysis.entities == ()
    assert [quote.content[0].of(GERMAN.text) for quote in analysis.quotes] == [
        "„Wir machen weiter“"
    ]
    assert no_names_notice(REQUESTED, GERMAN.text) == (
        "No names are looked for: this text seems to be German; quotes are found by punctuation."
    )


def test_no_process_is_started_for_it(tmp_path):
    process = AnalysisProcess("spacy-md")
    (analysis,) = stream_findings(GERMAN, FindingsCache(tmp_path), process)
    assert analysis.analyser == "punctuation"
    assert process.pid is None


@pytest.fixture
def config_file(tmp_path, monkeypatch):
    """The reader's config.toml."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = user_config_path("pullquote")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "config.toml"


def test_a_pipeline_of_another_language_finds_its_names(config_file, tmp_path):
    pipeline = spacy.blank("de")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "PER", "pattern": "Angela Merkel"}, {"label": "LOC", "pattern": "Berlin"}]
    )
    pipeline.to_disk(tmp_path / "german")
    config_file.write_text(f'[analysis.pipelines]\nde = "{tmp_path / "german"}"\n', "utf-8")
    analysis = load_or_analyse(GERMAN, FindingsCache(tmp_path / "cache"), REQUESTED)
    assert [(e.span.of(GERMAN.text), e.label) for e in analysis.entities] == [
        ("Angela Merkel", "PERSON"), ("Berlin", "LOC"),
    ]  # fmt: skip
    assert len(analysis.quotes) == 1
    assert no_names_notice(REQUESTED, GERMAN.text) == ""
    assert load_or_analyse(GERMAN, FindingsCache(tmp_path / "cache"), REQUESTED) == analysis


def test_another_pipeline_is_another_entry_of_the_cache(config_file):
    keys = set()
    for package in ("one", "two"):
        config_file.write_text(f'[analysis.pipelines]\nde = "{package}"\n')
        analyser = analyser_for_text(REQUESTED, GERMAN.text)
        keys.add((analyser.name, analyser.version))
    assert len(keys) == 2


def test_a_pipeline_that_is_not_installed_is_said_with_what_to_do(config_file, tmp_path):
    config_file.write_text('[analysis.pipelines]\nde = "de_core_news_sm"\n')
    with pytest.raises(AnalysisError, match="python -m spacy download de_core_news_sm"):
        load_or_analyse(GERMAN, FindingsCache(tmp_path), REQUESTED)


@pytest.mark.parametrize("content", ["analysis = 1", "[analysis]\npipelines = 'de'", "[[["])
def test_a_config_of_another_shape_is_said(config_file, content):
    config_file.write_text(content)
    with pytest.raises(UsageError, match=r"config\.toml"):
        analyser_for_text(REQUESTED, GERMAN.text)


def test_an_analyser_for_any_language_is_left_alone(monkeypatch):
    monkeypatch.setattr(type(REQUESTED), "language", "")
    assert analyser_for_text(REQUESTED, GERMAN.text) is REQUESTED
