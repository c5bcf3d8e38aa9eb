"""A template of the reader's own, in its sandbox; and the one for Obsidian."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.exports.samples import NASTY, PLAIN, WIDE
from tui.errors import ExportError
from tui.exports.exporter import Template
from tui.exports.markdown_notes import Markdown, Obsidian


def made(source: str) -> str:
    return Markdown().with_choices(template=Template("my.md", source)).render(PLAIN).decode()


def refused(source: str) -> str:
    with pytest.raises(ExportError) as caught:
        made(source)
    return str(caught.value)


def test_a_template_gets_the_passages_in_sections() -> None:
    source = (
        "{% for section in sections %}\n"
        "{{ section.name }}:{% for one in section.passages %} {{ one.text | inline }}"
        "{% if one.speaker %} ({{ one.speaker }}){% endif %}{% endfor %}\n\n"
        "{% endfor %}"
    )
    lines = made(source).splitlines()
    assert lines[0] == "trade: “Trade will slow,” (Ana Ruiz)"
    assert lines[-1] == "Passages whose words are gone: These words are gone."


def test_the_example_of_the_documentation_works() -> None:
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    (example,) = re.findall(r"```jinja\n(.*?)```", page, re.S)
    assert "## trade\n\n> “Trade will slow,”\n\nAna Ruiz, Port closes\n" in made(example)


def test_a_group_can_be_chosen_with_it() -> None:
    template = Template("my.md", "{{ group }}: {{ sections | map(attribute='name') | join(', ') }}")
    actual = Markdown().with_choices(template=template, group="article").render(PLAIN).decode()
    assert actual == "article: Port closes, Passages whose words are gone"


def test_what_is_known_can_be_printed_with_every_filter() -> None:
    actual = made(
        "{{ themes[4].tag }} {{ 'a b' | tag }} {{ articles[0].title | yaml }} {{ '*' | inline }}"
    )
    assert actual == r'trade/rail-road a-b "Port closes" \*'


@pytest.mark.parametrize(
    ("source", "actual"),
    [
        ("a\n{% for %}", "in line 2: "),
        ("a\n\n{{ sections.nothing.more }}", "in line 3: 'list object' has no attribute"),
        ("{{ 1 / 0 }}", "in line 1: division by zero"),
        ("\n{{ nothing }}", "in line 2: 'nothing' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ sections.append(1) }}", "'append' of 'list' object is unsafe"),
        ("{% include '/etc/passwd' %}", "in line 1: no loader"),
        ("{{ range(10**9) | list }}", "in line 1: Range too big"),
    ],
)
def test_a_broken_template_is_one_sentence_with_its_name(source: str, actual: str) -> None:
    sentence = refused(source)
    assert sentence.startswith("The template “my.md” cannot be carried out")
    assert actual in sentence
    assert sentence.endswith("; correct it and export again.")
    assert "\n" not in sentence


def test_a_template_cannot_command_a_terminal() -> None:
    template = Template("my.md", "{{ articles[0].title }}\x1b[31m")
    actual = Markdown().with_choices(template=template).render(NASTY).decode()
    assert "\x1b" not in actual


def test_obsidian_gets_one_block_a_passage_and_embeds_it_elsewhere() -> None:
    page = Obsidian().render(WIDE).decode()
    blocks = re.findall(r"^\^(\S+)$", page, re.M)
    assert len(blocks) == len(set(blocks)) == sum(len(r.annotations) for r in WIDE.readings)
    assert set(re.findall(r"^!\[\[#\^(\S+)\]\]$", page, re.M)) <= set(blocks)
    assert "![[#^" in page


def test_obsidian_s_properties_are_tags_without_spaces() -> None:
    head = Obsidian().render(WIDE).decode().split("---\n")[1]
    tags = re.findall(r'^  - "(.*)"$', head.partition("articles:")[0], re.M)
    assert tags == ["Migration-flight", "Migration-flight/asylum-claims", "trade", "trade/trade"]


def test_obsidian_gathers_by_speaker() -> None:
    page = Obsidian().with_choices(group="speaker").render(PLAIN).decode()
    assert re.findall("^## (.*)$", page, re.M)[0] == "Ana Ruiz"
