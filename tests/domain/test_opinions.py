"""Opinions in a case file: back as they were, refused where they say what the format does not know."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema
import pytest

from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.exchange.case_schema import case_schema
from tests.builders import case, vocabulary

SAID = {
    "rule": "cisplatin-etoposide/first-line-nec",
    "option": "cisplatin-etoposide",
    "says": "disagree",
    "who": "anna",
    "on": "2026-11-22",
    "standing": "recommended",
    "certainty": "possible if",
    "edition": "2026.1",
    "reason": "wish",
    "text": "<b> & 300 " + "x" * 300,
}
WRONG: dict[str, Any] = {
    "says": "maybe",
    "standing": "best",
    "certainty": "sure",
    "on": "yesterday",
    "reason": "mood",
    "who": "",
    "text": " ",
    "rule": 7,
    "more": "x",
}


@cache
def schema() -> Any:
    """The validator of the case format; its schema is checked elsewhere."""
    return jsonschema.Draft202012Validator(case_schema(vocabulary()))


def document(*said: dict[str, Any]) -> dict[str, Any]:
    return to_document(case()) | {"opinions": list(said)}


def test_opinions_come_back_as_they_were_and_the_schema_allows_them() -> None:
    agreed = {key: text for key, text in SAID.items() if key not in ("reason", "text")} | {"says": "agree"}
    given = document(SAID, agreed)
    schema().validate(given)
    assert to_document(from_document(given, vocabulary())) == given


def test_a_file_without_opinions_is_read_and_written_as_ever() -> None:
    plain = to_document(case())
    assert "opinions" not in plain
    assert from_document(plain, vocabulary()).opinions == ()


@pytest.mark.parametrize("key", WRONG)
def test_what_an_opinion_cannot_say_is_refused_with_its_place(key: str) -> None:
    with pytest.raises(CaseRefused, match=r"opinions\[0\]"):
        from_document(document(SAID | {key: WRONG[key]}), vocabulary())
    if key not in ("text", "on"):  # what a schema cannot say: a blank text, a date of the calendar
        with pytest.raises(jsonschema.ValidationError):
            schema().validate(document(SAID | {key: WRONG[key]}))


@pytest.mark.parametrize("key", ["rule", "option", "says", "who", "on", "standing", "certainty", "edition"])
def test_an_opinion_that_lacks_what_it_rests_on_is_refused(key: str) -> None:
    less = {name: text for name, text in SAID.items() if name != key}
    with pytest.raises(CaseRefused, match=key):
        from_document(document(less), vocabulary())


def test_a_coded_reason_goes_with_disagreeing_alone_and_an_empty_list_is_refused() -> None:
    for given in (document(SAID | {"says": "agree"}), document()):
        with pytest.raises(CaseRefused, match="opinions"):
            from_document(given, vocabulary())
        with pytest.raises(jsonschema.ValidationError):
            schema().validate(given)
