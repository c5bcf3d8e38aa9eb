"""Copies of the data file, kept in ``backups/`` beside it and thinned by age."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

from tui.files import replace_file, sync_directory
from tui.store.messages import unwritable

FOLDER = "backups"
_ALL, _DAILY = timedelta(days=1), timedelta(days=31)
_ALWAYS = 10
"""Of the newest; a clock that is a year ahead for a moment would make all of them old."""
_TIME, _UTC = "%Y%m%dT%H%M%S", "+0000"


def back_up(files: Iterable[Path], now: datetime | None = None) -> list[Path]:
    """Copy the files that are there, durably, byte by byte, and thin the older copies.

    All are copied under one new name, so that a data file and its journal still belong together.
    The caller holds the lock.

    Raises:
        StoreError: if it could not be done; the files are as they were.
    """
    there = [path for path in files if path.is_file()]
    if not there:
        return []
    now = now or datetime.now(UTC)
    folder, name = there[0].parent / FOLDER, there[0].stem
    copies: list[Path] = []
    try:
        if not folder.is_dir():
            folder.mkdir()
            sync_directory(folder.parent)
        stem = _free(folder, f"{name}-{now:{_TIME}}Z")
        for path in there:
            copies.append(folder / f"{stem}{path.suffix}")
            replace_file(copies[-1], path.read_bytes(), like=path)
    except OSError as error:
        for copy in copies:
            with suppress(OSError):
                copy.unlink()
        raise unwritable(folder, error) from error
    _thin(folder, name, now)
    return copies


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups stay: all of the last day, the last of each day for a month, of each month.

    Some of the newest stay in any case. One from the future stays, too: a clock was wrong, and
    nobody knows which.
    """
    stays: dict[object, datetime] = {}
    times = sorted(times)
    for time in times:
        age = now - time
        if age <= _ALL:
            stays[time] = time
        else:
            stays[time.date() if age <= _DAILY else (time.year, time.month)] = time
    return {*stays.values(), *times[-_ALWAYS:]}


def _thin(folder: Path, stem: str, now: datetime) -> None:
    """Remove the copies that need not stay, as far as the disk allows."""
    name = re.compile(rf"{re.escape(stem)}-(\d{{8}}T\d{{6}})Z(?:-\d+)?\.\w+")
    copies: dict[datetime, list[Path]] = defaultdict(list)
    with suppress(OSError):
        for path in folder.iterdir():
            if found := name.fullmatch(path.name):
                with suppress(ValueError):
                    copies[datetime.strptime(found[1] + _UTC, _TIME + "%z")].append(path)
        for time in copies.keys() - kept(copies, now):
            for path in copies[time]:
                path.unlink()


def _free(folder: Path, stem: str) -> str:
    """The stem, or one like it that no file has yet."""
    taken = {path.stem for path in folder.iterdir()}
    others = (f"{stem}-{number}" for number in count(2))
    return next(free for free in chain([stem], others) if free not in taken)
