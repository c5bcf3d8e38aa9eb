"""Which article of the workspace each incoming one is, and where its passages are."""

from __future__ import annotations

from dataclasses import replace

from tui.anchoring import Anchoring
from tui.errors import NotesError, SpanError
from tui.hostile_characters import one_line, sanitise
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.model import Anchored, Annotation, Article, Selector, Span
from tui.session.library import Library

_LONGEST_NAME = 120
"""Code points of an article's id; four bytes each still make a file name."""


class ArticleMatcher:
    """Which article of the workspace each incoming one is; those that are none come in new."""

    def __init__(self, library: Library, file_name: str, incoming: Incoming) -> None:
        self._library = library
        self._file_name = file_name
        self._ids = set(library.article_paths())
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
        namesake = (
            self._library.article_or_placeholder(origin.id) if origin.id in self._ids else None
        )
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
            articles = map(self._library.article_or_placeholder, sorted(self._ids))
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
