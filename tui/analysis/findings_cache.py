"""A cache of findings on disk, by the hash of the analysed text."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from tui.analysis.analyser import Analyser
from tui.analysis.serialization import analysis_from_json, analysis_to_json
from tui.files import replace_file
from tui.model import Analysis


class FindingsCache:
    """One JSON file per text, analyser and analyser version in ``directory``.

    A file that is missing, damaged or of another format counts as a cache miss.
    """

    def __init__(self, directory: Path, *, is_private: bool = False) -> None:
        """Use a directory, which is made when the first findings are saved.

        Args:
            directory: Where the files are.
            is_private: Whether nobody but the user may read what is made there.
        """
        self.directory = directory
        self._mode = 0o700 if is_private else 0o777

    def load(
        self, sha256: str, analyser: Analyser, max_bytes: int | None = None
    ) -> Analysis | None:
        """The cached findings of the text with that hash.

        Args:
            sha256: Hash of the text, in hexadecimal.
            analyser: Its name and version are part of the key.
            max_bytes: A larger file counts as a miss; ``None`` for no limit.

        Returns:
            The findings, or ``None`` on a miss.
        """
        path = self._path(sha256, analyser)
        try:
            if max_bytes is not None and path.stat().st_size > max_bytes:
                return None
            analysis = analysis_from_json(json.loads(path.read_bytes()))
        except (OSError, LookupError, TypeError, ValueError, OverflowError, RecursionError):
            return None
        return analysis if analysis.sha256 == sha256 else None

    def has_findings(self, sha256: str) -> bool:
        """Whether findings of any analyser are cached for the text with that hash."""
        return any(self.directory.glob(f"{sha256}.*"))

    def save(self, analysis: Analysis, analyser: Analyser) -> None:
        """Cache an analysis; a directory that cannot be written to is ignored."""
        path = self._path(analysis.sha256, analyser)
        content = json.dumps(analysis_to_json(analysis), separators=(",", ":"))
        with suppress(OSError):
            self.directory.parent.mkdir(parents=True, exist_ok=True)
            self.directory.mkdir(mode=self._mode, exist_ok=True)
            if self._mode == 0o700:
                self.directory.chmod(self._mode)  # one of an earlier version is open to all
            # Not synced: after a power cut an empty file counts as a miss.
            replace_file(path, content.encode("ascii"), is_synced=False)

    def _path(self, sha256: str, analyser: Analyser) -> Path:
        return self.directory / f"{sha256}.{analyser.name}.{analyser.version}.json"
