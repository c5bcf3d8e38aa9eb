"""Taking notes in from elsewhere: planned as a whole, looked at if you like, kept as one step."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tui.anchoring import Anchoring
from tui.errors import NotesError, SpanError, StoreError
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.model import (
    DEFAULT_CODEBOOK,
    Anchored,
    Annotation,
    Article,
    Change,
    Correction,
    Edit,
    Selector,
    Span,
)
from tui.session.imported import told
from tui.session.keeping import keep_article, keep_change
from tui.session.library import Library
from tui.session.merging import merged
from tui.sources.sanitise import one_line, sanitise

_NAMESPACE = uuid.UUID("6f5e7f0e-3c52-5d0c-9d55-2a9d6d0c6b1e")
_LONGEST_NAME = 120
"""Code points of an article's id; four bytes each still make a file name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    articles: tuple[Article, ...]
    """Those that get a file in ``seeds/``."""
    texts: tuple[Article, ...]
    """Those on which passages were made."""
    change: Change
    said: tuple[str, ...]
    """What comes in and what does not, a sentence each."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is new."""
        return not self.articles and self.change.is_empty


def plan(library: Library, incoming: Incoming, name: str, coder: str, now: str) -> Plan:
    """What would come in of ``incoming``, from the file ``name``; nothing is changed by it.

    What is here already is left alone; of two states of one annotation the one changed later
    stays, ours if the file says no time. ``coder`` and ``now`` stand where the file says neither
    who nor when.

    Raises:
        NotesError: if a passage is outside its text, or two have one id.
        StoreError: if what is kept here cannot be read.
    """
    records = library.records
    is_unused = records.codebook == DEFAULT_CODEBOOK and not records.annotations
    codebook, ours = merged(
        records.codebook, incoming.themes, incoming.has_whole_codebook and is_unused
    )
    about = _Articles(library, name, incoming)
    edits: dict[str, Edit[Annotation]] = {}
    counts: Counter[str] = Counter()
    here = {_content(one): one for one in records.annotations.values()}
    for passage in incoming.passages:
        article = about.target(passage.article)
        one = _annotation(passage, article, about.selector(passage), ours, coder, now)
        before = records.annotations.get(one.id)
        if one.id in edits:
            raise NotesError(f"“{name}” has two passages of the id {one.id}; nothing was imported.")
        if one.is_empty:
            counts["empty"] += 1
        elif before is None and _content(one) not in here:
            edits[one.id] = Edit(None, one)
            counts["new"] += 1
            counts[about.anchored(one, article).state] += 1
        elif before is not None and before != one and before.changed < passage.changed:
            edits[one.id] = Edit(before, one)
            counts["newer"] += 1
        else:
            counts["known"] += 1
    counts["themes"] = len(set(codebook) - set(records.codebook))
    corrections = _corrections(incoming, about, records.corrections, coder, now)
    counts["corrections"] = len(corrections)
    change = Change(
        f"imported {name}",
        tuple(edits.values()),
        None if codebook == records.codebook else (records.codebook, codebook),
        corrections,
    )
    said = told(counts, len(about.new), about.lost)
    return Plan(about.new, about.texts, change, (*said, *incoming.left_out))


def carry_out(
    library: Library, planned: Plan, keep: Callable[[Change], object] | None = None
) -> None:
    """Keep what was planned: the texts, then everything else in one step.

    ``keep`` keeps the step where somebody watches the library, as `Session.commit` does.

    Raises:
        StoreError: if it could not be kept; nothing has come in then.
    """
    written: list[Path] = []
    try:
        for article in planned.articles:
            written.append(library.workspace.seeds / f"{article.id}.txt")
            keep_article(library, article)
        for article in planned.texts:
            library.texts.keep(article)
        if keep is None:
            keep_change(library, planned.change)
        else:
            keep(planned.change)
    except StoreError:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


class _Articles:
    """Which article of the workspace each incoming one is; those that are none come in new."""

    def __init__(self, library: Library, file_name: str, incoming: Incoming) -> None:
        self._library = library
        self._file_name = file_name
        self._ids = set(library.shelf())
        self._passages: dict[str, list[IncomingPassage]] = {}
        for passage in incoming.passages:
            self._passages.setdefault(passage.article, []).append(passage)
        corrected = [one.passage for one in incoming.corrections]
        self._hashes = {one.sha256 for one in (*incoming.passages, *corrected)}
        named = {article.name: article for article in incoming.articles}
        if len(named) < len(incoming.articles):
            raise self._refused("Two of its articles have one name.")
        for name in (*self._passages, *(one.article for one in corrected)):
            named.setdefault(name, IncomingArticle(name))
        self._origins = {name: _as_it_was(article) for name, article in named.items()}
        earlier = (_as_it_was(IncomingArticle("", text)) for text in incoming.earlier_texts)
        self._earlier = {one.sha256: one for one in earlier}
        self._by_hash: dict[str, Article] | None = None
        self._new: dict[str, Article] = {}
        self._anchorings: dict[str, Anchoring] = {}
        self._targets = {name: self._found(origin) for name, origin in self._origins.items()}

    @property
    def new(self) -> tuple[Article, ...]:
        """Those that the workspace lacks."""
        return tuple(self._new.values())

    @property
    def texts(self) -> tuple[Article, ...]:
        """The texts that passages were made on, to follow their words when a text changes."""
        earlier = (one for sha256, one in self._earlier.items() if sha256 in self._hashes)
        known = {*self._origins.values(), *self._targets.values(), *earlier}
        return tuple(one for one in known if one.text)

    @property
    def lost(self) -> list[str]:
        """The ids of those with passages whose text is neither here nor in the file."""
        about = self._passages
        return [one.id for name, one in self._targets.items() if not one.text and name in about]

    def target(self, name: str) -> Article:
        """The article that the incoming one of that name becomes."""
        return self._targets[name]

    def selector(self, passage: IncomingPassage) -> Selector:
        """The passage by place and by words.

        Raises:
            NotesError: if it is outside its text, or has no words.
        """
        origin, target = self._origins[passage.article], self._targets[passage.article]
        exact = sanitise(passage.exact)[0]
        known = {one.sha256: one for one in (target, origin) if one.text} | self._earlier
        text = known.get(passage.sha256 or origin.sha256)
        if passage.span is not None and text is not None:
            try:
                selector = Selector.describe(text, passage.span)
            except SpanError as error:
                raise self._refused(str(error)) from None
            if exact and exact != selector.exact:
                raise self._refused(
                    f"“{passage.article}” says other words at {passage.span.start}."
                )
            return selector
        if not exact:
            raise self._refused(f"A passage of “{passage.article}” has no words.")
        span = passage.span or Span(0, len(exact))
        if not 0 <= span.start < span.end:
            raise self._refused(f"The span {span.start}:{span.end} is empty or backwards.")
        words = Selector(span, exact, passage.prefix, passage.suffix, passage.sha256)
        if passage.sha256:
            return words
        found = self.anchored(Annotation("", target.id, words), target)
        place = _alone(target.text, words) or found.span
        return Selector.describe(target, place) if place else words

    def anchored(self, annotation: Annotation, article: Article) -> Anchored:
        """Where the annotation is in today's text of the article."""
        if article.id not in self._anchorings:
            self._anchorings[article.id] = Anchoring(article, self._old_text)
        return self._anchorings[article.id].anchored(annotation)

    def _old_text(self, sha256: str) -> str | None:
        known = (*self._origins.values(), *self._earlier.values())
        texts = (one.text for one in known if one.sha256 == sha256)
        return next(texts, None) or self._library.texts.load(sha256)

    def _refused(self, flaw: str) -> NotesError:
        return NotesError(f"“{self._file_name}” cannot be taken in: {flaw} Nothing was imported.")

    def _found(self, origin: Article) -> Article:
        namesake = self._library.article_or_ghost(origin.id) if origin.id in self._ids else None
        if namesake and origin.text in ("", namesake.text):
            return namesake
        if not origin.text:
            return origin
        same = self._texts().get(origin.sha256)
        if same is not None:
            return same
        if namesake and self._is_later_state(origin, namesake):
            return namesake
        if namesake or origin.id in self._new:
            origin = replace(origin, id=f"{origin.id}-{origin.sha256[:6]}")
        self._new[origin.id] = origin
        return origin

    def _is_later_state(self, origin: Article, namesake: Article) -> bool:
        """Whether at least half of the passages are in the text that has the same name."""
        spans = [one.span for one in self._passages.get(origin.id, ()) if one.span is not None]
        inside = [span for span in spans if 0 <= span.start < span.end <= len(origin.text)]
        selectors = [Selector.describe(origin, span) for span in inside]
        found = [self.anchored(Annotation("", namesake.id, one), namesake) for one in selectors]
        return bool(found) and 2 * sum(one.span is not None for one in found) >= len(found)

    def _texts(self) -> dict[str, Article]:
        """The articles of the workspace by the hash of their text; read once, for it takes long."""
        if self._by_hash is None:
            articles = map(self._library.article_or_ghost, sorted(self._ids))
            self._by_hash = {one.sha256: one for one in articles if one.text}
        return self._by_hash


def _as_it_was(article: IncomingArticle) -> Article:
    text, _ = sanitise(article.text)
    return Article(_safe(article.name), text, one_line(article.title) or one_line(article.name))


def _safe(name: str) -> str:
    """The name as the id of an article, which is the stem of a file."""
    name = one_line(" ".join(name.split()))
    for separator in '/\\:*?"<>|':
        name = name.replace(separator, "-")
    return name[:_LONGEST_NAME].strip(". ") or "article"


def _alone(text: str, words: Selector) -> Span | None:
    """Where the words are if nothing is known around them and they are there once."""
    if words.prefix or words.suffix or text.count(words.exact) != 1:
        return None
    start = text.index(words.exact)
    return Span(start, start + len(words.exact))


def _annotation(
    passage: IncomingPassage,
    article: Article,
    selector: Selector,
    ours: dict[str, str],
    coder: str,
    now: str,
) -> Annotation:
    themes = tuple(dict.fromkeys(ours.get(theme, theme) for theme in passage.themes))
    created = passage.created or now
    one = Annotation(
        "", article.id, selector, themes, passage.note, passage.coder or coder,
        created, passage.changed or created,
    )  # fmt: skip
    try:
        return one._replace(id=uuid.UUID(passage.id).hex)
    except ValueError:
        said = json.dumps([passage.id, article.sha256, *map(str, _content(one))])
        return one._replace(id=uuid.uuid5(_NAMESPACE, said).hex)


def _corrections(
    incoming: Incoming, about: _Articles, known: Mapping[str, Correction], coder: str, now: str
) -> tuple[Edit[Correction], ...]:
    edits: dict[str, Edit[Correction]] = {}
    for correction in incoming.corrections:
        passage = correction.passage
        words = _annotation(
            passage, about.target(passage.article), about.selector(passage), {}, coder, now
        )
        one = Correction(
            words.id, words.article, words.selector, correction.kind, one_line(correction.name),
            words.coder, words.created, words.changed,
        )  # fmt: skip
        before = known.get(one.id)
        if before is None or before.changed < one.changed:
            edits[one.id] = Edit(before, one)
    return tuple(edits.values())


def _content(one: Annotation) -> tuple[object, ...]:
    """What makes two annotations say the same, whatever their ids and dates."""
    themes = tuple(sorted(one.themes))
    selector = one.selector
    return one.article, selector.span, selector.exact, themes, one.note, one.coder
