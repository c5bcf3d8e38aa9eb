"""REFI-QDA codebooks, ``.qdc``."""

from __future__ import annotations

from tui.imports.base import Importer
from tui.imports.fields import Flaw
from tui.imports.incoming import Incoming
from tui.imports.labels import by_label
from tui.imports.notes_file import NotesFile
from tui.imports.refi_xml import child, children, root_of, themes_in


class RefiCodebook(Importer):
    """Codes with their colours, descriptions and tree; sets are left out."""

    name = "qdc"
    label = "REFI-QDA codebook"

    def recognises(self, file: NotesFile) -> bool:
        """By its name or its root."""
        return file.path.suffix.lower() == ".qdc" or (
            not file.members and b"<CodeBook" in file.data[:500]
        )

    def read(self, file: NotesFile) -> Incoming:
        """Every code.

        Raises:
            NotesError: if it is no codebook.
        """
        root = root_of(file, file.data, "CodeBook")
        try:
            themes = by_label(themes_in(child(root, "Codes")))[0]
        except Flaw as flaw:
            raise file.refused(f"is no codebook of REFI-QDA ({flaw})") from None
        sets = len(list(children(child(root, "Sets"))))
        return Incoming(
            themes=themes, left_out=(f"Sets of codes left out: {sets}.",) if sets else ()
        )
