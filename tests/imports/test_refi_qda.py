"""The ways in which programs count in REFI-QDA projects, and broken projects."""

from __future__ import annotations

import pytest

from tests.imports.samples import TEXT, WORDS, file_of, guid, qdpx, utf16, zipped
from tui.errors import NotesError
from tui.imports.refi_qda import RefiCodebook, RefiProject

CRLF = TEXT.replace("\n", "\r\n")


def crlf(offset: int) -> int:
    return len(TEXT[:offset].replace("\n", "\r\n"))


def crlf_utf16(offset: int) -> int:
    return len(TEXT[:offset].replace("\n", "\r\n").encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    "data",
    [
        qdpx(),
        qdpx(offset=utf16),
        qdpx(text=CRLF),
        qdpx(text=CRLF, offset=crlf),
        qdpx(text=CRLF, offset=utf16),
        qdpx(text=CRLF, offset=crlf_utf16),
        qdpx(text="\ufeff" + TEXT),
        qdpx(text="\ufeff" + TEXT, offset=lambda offset: offset + 1),
        qdpx(folder="Sources"),
        qdpx(is_inline=True),
    ],
    ids=[
        "as specified", "UTF-16", "CRLF", "CRLF counted", "CRLF and UTF-16",
        "CRLF counted in UTF-16", "BOM", "BOM counted", "folder in capitals", "text inside",
    ],
)  # fmt: skip
def test_every_passage_is_right_to_the_character_however_it_is_counted(data: bytes) -> None:
    incoming = RefiProject().read(file_of("p.qdpx", data))
    (article,) = incoming.articles
    assert article.text == TEXT
    assert [one.span.of(TEXT) for one in incoming.passages if one.span] == list(WORDS)
    assert {one.coder for one in incoming.passages} == {"Ana"}
    assert {one.created for one in incoming.passages} == {"2026-11-24T09:00:00Z"}


def test_without_evidence_a_project_of_nvivo_is_read_in_utf16_and_said_to_be() -> None:
    data = qdpx(offset=utf16, origin="NVivo 15").decode("latin-1")
    for words in WORDS:
        data = data.replace(f'name="{words}"'.encode().decode("latin-1"), 'name=""')
    # The words are gone from a zip that is not compressed, so its checksum must not be asked.
    project = data[data.index("<?xml") : data.index("</Project>") + 10].encode("latin-1")
    made = qdpx(body=project.decode())
    incoming = RefiProject().read(file_of("p.qdpx", made))
    assert [one.span.of(TEXT) for one in incoming.passages if one.span] == list(WORDS)
    assert any("NVivo" in sentence for sentence in incoming.left_out)


@pytest.mark.parametrize(
    ("project", "flaw"),
    [
        ("<Project><Sources>", "no XML"),
        ("<Other/>", "<Other>"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><Project>&b;</Project>', "entities"),
        (
            f'<Project><Sources><TextSource guid="{guid(1)}" plainTextPath="internal://x.txt"/>'
            "</Sources></Project>",
            "x.txt",
        ),
        (
            f'<Project><Sources><TextSource guid="{guid(1)}">'
            "<PlainTextContent>words</PlainTextContent>"
            '<PlainTextSelection startPosition="0" endPosition="2">'
            f'<Coding><CodeRef targetGUID="{guid(9)}"/></Coding></PlainTextSelection>'
            "</TextSource></Sources></Project>",
            "code",
        ),
        (
            f'<Project><Sources><TextSource guid="{guid(1)}">'
            "<PlainTextContent>words</PlainTextContent>"
            '<PlainTextSelection startPosition="zero" endPosition="2"/>'
            "</TextSource></Sources></Project>",
            "zero",
        ),
        (
            f'<Project><Sources><TextSource guid="{guid(1)}">'
            "<PlainTextContent>words</PlainTextContent>"
            f'<PlainTextSelection startPosition="0" endPosition="{"9" * 5000}"/>'
            "</TextSource></Sources></Project>",
            "“99999999999999999999”",
        ),
        (
            "<Project><CodeBook><Codes>"
            + f'<Code guid="{guid(1)}" name="a"/><Code guid="{guid(1)}" name="b"/>'
            + "</Codes></CodeBook></Project>",
            "two of its codes have the GUID",
        ),
    ],
)
def test_a_broken_project_gives_one_sentence(project: str, flaw: str) -> None:
    with pytest.raises(NotesError, match=flaw):
        RefiProject().read(file_of("p.qdpx", zipped({"project.qde": project})))


def test_a_zip_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.imports.notes_file.LARGEST", 1000)
    with pytest.raises(NotesError, match="more than"):
        RefiProject().read(file_of("p.qdpx", qdpx()))


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(qdpx())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (40).to_bytes(4, "little")
    with pytest.raises(NotesError, match=r"p\.qdpx"):
        RefiProject().read(file_of("p.qdpx", bytes(data)))


def test_a_name_that_climbs_out_of_the_zip_is_only_a_name() -> None:
    data = zipped({"project.qde": "<Project/>", "../../sources/evil.txt": "x"})
    assert RefiProject().read(file_of("p.qdpx", data)).passages == ()


def test_a_tree_of_codes_may_be_as_deep_as_it_likes() -> None:
    deep = "".join(f'<Code guid="{guid(n)}" name="c{n}" isCodable="true">' for n in range(3000))
    codes = f"<Codes>{deep}{'</Code>' * 3000}</Codes>"
    project = f"<Project><CodeBook>{codes}</CodeBook></Project>"
    themes = RefiProject().read(file_of("p.qdpx", zipped({"project.qde": project}))).themes
    assert [theme.label for theme in themes] == [f"c{n}" for n in range(3000)]
    assert themes[-1].parent == "c2998"


def test_two_codes_of_one_guid_are_refused_in_a_codebook_too() -> None:
    code = f'<Code guid="{guid(1)}" name="a"/>'
    codebook = f"<CodeBook><Codes>{code}{code}</Codes></CodeBook>"
    with pytest.raises(NotesError, match="two of its codes have the GUID"):
        RefiCodebook().read(file_of("c.qdc", codebook))
