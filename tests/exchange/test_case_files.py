"""Case files: written the same way every time, and hostile or broken ones refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.exchange.case_files import SIZE_CAP, read_case, write_case
from enec_desktop.exchange.case_schema import case_schema
from tests.builders import case, cases, document, entry, vocabulary

REFUSED_FOLDER = Path(__file__).parents[1] / "vignettes" / "refused"
REFUSED = {
    "a-list": "case: [] is not an object",
    "after-a-later-event": '(biopsy) after.event: "relapse" is no earlier entry',
    "after-an-unknown-event": '(relapse) after.event: "surgery" is no earlier entry; name one of these',
    "after-contradicts-the-date": '(relapse): the date 2026-01-12 contradicts "after"',
    "after-less-than-nothing": "(relapse) after.months: -3 is not possible; write months, 0 to 1200",
    "after-less-than-no-time": '{"below": 0} is not possible; write months, 0 to 1200',
    "another-format": 'format: "enec-case-9" is not a format this program reads; write "enec-case-1"',
    "born-after-the-biopsy": "the date 2025-03 is before the birth date 2025-06-01",
    "code-as-a-number": '1 is a number, not a code of ECOG performance status; write "1" in quotes',
    "code-named-twice": "facts.cell_type.one_of: the list is empty or names a code twice",
    "control-character": "the text holds the control character U+0000",
    "creatinine-in-the-wrong-unit": "90 mg/dL (7956 µmol/L) is not possible for Creatinine",
    "cut-off": "line 1, column 196: this is not JSON",
    "cycles-not-whole": "(ep) facts.cycles: 3.5 is not a whole number",
    "date-of-another-form": '(biopsy) date: "12.03.2025" is not a date of the calendar; write 2026, 2026-03',
    "dates-against-the-order": "(relapse): 2025-02 is earlier than entries[2] (ep), 2025-04-07, before it",
    "day-that-no-calendar-has": '"2026-02-30" is not a date of the calendar',
    "decimal-comma": '"90,5" is not a number; write digits without quotes',
    "digits-without-end": "has 5000 digits",
    "elapsed-against-the-order": "(second): the time after ep is earlier than entries[3] (relapse)",
    "empty": "line 1, column 1: this is not JSON",
    "entries-an-object": "entries: {} is not a list",
    "entry-id-twice": 'entries[4].id: "biopsy" is already the id of an earlier entry',
    "half-a-surrogate": "title: the text holds the control character U+D800",
    "id-with-a-path": 'id: "../../etc/passwd" is not an id; write 1 to 64 letters',
    "infinity": "Infinity is not a number of JSON",
    "interval-against-the-dates": "facts.months_from_start: the interval contradicts the dates 2025-04-07",
    "key-twice": 'the key "value" stands twice in one object',
    "ki67-above-100": "facts.ki67: 120 % is not possible for Ki-67 index; possible: 0 to 100 %",
    "ki67-beyond-the-end": "above 100 % is not possible",
    "last-dose-before-the-start": "facts.last_dose 2025-03-31 is before the start 2025-04-07",
    "latin-1": "is not UTF-8; save the file as UTF-8",
    "line-break-in-a-line": "the text holds the control character U+000A",
    "nan": "NaN is not a number of JSON",
    "neither-value-nor-state": 'exactly one of "value" and "state" is needed',
    "nested-too-deep": "stand too deep inside each other",
    "nested-without-end": "stand too deep inside each other",
    "no-code-left": "the list is empty or names a code twice",
    "not-recorded-without-remark": '"not recorded" says nothing; leave the field out',
    "null-value": "facts.ki67: null says nothing; leave the field out",
    "number-in-quotes": '"90" is not a number; write digits without quotes',
    "part-of-another-kind": '(liver) of: "ep" is a course; a lesion belongs to a study or progression',
    "part-of-nothing": '(liver) of: "pet" is no earlier entry',
    "part-where-none-may-be": '(ep) of: a course belongs to no other entry; take "of" out',
    "published-without-citation": 'published: "citation" is missing',
    "range-empty": '{"above": 20, "below": 20} is empty or reversed',
    "range-reversed": '(patient) facts.age: the range {"from": 79, "to": 70} is empty or reversed',
    "range-with-one-end": '{"from": 70} is not a range; write {"from": 3, "to": 5}, {"above": 3}',
    "second-patient": '(other): "identity" stands in the case already',
    "text-empty": "facts.site_as_stated: the text is empty",
    "text-too-long": "the text has 24000 characters; write 20000 or fewer",
    "title-missing": 'case: "title" is missing',
    "too-large-a-number": "the number 1e999 is too large",
    "true-for-a-number": "true is not a number",
    "unit-missing": 'the unit is missing; write "unit": one of /2 mm², /10 HPF, unit not stated',
    "unit-of-a-choice": 'Sex has no unit; take "unit" out',
    "unit-unknown": '"fraction" is not a unit of Ki-67 index; write %',
    "unknown-code": '"m" is not a code of Sex; write female, male',
    "unknown-field": '(biopsy) facts: unknown key "ki_67"; write "ki67"',
    "unknown-key-of-an-entry": 'entries[1]: unknown key "when"',
    "unknown-key-of-the-case": 'case: unknown key "patient"',
    "unknown-kind": '"biopsy" is not a kind of entry; write action, complication, condition',
    "unknown-state": '"missing" is not a state; write not applicable, not done',
    "utf-16": "byte 0 is not UTF-8",
    "value-and-state": 'exactly one of "value" and "state" is needed',
    "year-of-a-slip": "the year 205 is not a plausible one; write 1850 to 2199",
}
SCHEMA = Draft202012Validator(case_schema(vocabulary()))


@pytest.mark.parametrize(("name", "said"), REFUSED.items(), ids=REFUSED)
def test_a_broken_file_is_refused_in_one_line_with_file_and_place(name: str, said: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        read_case(REFUSED_FOLDER / f"{name}.json", vocabulary())
    message = str(refused.value)
    assert message.startswith(f"{name}.json: ")
    assert said in message
    assert "\n" not in message


def test_every_broken_file_has_its_line() -> None:
    assert {path.stem for path in REFUSED_FOLDER.iterdir()} == set(REFUSED)


@given(cases())
def test_a_case_comes_back_from_its_file_unchanged(any_case: Case) -> None:
    written = write_case(any_case)
    assert read_case(written, vocabulary()) == any_case
    assert write_case(read_case(written, vocabulary())) == written


def test_equal_cases_give_equal_bytes() -> None:
    one = case(entry("specimen", ki67=90, stated_class="nec"))
    other = case(entry("specimen", stated_class="nec", ki67=90.0))
    assert write_case(one) == write_case(other)


def test_a_file_is_lines_that_a_reader_can_follow() -> None:
    written = write_case(case(entry("identity", "patient", sex="male"), title="肿瘤")).decode()
    assert written == (
        '{\n  "format": "enec-case-1",\n  "id": "case-1",\n  "title": "肿瘤",\n'
        '  "entries": [{"id": "patient", "kind": "identity", "facts": {"sex": "male"}}]\n}\n'
    )


def test_a_byte_order_mark_before_utf_8_does_no_harm() -> None:
    any_case = case(entry("identity", sex="male"))
    assert read_case(b"\xef\xbb\xbf" + write_case(any_case), vocabulary()) == any_case


def test_a_file_over_the_size_cap_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (SIZE_CAP + 1))
    with pytest.raises(CaseRefused, match=r"large\.json: the file is larger than 2 MB"):
        read_case(large, vocabulary())


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.json"):
        with pytest.raises(CaseRefused, match="not a file that exists"):
            read_case(path, vocabulary())


@given(
    st.binary(max_size=200) | st.text(alphabet='{}[]":,0123456789eE+-.\\u ntf', max_size=60).map(str.encode)
)
def test_any_other_bytes_are_refused_and_never_a_crash(content: bytes) -> None:
    with pytest.raises(CaseRefused):
        read_case(content, vocabulary())


@given(cases(), st.data())
def test_a_file_with_one_byte_changed_is_taken_whole_or_refused(any_case: Case, data: st.DataObject) -> None:
    content = bytearray(write_case(any_case))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        taken = read_case(bytes(content), vocabulary())
    except CaseRefused as refused:
        assert "\n" not in str(refused)
    else:
        assert read_case(write_case(taken), vocabulary()) == taken
        SCHEMA.validate(json.loads(content))


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(case_schema(vocabulary()))


@given(cases())
def test_the_schema_accepts_what_the_program_reads(any_case: Case) -> None:
    SCHEMA.validate(json.loads(write_case(any_case)))


@pytest.mark.parametrize(
    "facts",
    [
        {"ki67": 120},
        {"ki67": {"value": 90, "unit": "mm"}},
        {"ki67": {"value": {"from": 3}}},
        {"ki67": {"value": 3, "state": "pending"}},
        {"mitoses": 15},
        {"nodes_examined": 3.5},
        {"cell_type": "tiny"},
        {"cell_type": {"state": "missing"}},
        {"colour": "red"},
    ],
    ids=str,
)
def test_the_schema_refuses_wrong_facts(facts: dict[str, object]) -> None:
    assert not SCHEMA.is_valid(document(entry("specimen", **facts)))


def test_the_schema_refuses_what_belongs_to_nothing() -> None:
    assert SCHEMA.is_valid(document(entry("lesion", of="study-1")))
    assert not SCHEMA.is_valid(document(entry("course", of="study-1")))
    assert not SCHEMA.is_valid(to_document(case()) | {"patient": "x"})
