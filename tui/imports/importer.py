"""The base class of all import formats."""

from __future__ import annotations

from abc import abstractmethod

from tui.imports.incoming import Incoming
from tui.imports.notes_file import NotesFile
from tui.registry import Extension


class Importer(Extension):
    """Reads files of one format. It makes values; ``tui.session`` decides what is taken."""

    @abstractmethod
    def recognises(self, file: NotesFile) -> bool:
        """Whether the file looks like this format, by a quick check that raises nothing."""

    @abstractmethod
    def read(self, file: NotesFile) -> Incoming:
        """Everything in the file, with offsets in code points of texts with LF line ends.

        Raises:
            NotesError: if the file does not follow its format; the message names it and the error.
        """
