"""What was done, newest first, and the way back to how things were then: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tui.model import Annotation, Change, Edit
from tui.session.history import is_in
from tui.store import Logged


def newest_first(log: Sequence[Logged], article: str | None) -> list[Logged]:
    """The changes of the article's annotations or, for ``None``, all."""
    return [
        one
        for one in reversed(log)
        if article is None or (one.change.edits and is_in(one.change, article))
    ]


def articles_of(change: Change) -> list[str]:
    """The ids of the articles whose annotations it changed, each once, in its order."""
    return list(dict.fromkeys(edit.known.article for edit in change.edits))


def words_of(change: Change, article: str | None = None) -> str:
    """The words of its first passage, of the article's if one is named, and how many more."""
    edits = [one for one in change.edits if article in (None, one.known.article)]
    if not edits:
        return ""
    words = " ".join(edits[0].known.selector.exact.split())
    return f"{words} (and {len(edits) - 1:,} more)" if len(edits) > 1 else words


def local_time(moment: str) -> str:
    """A moment of the log by the reader's clock, to the second; as it is if it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return moment


def way_back(
    annotations: Mapping[str, Annotation],
    later: Sequence[Logged],
    when: str,
    article: str | None,
) -> Change:
    """The change that makes the annotations what they were before the ``later`` ones were made.

    Args:
        annotations: All that are kept now, by id.
        later: What was done since, newest first.
        when: The moment to go back to, for the label.
        article: The article whose annotations go back; ``None`` for all.
    """
    then: dict[str, Annotation | None] = {}
    for one in later:
        # From the last edit to the first: of several of one annotation the first has the last say.
        for edit in reversed(one.change.edits):
            if article in (None, edit.known.article):
                then[edit.id] = edit.before
    edits = [Edit(annotations.get(key), one) for key, one in then.items()]
    return Change(
        f"restored what was kept on {when}",
        tuple(edit for edit in edits if edit.before != edit.after),
    )


def told_before(change: Change) -> str:
    """What going back would do, in words: "brings back 3 passages, takes away 2, changes 1"."""
    counts = {
        "brings back": sum(edit.before is None for edit in change.edits),
        "takes away": sum(edit.after is None for edit in change.edits),
        "changes": sum(None not in (edit.before, edit.after) for edit in change.edits),
    }
    parts = [f"{verb} {count:,}" for verb, count in counts.items() if count]
    if not parts:
        return ""
    first = next(count for count in counts.values() if count)
    parts[0] += " passage" if first == 1 else " passages"
    return ", ".join(parts)
