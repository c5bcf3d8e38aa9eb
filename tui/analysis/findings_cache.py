"""Findings kept by the hash of their text; anything wrong with the cache means no cache."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from tui.analysis.analyser import Analyser
from tui.analysis.serialization import analysis_from_json, analysis_to_json
from tui.files import replace_file
from tui.model import Analysis


class FindingsCache:
    """One JSON file per text, analyser and version of the analyser, in ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def load(self, sha256: str, analyser: Analyser, largest: int | None = None) -> Analysis | None:
        """What was saved for the text of that hash, or ``None``, also if over ``largest`` bytes."""
        file = self._file(sha256, analyser)
        try:
            if largest is not None and file.stat().st_size > largest:
                return None
            analysis = analysis_from_json(json.loads(file.read_bytes()))
        except (OSError, LookupError, TypeError, ValueError, OverflowError, RecursionError):
            return None
        return analysis if analysis.sha256 == sha256 else None

    def knows(self, sha256: str) -> bool:
        """Whether anything was saved for the text of that hash, by whatever analyser."""
        return any(self.directory.glob(f"{sha256}.*"))

    def save(self, analysis: Analysis, analyser: Analyser) -> None:
        """Keep an analysis; a place that cannot be written to is left alone."""
        file = self._file(analysis.sha256, analyser)
        content = json.dumps(analysis_to_json(analysis), separators=(",", ":"))
        with suppress(OSError):
            self.directory.mkdir(parents=True, exist_ok=True)
            # A power cut may leave an empty file, which counts as none.
            replace_file(file, content.encode("ascii"), is_synced=False)

    def _file(self, sha256: str, analyser: Analyser) -> Path:
        return self.directory / f"{sha256}.{analyser.name}.{analyser.version}.json"
