"""What every import is."""

from __future__ import annotations

from abc import abstractmethod

from tui.imports.incoming import Incoming
from tui.imports.notes_file import NotesFile
from tui.registry import Extension


class Importer(Extension):
    """Reads notes of one format. It makes values; somebody else decides what comes in."""

    @abstractmethod
    def recognises(self, file: NotesFile) -> bool:
        """Whether the file looks like this format; quick, and it raises nothing."""

    @abstractmethod
    def read(self, file: NotesFile) -> Incoming:
        """Everything in the file, offsets in code points of texts with LF line ends.

        Raises:
            NotesError: if it is broken; the message names the file and says what is wrong.
        """
