"""The fast decoder gives what the checking one gives."""

import json

import pytest
from hypothesis import given

from tests.store.samples import MANY
from tui.model import Annotation, Selector
from tui.store.data_file.schema import FastAnnotationDecoder, decoded_annotations, encode_annotation


@given(MANY)
def test_the_fast_decoder_gives_equal_annotations(annotations):
    documents = {
        str(number): encode_annotation(annotation) for number, annotation in enumerate(annotations)
    }
    tables = json.loads(json.dumps(documents), object_hook=FastAnnotationDecoder().decode)
    decoded = decoded_annotations(tables) or {}
    assert decoded == {annotation.id: annotation for annotation in annotations}
    for annotation in decoded.values():
        assert (type(annotation), type(annotation.selector)) == (Annotation, Selector)
        assert hash(annotation) == hash(next(a for a in annotations if a.id == annotation.id))
        with pytest.raises(AttributeError):
            annotation.note = "thawed"
