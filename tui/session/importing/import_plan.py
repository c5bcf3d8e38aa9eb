"""Importing notes: what would come in is planned as a whole, then saved as one change."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tui.errors import NotesError, StoreError
from tui.hostile_characters import one_line
from tui.imports.incoming import Incoming, IncomingPassage
from tui.model import (
    DEFAULT_CODEBOOK,
    Annotation,
    Article,
    Change,
    Codebook,
    Correction,
    Edit,
    Selector,
    Theme,
)
from tui.session.importing.article_matching import ArticleMatcher
from tui.session.library import Library
from tui.session.saving import save_article, save_change
from tui.wording import plural

_DIGITS = "123456789"
_NAMESPACE = uuid.UUID("6f5e7f0e-3c52-5d0c-9d55-2a9d6d0c6b1e")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    articles: tuple[Article, ...]
    """New articles, which get a file in ``seeds/``."""
    texts: tuple[Article, ...]
    """The texts that the imported passages refer to."""
    change: Change
    messages: tuple[str, ...]
    """What comes in and what does not, a sentence each."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is new."""
        return not self.articles and self.change.is_empty


def plan_import(
    library: Library, incoming: Incoming, name: str, coder: str, now: str
) -> ImportPlan:
    """Plan the import of ``incoming``, from the file ``name``; nothing is changed.

    Annotations that the workspace has are left alone; of two states of one the later stays, or
    ours if the file has no times. ``coder`` and ``now`` are used where the file names no coder or
    no time.

    Raises:
        NotesError: if a passage is outside its text, or two have one id.
        StoreError: if the records cannot be read.
    """
    records = library.records
    is_unused = records.codebook == DEFAULT_CODEBOOK and not records.annotations
    codebook, theme_ids = merge_codebooks(
        records.codebook, incoming.themes, incoming.has_whole_codebook and is_unused
    )
    matcher = ArticleMatcher(library, name, incoming)
    edits: dict[str, Edit[Annotation]] = {}
    counts: Counter[str] = Counter()
    known_contents = {_content(annotation) for annotation in records.annotations.values()}
    for passage in incoming.passages:
        article = matcher.target(passage.article)
        selector = matcher.selector(passage)
        annotation = _annotation(passage, article, selector, theme_ids, coder, now)
        before = records.annotations.get(annotation.id)
        if annotation.id in edits:
            raise NotesError(
                f"“{name}” has two passages of the id {annotation.id}; nothing was imported."
            )
        if annotation.is_empty:
            counts["empty"] += 1
        elif before is None and _content(annotation) not in known_contents:
            edits[annotation.id] = Edit(None, annotation)
            counts["new"] += 1
            counts[matcher.anchored(annotation, article).state] += 1
        elif before is not None and before != annotation and before.changed < passage.changed:
            edits[annotation.id] = Edit(before, annotation)
            counts["newer"] += 1
        else:
            counts["known"] += 1
    counts["themes"] = len(set(codebook) - set(records.codebook))
    corrections = _corrections(incoming, matcher, records.corrections, coder, now)
    counts["corrections"] = len(corrections)
    change = Change(
        f"imported {name}",
        tuple(edits.values()),
        None if codebook == records.codebook else (records.codebook, codebook),
        corrections,
    )
    messages = _messages(counts, len(matcher.new), matcher.missing)
    return ImportPlan(matcher.new, matcher.texts, change, (*messages, *incoming.left_out))


def apply_plan(
    library: Library, plan: ImportPlan, commit: Callable[[Change], object] | None = None
) -> None:
    """Save what was planned: the texts, then everything else as one change.

    Args:
        library: The workspace.
        plan: Made of the same workspace.
        commit: Saves the change, as `Session.commit` does; the library itself if it is ``None``.

    Raises:
        StoreError: if it could not be saved; nothing was imported then.
    """
    written: list[Path] = []
    try:
        for article in plan.articles:
            written.append(library.workspace.seeds / f"{article.id}.txt")
            save_article(library, article)
        for article in plan.texts:
            library.texts.save(article)
        if commit is None:
            save_change(library, plan.change)
        else:
            commit(plan.change)
    except StoreError:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


def merge_codebooks(
    codebook: Codebook, themes: Iterable[Theme], replaces: bool = False
) -> tuple[Codebook, dict[str, str]]:
    """Add the themes that a codebook lacks.

    Two themes are the same if their ids are, else if their labels are, without regard to case;
    ours is not changed then. Of two imported themes with one label only the first is the same as
    ours. New themes come last, with their key if it is free, else with the first free digit.

    Args:
        codebook: Ours.
        themes: The imported ones; a parent comes before or after its children.
        replaces: Whether the imported themes replace ours, unchanged.

    Returns:
        The codebook, and our id of each imported theme by its id there.
    """
    themes = [theme._replace(label=one_line(theme.label or theme.id)) for theme in themes]
    if replaces:
        return Codebook(tuple(themes)), {theme.id: theme.id for theme in themes}
    by_name = {
        name: theme.id for theme in codebook for name in (_folded(theme.label), _folded(theme.id))
    }
    by_id = {_folded(theme.id): theme.id for theme in codebook}
    ours = {theme.id: same for theme in themes if (same := by_id.get(_folded(theme.id)))}
    matched = set(ours.values())
    new: list[Theme] = []
    for theme in themes:
        if theme.id in ours:
            continue
        same = by_name.get(_folded(theme.label)) or by_name.get(_folded(theme.id))
        if same is None or same in matched:
            new.append(theme)
            same = one_line(theme.id)
        ours[theme.id] = same
        matched.add(same)
    merged = [*codebook]
    keys = {theme.key for theme in codebook}
    for theme in new:
        free = (digit for digit in (theme.key, *_DIGITS) if digit and digit not in keys)
        key, parent = next(free, ""), ours.get(theme.parent, "")
        keys.add(key)
        merged.append(theme._replace(id=ours[theme.id], key=key, parent=parent))
    return Codebook(tuple(merged)), ours


def _folded(name: str) -> str:
    return name.strip().casefold()


def _annotation(
    passage: IncomingPassage,
    article: Article,
    selector: Selector,
    theme_ids: Mapping[str, str],
    coder: str,
    now: str,
) -> Annotation:
    themes = tuple(dict.fromkeys(theme_ids.get(theme, theme) for theme in passage.themes))
    created = passage.created or now
    annotation = Annotation(
        "", article.id, selector, themes, passage.note, passage.coder or coder,
        created, passage.changed or created,
    )  # fmt: skip
    try:
        return annotation._replace(id=uuid.UUID(passage.id).hex)
    except ValueError:
        # The same passage of the same file gets the same id each time it is imported.
        key = json.dumps([passage.id, article.sha256, *map(str, _content(annotation))])
        return annotation._replace(id=uuid.uuid5(_NAMESPACE, key).hex)


def _corrections(
    incoming: Incoming,
    matcher: ArticleMatcher,
    known: Mapping[str, Correction],
    coder: str,
    now: str,
) -> tuple[Edit[Correction], ...]:
    edits: dict[str, Edit[Correction]] = {}
    for incoming_correction in incoming.corrections:
        passage = incoming_correction.passage
        annotation = _annotation(
            passage, matcher.target(passage.article), matcher.selector(passage), {}, coder, now
        )
        correction = Correction(
            annotation.id, annotation.article, annotation.selector,
            incoming_correction.kind, one_line(incoming_correction.name),
            annotation.coder, annotation.created, annotation.changed,
        )  # fmt: skip
        before = known.get(correction.id)
        if before is None or before.changed < correction.changed:
            edits[correction.id] = Edit(before, correction)
    return tuple(edits.values())


def _content(annotation: Annotation) -> tuple[object, ...]:
    """What two annotations share that differ only in ids and dates."""
    themes = tuple(sorted(annotation.themes))
    selector = annotation.selector
    return (
        annotation.article, selector.span, selector.exact, themes, annotation.note,
        annotation.coder,
    )  # fmt: skip


def _messages(counts: Counter[str], new_articles: int, missing: list[str]) -> Iterator[str]:
    """A sentence for each kind of thing that comes in, or does not.

    Args:
        counts: How many passages there are of each kind, and how many corrections and themes.
        new_articles: How many articles come in.
        missing: The ids of those whose text is neither here nor in the file.
    """
    sentences = {
        "new": "New: {}.",
        "moved": "Found elsewhere in today's text: {}.",
        "fuzzy": "Found with other words, to be reviewed: {}.",
        "newer": "In a newer state than here: {}.",
        "known": "Here already: {}.",
        "empty": "Left out, for they have neither theme nor note: {}.",
    }
    for key, sentence in sentences.items():
        if counts[key]:
            yield sentence.format(plural(counts[key], "passage"))
    if counts["corrections"]:
        yield f"New or changed corrections of what is found: {counts['corrections']}."
    if counts["themes"]:
        yield f"New or changed themes: {counts['themes']}."
    if new_articles:
        yield f"New articles: {new_articles}."
    if missing:
        yield (
            f"The text of {', '.join(missing[:3])}{' ...' * (len(missing) > 3)} is not here; "
            "its passages are kept by their words until an article of that id is added."
        )
    if counts["orphan"] and not missing:
        yield f"Not found in today's text, kept by their words: {counts['orphan']}."
