"""`pullquote export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds
from tui.exports import EXPORTS, Exporter


@pytest.mark.parametrize(
    "exporter",
    [
        pytest.param(
            exporter, id=exporter.name, marks=[pytest.mark.slow] * (exporter.name == "docbin")
        )
        for exporter in EXPORTS
    ],
)
def test_export_writes_every_format_to_stdout_and_to_a_file(
    pullquote: CommandLine, annotation_ids: AnnotationIds, exporter: Exporter, tmp_path: Path
) -> None:
    target = tmp_path / f"notes{exporter.suffix}"
    written = pullquote("export", "--to", exporter.name, "-o", target)
    assert (written.code, written.out) == (0, "")
    content = "3 passages" if exporter.needs_passages else "the themes"
    first, *losses = written.err[written.err.index("Wrote") :].splitlines()
    prefix = f"what {exporter.name} holds of " if losses and exporter.needs_passages else ""
    assert first.startswith(f"Wrote {prefix}{content} to ")
    shown = pullquote.bytes("export", "--to", exporter.name)
    assert (
        target.read_bytes() == shown == pullquote.bytes("export", "--to", exporter.name, "-o", "-")
    )
    assert str(pullquote.workspace.root).encode() not in shown


def exported(pullquote: CommandLine, *arguments: str) -> list[str]:
    answer = pullquote("export", "--to", "json", *arguments)
    return (
        [annotation["id"] for annotation in json.loads(answer.out)["annotations"]]
        if answer.out
        else []
    )


def test_export_takes_speaker_coder_and_dates(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    everything = list(annotation_ids)
    assert exported(pullquote, "--speaker", "ruiz") == [annotation_ids.quote]
    assert exported(pullquote, "--coder", "ANA") == everything
    assert exported(pullquote, "--coder", "ben") == []
    assert exported(pullquote, "--since", "2026-01-02", "--until", "2026-01-02") == everything
    assert (
        exported(pullquote, "--since", "2026-01-03")
        == exported(pullquote, "--until", "2026-01-01")
        == []
    )
    assert exported(pullquote, "--until", "2026-01-02T04:04:04+01:00") == []
    assert exported(pullquote, "--until", "2026-01-02T04:04:05+01:00") == everything


def test_export_takes_a_group_and_a_template(
    pullquote: CommandLine, annotation_ids: AnnotationIds, tmp_path: Path
) -> None:
    page = pullquote("export", "--to", "markdown", "--group", "speaker").out
    assert "## Ana Ruiz" in page
    template = tmp_path / "mine.md"
    template.write_text("{% for one in sections %}{{ one.name }};{% endfor %}", "utf-8")
    arguments = ("export", "--to", "markdown", "--group", "article", "--template", template)
    assert pullquote(*arguments).out == "Port closes;"


def test_losses_are_written_to_stderr(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    message = pullquote("export", "--to", "doccano").err
    assert "Notes are left out: 1.\n" in message
    assert "Passages without a theme are left out: 1.\n" in message


def test_binary_formats_are_not_written_to_a_terminal(
    pullquote: CommandLine, annotation_ids: AnnotationIds, terminal: None
) -> None:
    answer = pullquote("export", "--to", "qdpx")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "The format “qdpx” is no text; name a file with -o.\n"


def test_export_takes_a_theme(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    exported = json.loads(pullquote("export", "--to", "json", "--theme", "trade").out)
    assert [annotation["id"] for annotation in exported["annotations"]] == [annotation_ids.quote]
    assert exported["annotations"][0]["speaker"] == "Ana Ruiz"


def test_a_codebook_is_exported_without_passages(pullquote: CommandLine, tmp_path: Path) -> None:
    answer = pullquote("export", "--to", "qdc", "-o", str(tmp_path / "codes.qdc"))
    assert (answer.code, answer.err.splitlines()[0][:17]) == (0, "Wrote the themes ")
    assert "<Code " in (tmp_path / "codes.qdc").read_text("utf-8")


def test_export_of_nothing_writes_nothing(
    pullquote: CommandLine, tmp_path: Path, annotation_ids: AnnotationIds
) -> None:
    target = tmp_path / "notes.md"
    answer = pullquote("export", "--to", "markdown", "-o", target, "--theme", "asylum")
    assert (answer.code, answer.out) == (1, "")
    assert not target.exists()


def test_a_broken_plug_in_is_reported_and_skipped(
    pullquote: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EXPORTS, "failures", ["The export format plug-in “x” was skipped: oh."])
    answer = pullquote("export", "--to", "pdf")
    assert answer.code == 2
    assert answer.err.startswith("The export format plug-in “x” was skipped: oh.\nThere is no")
