import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from tui.errors import ArticleError
from tui.sources import SOURCES
from tui.sources import article_loading as opening_module
from tui.sources.article_loading import LARGEST, article_from_bytes, read_article
from tui.sources.plain_text import PlainText, title_of


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
NOISE = b"".join(bytes([(i * 167 + i * i * 13) % 256]) for i in range(4000))

BAD = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\r\n ", "is empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", "is empty"),
    "zeros": (bytes(5000), "binary"),
    "noise": (NOISE, "binary"),
    "picture": (PNG, "a picture"),
    "program": (b"\x7fELF\x02\x01\x01\0\0" + NOISE, "a program"),
    "pdf": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF file"),
    "zip": (b"PK\x03\x04\x14\0\0\0\x08\0" + NOISE, "a ZIP archive"),
    "gzip": (b"\x1f\x8b\x08\0\0\0\0\0" + NOISE, "a gzip archive"),
}


def check_sentence(error: pytest.ExceptionInfo[ArticleError], name: str) -> str:
    sentence = str(error.value)
    assert name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert not any(word in sentence for word in ("Traceback", "Errno", "Error(", "None", "b'"))
    return sentence


@pytest.mark.parametrize("case", BAD)
def test_bad_bytes_get_a_sentence(tmp_path, case):
    data, reason = BAD[case]
    with pytest.raises(ArticleError) as error:
        read_article(write(tmp_path / "story.txt", data))
    assert reason in check_sentence(error, "story.txt")
    with pytest.raises(ArticleError) as error:
        article_from_bytes(data, "pipe")
    assert reason in check_sentence(error, "pipe")


def test_missing(tmp_path):
    with pytest.raises(ArticleError) as error:
        read_article(tmp_path / "nowhere.txt")
    assert "There is no file" in check_sentence(error, "nowhere.txt")


def test_directory(tmp_path):
    with pytest.raises(ArticleError) as error:
        read_article(tmp_path)
    assert "is a directory" in check_sentence(error, tmp_path.name)


@pytest.mark.parametrize("name", ["a\0b.txt", "n" * 300 + ".txt", "loop.txt", "story.txt/more"])
def test_names_that_cannot_be(tmp_path, name):
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    write(tmp_path / "story.txt", b"text")
    with pytest.raises(ArticleError) as error:
        read_article(tmp_path / name)
    assert "\0" not in check_sentence(error, name[-4:])


def test_device_and_socket(tmp_path):
    with pytest.raises(ArticleError) as error:
        read_article(Path("/dev/zero"))
    assert "is a device" in check_sentence(error, "/dev/zero")
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(tmp_path / "s.txt"))
        with pytest.raises(ArticleError) as error:
            read_article(tmp_path / "s.txt")
    check_sentence(error, "s.txt")


@pytest.mark.parametrize(
    "kind", [PermissionError(13, "Permission denied"), OSError(5, "I/O error")]
)
def test_refused_by_the_system(tmp_path, monkeypatch, kind):
    path = write(tmp_path / "story.txt", b"text")

    def refuse(*_args, **_options):
        raise kind

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleError) as error:
        read_article(path)
    sentence = check_sentence(error, "story.txt")
    assert "may not be read" in sentence or "I/O error" in sentence


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX users")
def test_without_permission_for_real():
    with tempfile.TemporaryDirectory() as directory:  # pytest's own are closed to other users
        Path(directory).chmod(0o755)
        path = write(Path(directory, "secret.txt"), b"text")
        path.chmod(0)
        told = read_as_nobody(path)
    assert "may not be read" in told
    assert "secret.txt" in told


def read_as_nobody(path: Path) -> str:
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tui.errors import ArticleError\n"
        "from tui.sources.article_loading import read_article\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: read_article(Path(sys.argv[1]))\n"
        "except ArticleError as error: print(error)\n"
    )
    run = [sys.executable, "-c", program, str(path)]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def test_too_large(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ArticleError) as error:
        read_article(path)
    assert "64 MiB" in check_sentence(error, "huge.txt")
    monkeypatch.setattr(opening_module, "LARGEST", 10)
    with pytest.raises(ArticleError):
        article_from_bytes(b"eleven byte", "pipe")


def test_hostile_name_is_shown_clean(tmp_path):
    with pytest.raises(ArticleError) as error:
        read_article(tmp_path / "\x1b]52;c;x\a\u202e\udcff\nfile.txt")
    assert str(error.value).isprintable()
    article = read_article(write(tmp_path / "a\x1b[2J\nb.txt", b"text"))
    assert article.id == "a␛[2J␊b"


@pytest.mark.parametrize(
    ("data", "text", "notice"),
    [
        ("“Naïve” – café".encode(), "“Naïve” – café", ""),
        ("\ufeffcafé".encode(), "café", ""),
        ("café".encode("utf-16"), "café", ""),
        ("\ufeffcafé".encode("utf-16-be"), "café", ""),
        ("\ufeffcafé 👍".encode("utf-32-le"), "café 👍", ""),
        ("\ufeffcafé".encode("utf-32-be"), "café", ""),
        ("\ufeffcafé".encode("utf-16-le") + b"\x00", "café�", "not valid UTF-16"),
        ("“café” – 5 €".encode("cp1252"), "“café” – 5 €", "Windows-1252"),
        (b"un\x81defined \xe9", "un�defined é", "Windows-1252"),
        ("“cut” “in the midst”".encode()[:-1], "“cut” “in the midst�", "not valid UTF-8"),
        (b"a\0b and much more text", "a␀b and much more text", "1 control character is shown"),
        (b"\x1b[1mbold\x1b[0m\a", "␛[1mbold␛[0m␇", "3 control characters are shown as marks"),
        ("rtl \u202eevil".encode(), "rtl �evil", "1 control character is shown as a mark"),
        (b"one\r\ntwo\rthree\tfour", "one\ntwo\nthree four", ""),
        (b"GIF8 and BZh are signatures; RIFFs are not.", None, ""),
    ],
)
def test_decoding(tmp_path, data, text, notice):
    article = read_article(write(tmp_path / "story.txt", data))
    assert article.text == (data.decode() if text is None else text)
    assert notice in " ".join(article.notices)
    assert bool(notice) == bool(article.notices)


def test_what_an_article_knows(tmp_path):
    path = write(tmp_path / "001_story.txt", "Tariffs rise\n\nThe “text” follows.".encode())
    article = read_article(path)
    assert (article.id, article.title, article.path) == ("001_story", "Tariffs rise", str(path))
    piped = article_from_bytes(path.read_bytes(), "pipe")
    assert (piped.id, piped.path, piped.text) == ("pipe", "", article.text)


def test_offsets_are_the_files_own(tmp_path):
    words = "“Für Élise” — 東京 👍🏽\n\n\n  indented\ttab   end\n"
    article = read_article(write(tmp_path / "story.md", words.encode()))
    assert len(article.text) == len(words)
    assert article.text == words.replace("\t", " ")


def test_unknown_suffix_is_plain_text(tmp_path):
    assert read_article(write(tmp_path / "README", b"text")).text == "text"
    assert read_article(write(tmp_path / "log.xyz", b"text")).id == "log"


def test_pipe_with_a_name(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"from a pipe",))
    writer.start()
    assert read_article(path).text == "from a pipe"
    writer.join()


def test_fifty_megabytes_in_one_line(tmp_path):
    line = "He said “no” to the aid. ".encode() * 1_900_000
    article = read_article(write(tmp_path / "line.txt", line))
    assert article.text.count("\n") == 0
    assert len(article.title) <= 61


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tariffs rise\nText.", "Tariffs rise"),
        ("\n\n  Tariffs rise  \nText.", "Tariffs rise"),
        ("# Tariffs rise #1\nText.", "Tariffs rise #1"),
        ("#\nText.", "#"),
        ("A short sentence.\nMore.", "A short sentence."),
        ("x" * 120 + "\n", "x" * 120),
        ("x" * 121, "x" * 60 + "…"),
        (
            "As the United States and Mexico vowed Thursday to work more closely, it rained.",
            "As the United States and Mexico vowed Thursday to work more…",
        ),
        (
            "He told reporters on Thursday morning in Mexico City, again: “It is enough.”",
            "He told reporters on Thursday morning in Mexico City, again…",
        ),
        (
            "Who knows what will happen at the border after the vote in the spring of next year?",
            None,
        ),
    ],
)
def test_titles(text, title):
    assert title_of(text) == (text if title is None else title)


def test_the_registry_knows_plain_text():
    assert SOURCES.get("text").suffixes == PlainText.suffixes
