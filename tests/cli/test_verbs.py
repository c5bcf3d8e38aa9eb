"""What each verb answers, and the keys that programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.notes import DAY, PORT, Kept, argument, span_of
from tests.conftest import SEED
from tui.cli.verbs import VERBS, find_verb, verb_names
from tui.exports import EXPORTS, Exporter

ANNOTATION_KEYS = [
    "id", "article", "start", "end", "text", "themes", "note", "speaker", "coder", "anchor",
    "created", "changed",
]  # fmt: skip
ARTICLE_KEYS = [
    "id", "title", "outlet", "date", "path", "words", "annotations", "themes",
]  # fmt: skip


# The verbs themselves


def test_the_registry_and_the_quick_way_agree() -> None:
    assert [verb.name for verb in VERBS] == verb_names()
    for verb in VERBS:
        quick = find_verb(verb.name)
        assert type(quick) is type(verb)
        assert verb.label[0].isupper()
        assert not verb.label.endswith(".")


@pytest.mark.parametrize("verb", verb_names())
def test_every_verb_explains_itself(pq: CommandLine, verb: str) -> None:
    answer = pq(verb, "--help")
    assert answer.code == 0
    assert f"pullquote {verb}" in answer.out
    assert "--workspace" in answer.out


def test_the_help_lists_every_verb(pq: CommandLine) -> None:
    answer = pq("--help")
    assert answer.code == 0
    assert all(f"  {name} " in answer.out for name in verb_names())


def test_the_version(pq: CommandLine) -> None:
    assert pq("--version").out.startswith("pullquote 0.")


# list


def test_list_tells_about_every_article(pq: CommandLine, kept: Kept) -> None:
    answer = pq("list", "--json")
    seed, port = answer.objects
    assert answer.code == 0
    assert list(seed) == list(port) == ARTICLE_KEYS
    assert port == {
        "id": "port",
        "title": "Port closes",
        "outlet": "",
        "date": "",
        "path": "seeds/port.txt",
        "words": 22,
        "annotations": 3,
        "themes": {"trade": 1, "aid": 2},
    }
    assert (seed["id"], seed["annotations"], seed["themes"]) == (SEED.stem, 0, {})


def test_list_for_people_is_a_row_each(pq: CommandLine, kept: Kept) -> None:
    assert pq("list").rows[1] == ["port", "22", "3", "trade 1, aid 2", "Port closes"]


@pytest.mark.usefixtures("terminal", "kept")
def test_list_on_a_terminal_fits(pq: CommandLine) -> None:
    lines = pq("list").out.splitlines()
    assert lines[0].split() == ["Article", "Words", "Passages", "Themes", "Title"]
    assert [line for line in lines if len(line) > 60] == []


def test_list_without_articles_finds_nothing(pq: CommandLine, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    answer = pq("list", "--workspace", empty)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        f"There is no article in {empty}/seeds; copy one there with “pullquote add FILE”.\n"
    )
    assert list(empty.iterdir()) == []


def test_list_goes_on_past_a_bad_file(pq: CommandLine, kept: Kept) -> None:
    (pq.workspace.seeds / "noise.txt").write_bytes(bytes(range(256)) * 9)
    answer = pq("list", "--json")
    assert answer.code == 2
    assert [record["id"] for record in answer.objects] == [SEED.stem, "port"]
    assert "noise.txt” is a binary file" in answer.err


def test_list_has_annotated_articles_whose_file_is_gone(pq: CommandLine, kept: Kept) -> None:
    (pq.workspace.seeds / "port.txt").unlink()
    answer = pq("list", "--json")
    assert answer.code == 0
    assert answer.objects[1]["annotations"] == 3
    assert "port.txt" in answer.err


# show


def test_show_gives_the_text_to_a_pipe(pq: CommandLine) -> None:
    answer = pq("show", "port")
    assert (answer.code, answer.out, answer.err) == (0, PORT, "")


def test_show_takes_a_path(pq: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("Other words.")
    assert pq("show", "elsewhere.txt").out == "Other words.\n"


@pytest.mark.usefixtures("terminal", "kept")
def test_show_is_coloured_on_a_terminal(pq: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in pq("show", "port").out
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as plain:
            plain.setenv(name, value)
            assert pq("show", "port").out == PORT


@pytest.mark.parametrize(
    ("to", "sign"), [("ansi", "\x1b["), ("html", "<!DOCTYPE"), ("latex", r"\documentclass")]
)
def test_show_makes_documents(pq: CommandLine, kept: Kept, to: str, sign: str) -> None:
    answer = pq("show", "port", "--to", to)
    assert answer.code == 0
    assert sign in answer.out
    assert answer.err == ""


def test_show_looks_for_names_where_none_are_kept(pq: CommandLine, rules_only: None) -> None:
    answer = pq("show", "port", "--to", "html")
    assert answer.code == 0
    assert answer.err.startswith("Looking for names and quotes in port")


def test_show_makes_no_workspace_of_any_directory(
    pq: CommandLine, tmp_path: Path, rules_only: None
) -> None:
    place = tmp_path / "downloads"
    place.mkdir()
    (place / "story.txt").write_text(PORT)
    assert pq("show", place / "story.txt", "--to", "html", "--workspace", place).code == 0
    assert [file.name for file in place.iterdir()] == ["story.txt"]


# tag


def test_tag_keeps_what_is_said(pq: CommandLine, rules_only: None) -> None:
    answer = pq(
        "tag", "port", "--span", argument("Nobody was hurt 🙂."), "--theme", "AID",
        "--theme", "trade", "--note", "good"
    )  # fmt: skip
    assert answer.code == 0
    assert answer.err == "Tagged aid, trade: “Nobody was hurt 🙂.”\n"
    (record,) = _kept(pq)
    assert answer.out == f"{record['id']}\n"
    assert (record["themes"], record["note"], record["coder"]) == (
        ["aid", "trade"],
        "good",
        "tester",
    )


def _kept(pq: CommandLine) -> list[dict[str, object]]:
    exported = json.loads(pq("export", "--to", "json", "--article", "port").out)
    return exported["annotations"]  # type: ignore[no-any-return]


def test_tag_adds_to_what_is_there(pq: CommandLine, kept: Kept) -> None:
    answer = pq("tag", "port", "--span", argument("Rain fell on the port."), "--theme", "trade")
    assert answer.out == f"{kept.rain}\n"
    first = pq("find", "--json").objects[0]
    assert (first["themes"], first["note"]) == (["trade"], "Which port?\nAsk.")


def test_tagging_twice_changes_nothing(pq: CommandLine, kept: Kept) -> None:
    before = pq.workspace.data_file.read_bytes()
    answer = pq("tag", "port", "--span", argument("“Trade will slow,”"), "--theme", "aid")
    assert (answer.code, answer.out) == (0, f"{kept.quote}\n")
    assert "Nothing to change" in answer.err
    assert pq.workspace.data_file.read_bytes() == before


def test_a_note_alone_and_its_removal(pq: CommandLine) -> None:
    place = argument("Port closes")
    assert pq("tag", "port", "--span", place, "--note", "headline").code == 0
    answer = pq("tag", "port", "--span", place, "--note", "")
    assert (answer.code, answer.out) == (0, "")
    assert pq("export", "--to", "json").code == 1


# find


def test_find_has_the_promised_keys(pq: CommandLine, kept: Kept) -> None:
    answer = pq("find", "--json")
    assert answer.code == 0
    assert [list(record) for record in answer.objects] == [ANNOTATION_KEYS] * 3
    assert answer.objects[1] == {
        "id": kept.quote,
        "article": "port",
        "start": span_of("“Trade").start,
        "end": span_of("“Trade will slow,”").end,
        "text": "“Trade will slow,”",
        "themes": ["trade", "aid"],
        "note": "",
        "speaker": "Ana Ruiz",
        "coder": "ana",
        "anchor": "exact",
        "created": DAY,
        "changed": DAY,
    }
    assert answer.err == ""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], ["rain", "quote", "aid"]),
        (["--theme", "trade"], ["quote"]),
        (["--theme", "Aid"], ["quote", "aid"]),
        (["--theme", "aid", "--theme", "trade"], ["quote"]),
        (["--speaker", "ruiz"], ["quote"]),
        (["--entity", "darien"], ["aid"]),
        (["--text", "rain|officials"], ["rain", "aid"]),
        (["--text", "Ask"], ["rain"]),
        (["--text", r"^“"], ["quote"]),
        (["--article", "port"], ["rain", "quote", "aid"]),
        (["--article", "seeds/port.txt", "--theme", "trade"], ["quote"]),
    ],
)
def test_find_gives_what_has_all_that_is_asked(
    pq: CommandLine, kept: Kept, asked: list[str], found: list[str]
) -> None:
    answer = pq("find", "--json", *asked)
    assert [record["id"] for record in answer.objects] == [getattr(kept, name) for name in found]


@pytest.mark.parametrize(
    "asked",
    [
        ["--theme", "asylum"],
        ["--speaker", "Blinken"],
        ["--text", "zebra"],
        ["--article", SEED.stem],
    ],
)
def test_find_says_that_there_is_nothing(pq: CommandLine, kept: Kept, asked: list[str]) -> None:
    for form in ([], ["--json"]):
        answer = pq("find", *asked, *form)
        assert (answer.code, answer.out, answer.err) == (1, "", "Nothing was found.\n")


def test_find_for_people_is_a_row_each(pq: CommandLine, kept: Kept) -> None:
    assert pq("find").rows[0] == [
        "port", "12:34", "", "", "Rain fell on the port.", "Which port? Ask.",
    ]  # fmt: skip


@pytest.mark.usefixtures("terminal", "kept")
def test_find_on_a_terminal_fits(pq: CommandLine) -> None:
    lines = pq("find").out.splitlines()
    assert lines[0].split() == ["Article", "Span", "Themes", "Speaker", "Words", "Note"]
    assert [line for line in lines if len(line) > 60] == []


def test_find_shows_passages_that_moved_and_that_are_gone(
    pq: CommandLine, kept: Kept, rules_only: None
) -> None:
    story = pq.workspace.seeds / "port.txt"
    story.write_text(
        "New first line.\n" + PORT.replace("Darien Gap officials sent aid.", ""), "utf-8"
    )
    first, quote, orphan = pq("find", "--json", "--article", "port").objects
    assert (first["anchor"], first["start"]) == ("moved", 28)
    assert PORT[span_of("“Trade").start :].startswith(quote["text"])
    assert (orphan["anchor"], orphan["start"], orphan["end"]) == ("orphan", None, None)
    assert orphan["text"] == "Darien Gap officials sent aid."
    assert pq("find").rows[2][1] == "orphan"
    assert pq("find", "--json", "--anchor", "orphan").objects == [orphan]
    assert pq("find", "--anchor", "fuzzy").code == 1


def test_find_lists_passages_whose_words_were_edited(
    pq: CommandLine, kept: Kept, rules_only: None
) -> None:
    (pq.workspace.seeds / "port.txt").write_text(PORT.replace("sent aid", "sent some aid"))
    (fuzzy,) = pq("find", "--json", "--anchor", "fuzzy").objects
    assert fuzzy["text"] == "Darien Gap officials sent some aid."


def test_find_has_what_is_kept_of_an_article_whose_file_is_gone(
    pq: CommandLine, kept: Kept
) -> None:
    (pq.workspace.seeds / "port.txt").unlink()
    for asked in ([], ["--article", "port"]):
        answer = pq("find", "--json", *asked)
        assert answer.code == 0
        assert {record["anchor"] for record in answer.objects} == {"orphan"}
        assert "port.txt" in answer.err


def test_a_theme_that_left_the_codebook_is_still_found(pq: CommandLine, kept: Kept) -> None:
    data = json.loads(pq.workspace.data_file.read_text())
    for document in data["annotations"].values():
        document["themes"] = ["old" if theme == "trade" else theme for theme in document["themes"]]
    pq.workspace.data_file.write_text(json.dumps(data))
    assert [record["id"] for record in pq("find", "--json", "--theme", "old").objects] == [
        kept.quote
    ]


# export


@pytest.mark.parametrize(
    "exporter",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.slow] * (one.name == "docbin"))
        for one in EXPORTS
    ],
)
def test_export_writes_every_format_to_stdout_and_to_a_file(
    pq: CommandLine, kept: Kept, exporter: Exporter, tmp_path: Path
) -> None:
    target = tmp_path / f"notes{exporter.suffix}"
    written = pq("export", "--to", exporter.name, "-o", target)
    assert (written.code, written.out) == (0, "")
    what = "3 passages" if exporter.needs_passages else "the themes"
    first, *losses = written.err[written.err.index("Wrote") :].splitlines()
    held = f"what {exporter.name} holds of " if losses and exporter.needs_passages else ""
    assert first.startswith(f"Wrote {held}{what} to ")
    shown = pq.bytes("export", "--to", exporter.name)
    assert target.read_bytes() == shown == pq.bytes("export", "--to", exporter.name, "-o", "-")
    assert str(pq.workspace.root).encode() not in shown


def exported(pq: CommandLine, *words: str) -> list[str]:
    answer = pq("export", "--to", "json", *words)
    return [one["id"] for one in json.loads(answer.out)["annotations"]] if answer.out else []


def test_export_takes_speaker_coder_and_dates(pq: CommandLine, kept: Kept) -> None:
    everything = list(kept)
    assert exported(pq, "--speaker", "ruiz") == [kept.quote]
    assert exported(pq, "--coder", "ANA") == everything
    assert exported(pq, "--coder", "ben") == []
    assert exported(pq, "--since", "2026-01-02", "--until", "2026-01-02") == everything
    assert exported(pq, "--since", "2026-01-03") == exported(pq, "--until", "2026-01-01") == []
    assert exported(pq, "--until", "2026-01-02T04:04:04+01:00") == []
    assert exported(pq, "--until", "2026-01-02T04:04:05+01:00") == everything


def test_export_takes_a_group_and_a_template(pq: CommandLine, kept: Kept, tmp_path: Path) -> None:
    page = pq("export", "--to", "markdown", "--group", "speaker").out
    assert "## Ana Ruiz" in page
    template = tmp_path / "mine.md"
    template.write_text("{% for one in sections %}{{ one.name }};{% endfor %}", "utf-8")
    words = ("export", "--to", "markdown", "--group", "article", "--template", template)
    assert pq(*words).out == "Port closes;"


def test_what_a_format_drops_is_told_beside_the_data(pq: CommandLine, kept: Kept) -> None:
    told = pq("export", "--to", "doccano").err
    assert "Notes are left out: 1.\n" in told
    assert "Passages without a theme are left out: 1.\n" in told


def test_a_terminal_gets_no_zip(pq: CommandLine, kept: Kept, terminal: None) -> None:
    answer = pq("export", "--to", "qdpx")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "The format “qdpx” is no text; name a file with -o.\n"


def test_export_takes_a_theme(pq: CommandLine, kept: Kept) -> None:
    exported = json.loads(pq("export", "--to", "json", "--theme", "trade").out)
    assert [told["id"] for told in exported["annotations"]] == [kept.quote]
    assert exported["annotations"][0]["speaker"] == "Ana Ruiz"


def test_a_codebook_goes_out_without_a_passage(pq: CommandLine, tmp_path: Path) -> None:
    answer = pq("export", "--to", "qdc", "-o", str(tmp_path / "codes.qdc"))
    assert (answer.code, answer.err.splitlines()[0][:17]) == (0, "Wrote the themes ")
    assert "<Code " in (tmp_path / "codes.qdc").read_text("utf-8")


def test_export_of_nothing_writes_nothing(pq: CommandLine, tmp_path: Path, kept: Kept) -> None:
    target = tmp_path / "notes.md"
    answer = pq("export", "--to", "markdown", "-o", target, "--theme", "asylum")
    assert (answer.code, answer.out) == (1, "")
    assert not target.exists()


# stats and codebook


def test_stats_counts_everything(pq: CommandLine, kept: Kept) -> None:
    (figures,) = pq("stats", "--json").objects
    assert figures == {
        "articles": 2,
        "annotated": 1,
        "annotations": 3,
        "notes": 1,
        "themes": {
            "trade": {"annotations": 1, "articles": 1},
            "asylum": {"annotations": 0, "articles": 0},
            "fentanyl": {"annotations": 0, "articles": 0},
            "aid": {"annotations": 2, "articles": 1},
        },
        "coders": {"ana": 3},
    }


def test_stats_for_people(pq: CommandLine, kept: Kept) -> None:
    answer = pq("stats")
    assert answer.rows[3] == ["aid", "2", "1"]
    assert answer.err == "2 articles, 1 annotated; 3 annotations, 1 with a note; by ana 3.\n"


def test_codebook_list_has_every_field(pq: CommandLine, kept: Kept) -> None:
    themes = pq("codebook", "list", "--json").objects
    assert [theme["id"] for theme in themes] == ["trade", "asylum", "fentanyl", "aid"]
    assert list(themes[0]) == [
        "id", "label", "key", "colour", "description", "parent", "cues", "annotations",
    ]  # fmt: skip
    assert themes[3]["annotations"] == 2
    assert pq("codebook", "list").rows[3][:3] == ["4", "aid", "aid"]


# analyze


def test_analyze_walks_directories(pq: CommandLine, tmp_path: Path) -> None:
    deep = tmp_path / "corpus" / "b"
    deep.mkdir(parents=True)
    (deep / "two.txt").write_text(PORT)
    (deep.parent / "a.txt").write_text(PORT)
    (deep.parent / ".hidden.txt").write_text(PORT)
    answer = pq("analyze", "corpus", "--json", "--model", "rules")
    assert answer.code == 0
    assert [(line["id"], line["path"]) for line in answer.objects] == [
        ("a", "corpus/a.txt"),
        ("two", "corpus/b/two.txt"),
    ]


def test_analyze_has_the_promised_keys(pq: CommandLine) -> None:
    (line,) = pq("analyze", "seeds/port.txt", "--json", "--model", "rules").objects
    assert list(line) == ["id", "path", "sentences", "entities", "quotes"]
    assert line["sentences"][0] == [0, 11]
    (quote,) = [quote for quote in line["quotes"] if quote["kind"] == "direct"]
    assert list(quote) == ["kind", "content", "cue", "speaker", "name", "by"]
    assert quote["content"] == [list(span_of("“Trade will slow,”"))]
    keys = ["start", "end", "label", "text", "name", "by"]
    assert all(list(entity) == keys for entity in line["entities"])


def test_analyze_keeps_findings_and_nothing_else(pq: CommandLine) -> None:
    assert pq("analyze", "seeds", "--model", "rules").code == 0
    assert list(pq.workspace.annotations.iterdir()) == [pq.workspace.cache]


def test_analyze_makes_no_workspace(
    pq: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "own" / name)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.txt").write_text("“We will go on,” Ann Lee said in Paris.\n", "utf-8")
    pq.workspace.annotations.rmdir()
    assert pq("--workspace", folder, "analyze", folder, "--model", "rules").code == 0
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert len(list((tmp_path / "own/pullquote/findings").iterdir())) == 1


def test_analyze_says_where_no_names_are_looked_for(pq: CommandLine, tmp_path: Path) -> None:
    words = "Die Frau sagte, dass sie nicht weiß, wie es mit dem Haus und den Kindern weitergeht. "
    (tmp_path / "de.txt").write_text(
        f"{words * 4}„Ich gehe jetzt nach Hause“, sagte Anna.", "utf-8"
    )
    answer = pq("analyze", "de.txt", "--json", "--model", "rules")
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
def test_analyze_needs_somebody_to_do_it(pq: CommandLine, jobs: str) -> None:
    answer = pq("analyze", "seeds", f"--jobs={jobs}")
    assert answer.code == 2
    assert answer.err.startswith("--jobs is wrong: ")
    assert answer.err.count("\n") == 1


def test_analyze_for_people_is_a_row_each(pq: CommandLine) -> None:
    (row,) = pq("analyze", "seeds/port.txt", "--model", "rules").rows
    assert (row[0], row[2]) == ("seeds/port.txt", "1")


def test_analyze_goes_on_past_a_bad_file(pq: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    answer = pq("analyze", "empty.txt", "seeds/port.txt", "nowhere", "--json", "--model", "rules")
    assert answer.code == 2
    assert [line["id"] for line in answer.objects] == ["port"]
    assert len(answer.err.splitlines()) == 2


def test_analyze_of_no_files_finds_nothing(pq: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    answer = pq("analyze", "none", "--model", "rules")
    assert (answer.code, answer.out) == (1, "")


@pytest.mark.slow
def test_analyze_uses_the_best_model_by_default(pq: CommandLine) -> None:
    (line,) = pq("analyze", "seeds/port.txt", "--json").objects
    assert [quote["name"] for quote in line["quotes"]] == ["Ana Ruiz"]


# add


def test_add_copies_byte_for_byte(pq: CommandLine, tmp_path: Path) -> None:
    data = "\ufeffA story.\r\nIt ends.\r\n".encode()
    (tmp_path / "new.txt").write_bytes(data)
    answer = pq("add", "new.txt")
    assert (answer.code, answer.out) == (0, "new\n")
    assert (pq.workspace.seeds / "new.txt").read_bytes() == data
    again = pq("add", "new.txt")
    assert (again.code, again.out) == (0, "")
    assert "already" in again.err


def test_add_makes_a_library(pq: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    (tmp_path / "new.txt").write_text("A story.")
    assert pq("add", "new.txt", "--workspace", "fresh").code == 0
    assert (tmp_path / "fresh" / "seeds" / "new.txt").exists()


@pytest.mark.parametrize("name", ["port.txt", "port.md"])
def test_add_never_takes_another_article_s_name(pq: CommandLine, tmp_path: Path, name: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / name).write_text("Other words.")
    (other / "good.txt").write_text("Good words.")
    answer = pq("add", other / "good.txt", other / name)
    assert (answer.code, answer.out) == (2, "")
    assert "There is another article “port”" in answer.err
    assert (pq.workspace.seeds / "port.txt").read_text() == PORT
    assert not (pq.workspace.seeds / "good.txt").exists()


def test_add_takes_all_or_nothing(pq: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good words.")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 9)
    assert pq("add", "good.txt", "bad.txt").code == 2
    assert not (pq.workspace.seeds / "good.txt").exists()


def test_an_article_outside_the_workspace_keeps_its_place(
    pq: CommandLine, tmp_path_factory: pytest.TempPathFactory, rules_only: None
) -> None:
    story = tmp_path_factory.mktemp("downloads") / "outside.txt"
    story.write_text("Trade stopped.")
    assert pq("tag", story, "--span", "0:5", "--theme", "trade").code == 0
    assert [record["article"] for record in pq("find", "--json").objects] == ["outside"]
    assert [r["path"] for r in pq("list", "--json").objects if r["id"] == "outside"] == [str(story)]
    assert pq("show", "outside").out == "Trade stopped.\n"


def test_a_broken_plug_in_is_told_and_passed_over(
    pq: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EXPORTS, "failures", ["The export format plug-in “x” was skipped: oh."])
    answer = pq("export", "--to", "pdf")
    assert answer.code == 2
    assert answer.err.startswith("The export format plug-in “x” was skipped: oh.\nThere is no")
