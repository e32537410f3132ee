import json

from hypothesis import given

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from tests.builders import cases, vocabulary


@given(cases())
def test_a_case_comes_back_from_its_document_unchanged(any_case: Case) -> None:
    document = json.loads(json.dumps(to_document(any_case), allow_nan=False))
    assert from_document(document, vocabulary()) == any_case
