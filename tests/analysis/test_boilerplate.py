import pytest

from tui.analysis.boilerplate import BoilerplateKind, boilerplate_kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Comments", BoilerplateKind.BUTTON),
        ("Get breaking National news", BoilerplateKind.BUTTON),
        ("READ MORE: Ten things to know", BoilerplateKind.BUTTON),
        ("Advertisement", BoilerplateKind.BUTTON),
        ("—With files from the Evening Wire", BoilerplateKind.CREDIT),
        ("(Photo by Ann Lee/Getty Images)", BoilerplateKind.CREDIT),
        ("Comments on the plan were heard on Monday.", None),
        ("He got breaking news.", None),
        ("Photographs of the wall were shown to the court, and nobody spoke.", None),
    ],
)
def test_kinds_of_lines(line, kind):
    assert boilerplate_kind(line) is kind
