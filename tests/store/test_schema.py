"""The fast decoder gives what the checking one gives."""

import json

import pytest
from hypothesis import given

from tests.store.samples import MANY
from tui.model import Annotation, Selector
from tui.store.data_file.schema import FastAnnotationDecoder, decoded_annotations, encode_annotation


@given(MANY)
def test_the_fast_decoder_gives_equal_annotations(annotations):
    documents = {str(number): encode_annotation(one) for number, one in enumerate(annotations)}
    tables = json.loads(json.dumps(documents), object_hook=FastAnnotationDecoder().decode)
    found = decoded_annotations(tables) or {}
    assert found == {annotation.id: annotation for annotation in annotations}
    for one in found.values():
        assert (type(one), type(one.selector)) == (Annotation, Selector)
        assert hash(one) == hash(next(other for other in annotations if other.id == one.id))
        with pytest.raises(AttributeError):
            one.note = "thawed"
