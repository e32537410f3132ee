"""Many cases are read as one by one, each fact once."""

import json

import pytest
from hypothesis import given

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.many_cases import ManyCases
from tests.builders import cases, vocabulary

MANY = ManyCases(vocabulary())


@given(cases())
def test_any_case_is_read_as_by_itself(case: Case) -> None:
    text = json.dumps(to_document(case))
    alone = from_document(json.loads(text), vocabulary())
    for _ in range(2):
        assert MANY.of_text(text) == alone
        assert MANY.again(case) == alone


def test_true_is_no_number_although_it_equals_one() -> None:
    document = {"format": "enec-case-1", "id": "a", "title": ""}
    one, true = (
        {**document, "entries": [{"id": "biopsy", "kind": "specimen", "facts": {"ki67": value}}]}
        for value in (1, True)
    )
    assert MANY.of_document(one).entry("biopsy").fact("ki67").value is not None
    with pytest.raises(CaseRefused, match=r"entries\[0\] \(biopsy\) facts.ki67"):
        MANY.of_document(true)


def test_what_is_refused_twice_names_each_place() -> None:
    document = {"format": "enec-case-1", "id": "a", "title": ""}
    for name in ("first", "second"):
        entry = {"id": name, "kind": "specimen", "facts": {"ki67": 101}}
        with pytest.raises(CaseRefused, match=rf"\({name}\)"):
            MANY.of_document({**document, "entries": [entry]})
