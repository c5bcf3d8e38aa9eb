"""Invented articles with findings and annotations, the same on every machine.

No analyser runs: the writer of the text records where its names and quotes are.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.config import Workspace
from tui.model import Analysis, Annotation, Article, Change, Edit, Entity, Quote, Selector, Span
from tui.store import STORES

PEOPLE = (
    "Ana Ruiz", "Tom Okafor", "Li Na", "Greta Holm", "Samuel Adeyemi", "Ivana Kovač", "Luis Ortega",
    "Hélène Dubois", "Omar Haddad", "Priya Raman", "Jan de Vries", "Marta Nowak",
)  # fmt: skip
PLACES = ("Mexico", "Texas", "Eagle Pass", "Berlin", "Nairobi", "the Darien Gap", "Ottawa", "Kyiv")
BODIES = ("the Senate", "Border Patrol", "the Ministry of Trade", "Northern Rail", "the Red Cross")
THEMES = ("trade", "asylum", "fentanyl", "aid")
_FILLER = (
    "the talks about rail crossings and trade went on as officials weighed new rules for imports "
    "while families waited near the river and local leaders asked for more support because the "
    "numbers had grown since spring and nobody expected them to fall before the end of the year"
)
_FILLER_WORDS = _FILLER.split()
CUES = ("said", "told reporters", "added")


@dataclass(frozen=True, slots=True)
class Sample:
    """An article in a workspace of its own."""

    article: Article
    workspace: Path
    path: Path
    findings: int
    annotations: int
    opening: str = "Meanwhile"
    """A word near the top without a highlight."""


class _Writer:
    """Writes an article and records the spans of its names, quotes and sentences."""

    def __init__(self, seed: str) -> None:
        self._rng = random.Random(seed)
        self._parts: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []
        self.quotes: list[Quote] = []
        self.sentences: list[Span] = []

    @cached_property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, text: str) -> Span:
        span = Span(self.length, self.length + len(text))
        self._parts.append(text)
        self.length = span.end
        return span

    def write_name(self, label: str, names: tuple[str, ...]) -> tuple[Span, str]:
        name = self._rng.choice(names)
        span = self.write(name)
        self.entities.append(Entity(span, label, name))
        return span, name

    def random_words(self, least: int, most: int) -> str:
        start = self._rng.randrange(len(_FILLER_WORDS) - most)
        return " ".join(_FILLER_WORDS[start : start + self._rng.randint(least, most)])

    def write_sentence(self) -> None:
        start = self.length
        if self._rng.random() < 0.25:
            words = self.random_words(9, 18)
            content = self.write(f"“{words[:1].upper()}{words[1:]},”")
            self.write(" ")
            speaker, name = self.write_name("PERSON", PEOPLE)
            self.write(" ")
            cue = self.write(self._rng.choice(CUES))
            self.quotes.append(Quote("direct", (content,), cue, speaker, name))
            self.write(" in ")
            self.write_name("GPE", PLACES)
        else:
            self.write_name("PERSON", PEOPLE)
            self.write(f" and {self.random_words(5, 12)} ")
            self.write_name("ORG", BODIES)
            self.write(f" {self.random_words(8, 15)}")
        self.sentences.append(Span(start, self.write(".").end))

    def write_paragraph(self) -> None:
        for index in range(self._rng.randint(3, 6)):
            self.write(" " if index else "")
            self.write_sentence()
        self.write("\n\n")


def write_sample(root: Path, name: str, *, size: int, annotations: int) -> Sample:
    """A workspace below ``root`` with one article of about ``size`` code points."""
    writer = _Writer(name)
    writer.write("Talks at the border go on\n\nMeanwhile the river is high. ")
    while writer.length < size:
        writer.write_paragraph()
    workspace = Workspace(root / name)
    path = workspace.seeds / f"{name}.txt"
    for folder in (workspace.seeds, workspace.annotations):
        folder.mkdir(parents=True)
    path.write_text(writer.text, "utf-8")
    article = Article(name, writer.text, "Talks at the border go on", path=str(path))
    entities, quotes = tuple(writer.entities), tuple(writer.quotes)
    analysis = Analysis(article.sha256, "spacy-md", entities, quotes)
    FindingsCache(workspace.cache).save(analysis, ANALYSERS.get(analysis.analyser))
    edits = tuple(
        Edit(None, annotation)
        for annotation in make_annotations(article, writer.sentences, annotations)
    )
    STORES.get("tinydb").apply(workspace, Change("tagged", edits))
    return Sample(article, workspace.root, path, len(entities) + len(quotes), len(edits))


def make_annotations(article: Article, sentences: list[Span], count: int) -> list[Annotation]:
    """``count`` annotations spread over the article; every tenth has a note."""
    step = len(sentences) / count if count else 1
    created = "2026-01-02T03:04:05Z"
    return [
        Annotation(
            f"{number:032x}",
            article.id,
            Selector.describe(article, sentences[int(number * step)]),
            (THEMES[number % 4],) if number % 3 else (THEMES[number % 4], THEMES[(number + 1) % 4]),
            "" if number % 10 else f"Compare with what was said before ({number}).",
            "bench",
            created,
            created,
        )
        for number in range(count)
    ]
