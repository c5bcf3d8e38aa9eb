"""Which article of the workspace each imported one is, and where its passages are."""

from __future__ import annotations

from dataclasses import replace

from tui.anchoring import Anchoring
from tui.errors import NotesError, SpanError
from tui.hostile_characters import one_line, sanitise
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.model import Anchored, Annotation, Article, Selector, Span
from tui.session.library import Library

_LONGEST_NAME = 120
"""Code points of an article's id, which with four bytes each still fit into a file name."""


class ArticleMatcher:
    """Finds the article of the workspace for each imported one; the others come in new."""

    def __init__(self, library: Library, file_name: str, incoming: Incoming) -> None:
        self._library = library
        self._file_name = file_name
        self._ids = set(library.article_paths())
        self._passages: dict[str, list[IncomingPassage]] = {}
        for passage in incoming.passages:
            self._passages.setdefault(passage.article, []).append(passage)
        corrected = [correction.passage for correction in incoming.corrections]
        self._hashes = {passage.sha256 for passage in (*incoming.passages, *corrected)}
        named = {article.name: article for article in incoming.articles}
        if len(named) < len(incoming.articles):
            raise self._refused("Two of its articles have one name.")
        for name in (*self._passages, *(passage.article for passage in corrected)):
            named.setdefault(name, IncomingArticle(name))
        self._origins = {name: _as_article(article) for name, article in named.items()}
        earlier = (_as_article(IncomingArticle("", text)) for text in incoming.earlier_texts)
        self._earlier = {article.sha256: article for article in earlier}
        origins = {article.sha256: article for article in self._origins.values()}
        self._old_texts = {**self._earlier, **origins}
        self._by_hash: dict[str, Article] | None = None
        self._new: dict[str, Article] = {}
        self._anchorings: dict[str, Anchoring] = {}
        self._targets = {name: self._match(origin) for name, origin in self._origins.items()}

    @property
    def new(self) -> tuple[Article, ...]:
        """The articles that the workspace lacks."""
        return tuple(self._new.values())

    @property
    def texts(self) -> tuple[Article, ...]:
        """The texts that the passages refer to, kept to find them again when a text changes."""
        earlier = (text for sha256, text in self._earlier.items() if sha256 in self._hashes)
        known = {*self._origins.values(), *self._targets.values(), *earlier}
        return tuple(article for article in known if article.text)

    @property
    def missing(self) -> list[str]:
        """The ids of articles with passages, of which neither side has the text."""
        return [
            article.id
            for name, article in self._targets.items()
            if not article.text and name in self._passages
        ]

    def target(self, name: str) -> Article:
        """The article that the imported one of that name becomes."""
        return self._targets[name]

    def selector(self, passage: IncomingPassage) -> Selector:
        """The selector of a passage.

        Raises:
            NotesError: if it is outside its text, or has no words.
        """
        origin, target = self._origins[passage.article], self._targets[passage.article]
        exact = sanitise(passage.exact)[0]
        texts = {article.sha256: article for article in (target, origin) if article.text}
        texts |= self._earlier
        text = texts.get(passage.sha256 or origin.sha256)
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
        selector = Selector(span, exact, passage.prefix, passage.suffix, passage.sha256)
        if passage.sha256:
            return selector
        anchored = self.anchored(Annotation("", target.id, selector), target)
        target_span = _only_occurrence(target.text, selector) or anchored.span
        return Selector.describe(target, target_span) if target_span else selector

    def anchored(self, annotation: Annotation, article: Article) -> Anchored:
        """Where the annotation is in the current text of the article."""
        if article.id not in self._anchorings:
            self._anchorings[article.id] = Anchoring(article, self._old_text)
        return self._anchorings[article.id].anchored(annotation)

    def _old_text(self, sha256: str) -> str | None:
        known = self._old_texts.get(sha256)
        return known.text if known and known.text else self._library.texts.load(sha256)

    def _refused(self, flaw: str) -> NotesError:
        return NotesError(f"“{self._file_name}” cannot be taken in: {flaw} Nothing was imported.")

    def _match(self, origin: Article) -> Article:
        namesake = (
            self._library.article_or_placeholder(origin.id) if origin.id in self._ids else None
        )
        if namesake and origin.text in ("", namesake.text):
            return namesake
        if not origin.text:
            return origin
        same_text = self._articles_by_hash().get(origin.sha256)
        if same_text is not None:
            return same_text
        if namesake and self._is_later_state(origin, namesake):
            return namesake
        if namesake or origin.id in self._new:
            origin = replace(origin, id=f"{origin.id}-{origin.sha256[:6]}")
        self._new[origin.id] = origin
        return origin

    def _is_later_state(self, origin: Article, namesake: Article) -> bool:
        """Whether at least half of the passages are in the text that has the same name."""
        spans = [passage.span for passage in self._passages.get(origin.id, ()) if passage.span]
        inside = [span for span in spans if 0 <= span.start < span.end <= len(origin.text)]
        selectors = [Selector.describe(origin, span) for span in inside]
        anchored = [
            self.anchored(Annotation("", namesake.id, selector), namesake) for selector in selectors
        ]
        found = sum(each.span is not None for each in anchored)
        return bool(anchored) and 2 * found >= len(anchored)

    def _articles_by_hash(self) -> dict[str, Article]:
        """The articles of the workspace by the hash of their text; read once, as it is slow."""
        if self._by_hash is None:
            articles = map(self._library.article_or_placeholder, sorted(self._ids))
            self._by_hash = {article.sha256: article for article in articles if article.text}
        return self._by_hash


def _as_article(article: IncomingArticle) -> Article:
    text, _ = sanitise(article.text)
    return Article(_safe(article.name), text, one_line(article.title) or one_line(article.name))


def _safe(name: str) -> str:
    """The name as the id of an article, which is the stem of a file."""
    name = one_line(" ".join(name.split()))
    for separator in '/\\:*?"<>|':
        name = name.replace(separator, "-")
    return name[:_LONGEST_NAME].strip(". ") or "article"


def _only_occurrence(text: str, selector: Selector) -> Span | None:
    """The span of the words if they have no context and occur exactly once."""
    if selector.prefix or selector.suffix or text.count(selector.exact) != 1:
        return None
    start = text.index(selector.exact)
    return Span(start, start + len(selector.exact))
