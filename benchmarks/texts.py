"""Articles to measure with: the same on every machine, with findings and annotations.

Nobody looks for findings here: whoever writes the text knows where its names and quotes are.
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
TALK = (
    "the talks about rail crossings and trade went on as officials weighed new rules for imports "
    "while families waited near the river and local leaders asked for more support because the "
    "numbers had grown since spring and nobody expected them to fall before the end of the year"
)
WORDS = TALK.split()
SAID = ("said", "told reporters", "added")


@dataclass(frozen=True, slots=True)
class Sample:
    """An article in a workspace of its own."""

    article: Article
    workspace: Path
    path: Path
    findings: int
    annotations: int
    opening: str = "Meanwhile"
    """A word that stands near the top and that nothing is painted on."""


class _Writer:
    """Writes an article and notes where its names, quotes and sentences are."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self._parts: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []
        self.quotes: list[Quote] = []
        self.sentences: list[Span] = []

    @cached_property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, words: str) -> Span:
        span = Span(self.length, self.length + len(words))
        self._parts.append(words)
        self.length = span.end
        return span

    def name(self, label: str, names: tuple[str, ...]) -> tuple[Span, str]:
        name = self._random.choice(names)
        span = self.write(name)
        self.entities.append(Entity(span, label, name))
        return span, name

    def filler(self, least: int, most: int) -> str:
        start = self._random.randrange(len(WORDS) - most)
        return " ".join(WORDS[start : start + self._random.randint(least, most)])

    def sentence(self) -> None:
        start = self.length
        if self._random.random() < 0.25:
            words = self.filler(9, 18)
            content = self.write(f"“{words[:1].upper()}{words[1:]},”")
            self.write(" ")
            speaker, name = self.name("PERSON", PEOPLE)
            self.write(" ")
            cue = self.write(self._random.choice(SAID))
            self.quotes.append(Quote("direct", (content,), cue, speaker, name))
            self.write(" in ")
            self.name("GPE", PLACES)
        else:
            self.name("PERSON", PEOPLE)
            self.write(f" and {self.filler(5, 12)} ")
            self.name("ORG", BODIES)
            self.write(f" {self.filler(8, 15)}")
        self.sentences.append(Span(start, self.write(".").end))

    def paragraph(self) -> None:
        for place in range(self._random.randint(3, 6)):
            self.write(" " if place else "")
            self.sentence()
        self.write("\n\n")


def write_sample(root: Path, name: str, *, size: int, annotations: int) -> Sample:
    """A workspace below ``root`` with one article of about ``size`` characters."""
    writer = _Writer(name)
    writer.write("Talks at the border go on\n\nMeanwhile the river is high. ")
    while writer.length < size:
        writer.paragraph()
    workspace = Workspace(root / name)
    path = workspace.seeds / f"{name}.txt"
    for folder in (workspace.seeds, workspace.annotations):
        folder.mkdir(parents=True)
    path.write_text(writer.text, "utf-8")
    article = Article(name, writer.text, "Talks at the border go on", path=str(path))
    found = tuple(writer.entities), tuple(writer.quotes)
    analysis = Analysis(article.sha256, "spacy-md", *found)
    keep_findings(workspace, analysis)
    edits = tuple(
        Edit(None, annotation)
        for annotation in annotations_on(article, writer.sentences, annotations)
    )
    STORES.get("tinydb").apply(workspace, Change("tagged", edits))
    return Sample(article, workspace.root, path, sum(map(len, found)), len(edits))


def annotations_on(article: Article, sentences: list[Span], count: int) -> list[Annotation]:
    """So many annotations, spread over the whole article; every tenth has a note."""
    step = len(sentences) / count if count else 1
    made = "2026-01-02T03:04:05Z"
    return [
        Annotation(
            f"{number:032x}",
            article.id,
            Selector.describe(article, sentences[int(number * step)]),
            (THEMES[number % 4],) if number % 3 else (THEMES[number % 4], THEMES[(number + 1) % 4]),
            "" if number % 10 else f"Compare with what was said before ({number}).",
            "bench",
            made,
            made,
        )
        for number in range(count)
    ]


def keep_findings(workspace: Workspace, analysis: Analysis) -> None:
    """Put the findings where the app looks before it looks for any."""
    FindingsCache(workspace.cache).save(analysis, ANALYSERS.get(analysis.analyser))
