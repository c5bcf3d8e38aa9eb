"""Taking notes in from elsewhere: planned as a whole, looked at if you like, kept as one step."""

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

_NAMESPACE = uuid.UUID("6f5e7f0e-3c52-5d0c-9d55-2a9d6d0c6b1e")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    articles: tuple[Article, ...]
    """Those that get a file in ``seeds/``."""
    texts: tuple[Article, ...]
    """Those on which passages were made."""
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
    codebook, ours = merge_codebooks(
        records.codebook, incoming.themes, incoming.has_whole_codebook and is_unused
    )
    about = ArticleMatcher(library, name, incoming)
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
    messages = told(counts, len(about.new), about.lost)
    return ImportPlan(about.new, about.texts, change, (*messages, *incoming.left_out))


def apply_plan(
    library: Library, planned: ImportPlan, keep: Callable[[Change], object] | None = None
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
            save_article(library, article)
        for article in planned.texts:
            library.texts.keep(article)
        if keep is None:
            save_change(library, planned.change)
        else:
            keep(planned.change)
    except StoreError:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


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
        messages = json.dumps([passage.id, article.sha256, *map(str, _content(one))])
        return one._replace(id=uuid.uuid5(_NAMESPACE, messages).hex)


def _corrections(
    incoming: Incoming, about: ArticleMatcher, known: Mapping[str, Correction], coder: str, now: str
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


def told(counts: Counter[str], new_articles: int, lost: list[str]) -> Iterator[str]:
    """A sentence for each kind of thing that comes in, or does not.

    Args:
        counts: How many passages there are of each kind, and how many corrections and themes.
        new_articles: How many articles come in.
        lost: The ids of those whose text is neither here nor in the file.
    """
    passages = "{:,} passage{s}"
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
            s = "s" * (counts[key] != 1)
            yield sentence.format(passages.format(counts[key], s=s))
    if counts["corrections"]:
        yield f"New or changed corrections of what is found: {counts['corrections']}."
    if counts["themes"]:
        yield f"New or changed themes: {counts['themes']}."
    if new_articles:
        yield f"New articles: {new_articles}."
    if lost:
        yield (
            f"The text of {', '.join(lost[:3])}{' ...' * (len(lost) > 3)} is not here; "
            "its passages are kept by their words until an article of that id is added."
        )
    if counts["orphan"] and not lost:
        yield f"Not found in today's text, kept by their words: {counts['orphan']}."


_DIGITS = "123456789"


def merge_codebooks(
    codebook: Codebook, themes: Iterable[Theme], is_instead: bool = False
) -> tuple[Codebook, dict[str, str]]:
    """The codebook with the themes that it lacks, and the id here of each id there.

    A theme is the same if the id is, else if the label is, without regard to case; then nothing of
    ours changes. Of two of theirs with one label only the first becomes ours. New ones come last,
    on their key if it is free, else on the first free digit.

    Args:
        codebook: Ours.
        themes: Theirs; a parent comes before or after its children.
        is_instead: Whether theirs take the place of ours, just as they are.
    """
    themes = [one._replace(label=one_line(one.label or one.id)) for one in themes]
    if is_instead:
        return Codebook(tuple(themes)), {one.id: one.id for one in themes}
    known = {name: one.id for one in codebook for name in (_folded(one.label), _folded(one.id))}
    by_id = {_folded(one.id): one.id for one in codebook}
    ours = {one.id: same for one in themes if (same := by_id.get(_folded(one.id)))}
    taken = set(ours.values())
    new: list[Theme] = []
    for theme in themes:
        if theme.id in ours:
            continue
        same = known.get(_folded(theme.label)) or known.get(_folded(theme.id))
        if same is None or same in taken:
            new.append(theme)
            same = one_line(theme.id)
        ours[theme.id] = same
        taken.add(same)
    kept = [*codebook]
    for theme in new:
        taken = {one.key for one in kept}
        free = (digit for digit in (theme.key, *_DIGITS) if digit and digit not in taken)
        parent = ours.get(theme.parent, "")
        kept.append(theme._replace(id=ours[theme.id], key=next(free, ""), parent=parent))
    return Codebook(tuple(kept)), ours


def _folded(name: str) -> str:
    return name.strip().casefold()
