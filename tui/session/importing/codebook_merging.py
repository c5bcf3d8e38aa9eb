"""Two codebooks made one: pure."""

from __future__ import annotations

from collections.abc import Iterable

from tui.hostile_characters import one_line
from tui.model import Codebook, Theme

_DIGITS = "123456789"


def merged(
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
