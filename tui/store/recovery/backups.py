"""Copies of the data file in ``backups/`` beside it, of which the older are removed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

from tui.files import replace_file, sync_directory
from tui.store.messages import write_error

FOLDER = "backups"
_KEEP_ALL, _KEEP_DAILY = timedelta(days=1), timedelta(days=31)
_KEEP_NEWEST = 10
"""Copies that are always kept: if a clock is a year ahead for a moment, all others look old."""
_TIME_FORMAT, _UTC = "%Y%m%dT%H%M%S", "+0000"


def back_up(files: Iterable[Path], now: datetime | None = None) -> list[Path]:
    """Copy the files that exist, durably and byte by byte, and remove older copies.

    All copies have the same new stem, so that a data file and its journal still belong together.
    The caller must hold the lock.

    Raises:
        StoreError: if it could not be done; the files are unchanged.
    """
    existing = [path for path in files if path.is_file()]
    if not existing:
        return []
    now = now or datetime.now(UTC)
    folder, name = existing[0].parent / FOLDER, existing[0].stem
    copies: list[Path] = []
    try:
        if not folder.is_dir():
            folder.mkdir()
            sync_directory(folder.parent)
        stem = _unused_stem(folder, f"{name}-{now:{_TIME_FORMAT}}Z")
        for path in existing:
            copies.append(folder / f"{stem}{path.suffix}")
            replace_file(copies[-1], path.read_bytes(), like=path)
    except OSError as error:
        for copy in copies:
            with suppress(OSError):
                copy.unlink()
        raise write_error(folder, error) from error
    _remove_old_copies(folder, name, now)
    return copies


def retained_times(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """The times of the backups to keep.

    They are all of the last day, the last of each day for 31 days, the last of each month, and
    the ten newest. Times in the future are kept: it is not known which clock is wrong.
    """
    retained: dict[object, datetime] = {}
    times = sorted(times)
    for time in times:
        age = now - time
        if age <= _KEEP_ALL:
            retained[time] = time
        else:
            retained[time.date() if age <= _KEEP_DAILY else (time.year, time.month)] = time
    return {*retained.values(), *times[-_KEEP_NEWEST:]}


def _remove_old_copies(folder: Path, stem: str, now: datetime) -> None:
    """Remove the copies that are not retained, as far as the disk allows."""
    pattern = re.compile(rf"{re.escape(stem)}-(\d{{8}}T\d{{6}})Z(?:-\d+)?\.\w+")
    copies: dict[datetime, list[Path]] = defaultdict(list)
    with suppress(OSError):
        for path in folder.iterdir():
            if match := pattern.fullmatch(path.name):
                with suppress(ValueError):
                    time = datetime.strptime(match[1] + _UTC, _TIME_FORMAT + "%z")
                    copies[time].append(path)
        for time in copies.keys() - retained_times(copies, now):
            for path in copies[time]:
                path.unlink()


def _unused_stem(folder: Path, stem: str) -> str:
    """The stem, with a number added if a file has it."""
    used = {path.stem for path in folder.iterdir()}
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(candidate for candidate in chain([stem], numbered) if candidate not in used)
