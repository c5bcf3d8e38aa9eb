"""UIMA CAS XMI, also as dkpro-cassis reads it."""

from __future__ import annotations

import io
from zipfile import ZipFile

from lxml import etree

from tests.exports.samples import WIDE, every_sample, passages_of
from tui.exports.cas import ARTICLE, PASSAGE, Cas
from tui.exports.code_system import NO_THEME
from tui.model import Notes


@every_sample
def test_dkpro_cassis_reads_the_xmi(notes: Notes) -> None:
    import cassis

    with ZipFile(io.BytesIO(Cas().render(notes))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = cassis.load_typesystem(io.BytesIO(files.pop("TypeSystem.xml")))
    actual: list[tuple[str, str | None]] = []
    for name in files:
        cas = cassis.load_cas_from_xmi(io.BytesIO(files[name]), typesystem=types)
        (article,) = cas.select(ARTICLE)
        assert article.get_covered_text() == cas.sofa_string
        actual += [(one.get_covered_text(), one.theme) for one in cas.select(PASSAGE)]
    expected = [(words, None if name == NO_THEME else name) for words, name in passages_of(notes)]
    assert sorted(actual, key=str) == sorted(expected, key=str)


def test_the_xmi_counts_in_utf16() -> None:
    with ZipFile(io.BytesIO(Cas().render(WIDE))) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".xmi"))
        root = etree.fromstring(archive.read(name))
    units = root.find("{*}Sofa").get("sofaString").encode("utf-16-le")
    words = {
        units[2 * int(one.get("begin")) : 2 * int(one.get("end"))].decode("utf-16-le")
        for one in root.iter("{*}Passage")
    }
    assert words == {words for words, _ in passages_of(WIDE)}
