"""Working with cases as a coordinator does, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from enec_desktop.app.cases import CaseDesk
from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import NOT_RECORDED, Fact, FieldState
from enec_desktop.domain.errors import CaseRefused, EnecError
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.worklist import WorklistQuery
from enec_desktop.store.store import open_store
from tests.builders import vocabulary


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "store")
    yield opened
    opened.close()


def typed(desk: Desk, kind: str, field: str, text: str) -> Fact:
    return Fact(FieldState.VALUE, desk.cases.parse_value(kind, field, text, None))


def test_a_new_case_starts_with_an_empty_patient_and_question(desk: Desk) -> None:
    case = desk.cases.open(desk.cases.create("A new case"))
    assert [entry.kind for entry in case.entries] == ["identity", "question"]
    assert all(not entry.facts for entry in case.entries)


def test_a_fact_is_there_after_reopening_the_store(tmp_path: Path) -> None:
    first = open_desk(tmp_path / "store")
    case_id = first.cases.create()
    _, specimen = first.cases.add_entry(case_id, "specimen")
    first.cases.set_fact(case_id, specimen, "ki67", typed(first, "specimen", "ki67", "> 90"))
    first.close()
    second = open_desk(tmp_path / "store")
    fact = second.cases.open(case_id).entry(specimen).fact("ki67")
    assert second.cases.show_value("specimen", "ki67", fact) == "> 90 %"
    second.close()


def test_undo_says_what_it_takes_back_and_survives_a_restart(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "store")
    case_id = desk.cases.create()
    _, specimen = desk.cases.add_entry(case_id, "specimen")
    for text in ("72", "55"):
        desk.cases.set_fact(case_id, specimen, "ki67", typed(desk, "specimen", "ki67", text))
    desk.close()
    desk = open_desk(tmp_path / "store")
    assert desk.cases.undo_words(case_id) == "Ki-67 index: 55 % → 72 %"
    case = desk.cases.undo(case_id)
    assert case is not None
    assert desk.cases.show_value("specimen", "ki67", case.entry(specimen).fact("ki67")) == "72 %"
    assert desk.cases.redo_words(case_id) == "Ki-67 index: 72 % → 55 %"
    desk.close()


def test_there_is_nothing_to_undo_in_a_case_nobody_touched(desk: Desk) -> None:
    case_id = desk.cases.create()
    assert desk.cases.undo_words(case_id) == ""
    assert desk.cases.undo(case_id) is None
    assert desk.cases.redo(case_id) is None


def test_a_change_that_contradicts_the_history_is_refused_and_nothing_is_written(desk: Desk) -> None:
    case_id = desk.cases.create()
    _, first = desk.cases.add_entry(case_id, "specimen")
    desk.cases.set_entry_time(case_id, first, PartialDate(2024, 5))
    _, second = desk.cases.add_entry(case_id, "course")
    desk.cases.set_entry_time(case_id, second, PartialDate(2024, 6))
    before = desk.cases.open(case_id)
    with pytest.raises(CaseRefused):
        desk.cases.move_entry(case_id, second, first)
    assert desk.cases.open(case_id) == before


def test_an_entry_given_an_earlier_date_moves_to_its_place_in_time(desk: Desk) -> None:
    case_id = desk.cases.create()
    _, first = desk.cases.add_entry(case_id, "specimen")
    desk.cases.set_entry_time(case_id, first, PartialDate(2024, 5))
    _, second = desk.cases.add_entry(case_id, "study")
    case = desk.cases.set_entry_time(case_id, second, PartialDate(2023, 1))
    order = [entry.id for entry in case.entries]
    assert order.index(second) < order.index(first)
    assert case.entry(second).date == PartialDate(2023, 1)


def test_an_interval_after_another_event_is_kept_without_inventing_a_date(desk: Desk) -> None:
    case_id = desk.cases.create()
    _, surgery = desk.cases.add_entry(case_id, "course")
    _, relapse = desk.cases.add_entry(case_id, "progression")
    elapsed = Elapsed(surgery, Interval.point(36))
    case = desk.cases.set_entry_time(case_id, relapse, None, elapsed)
    assert case.entry(relapse).elapsed == elapsed
    assert case.entry(relapse).date is None


def test_emptying_a_field_is_not_recorded_again(desk: Desk) -> None:
    case_id = desk.cases.create()
    fact = Fact(FieldState.VALUE, Codes({"female"}))
    desk.cases.set_fact(case_id, "identity-1", "sex", fact)
    case = desk.cases.clear_fact(case_id, "identity-1", "sex")
    assert case.entry("identity-1").fact("sex") == NOT_RECORDED
    assert [change.new for change in desk.cases.history(case_id, "identity-1", "sex")]


def test_the_samples_are_taken_in_once(desk: Desk) -> None:
    assert desk.cases.load_samples() == 7
    assert desk.cases.load_samples() == 0
    assert len(desk.worklist.rows(WorklistQuery())) == 7


def test_a_file_that_is_refused_leaves_the_store_as_it_was(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"format": "enec-case-1", "id": "x", "title": "", "entries": [{"id": "a"}]}')
    plan = desk.imports.check(desk.imports.read([path]))
    with pytest.raises(EnecError, match="nothing new or changed"):
        desk.imports.write(plan)
    assert desk.worklist.rows(WorklistQuery()) == []


def test_the_worklist_shows_what_the_assessment_found(desk: Desk) -> None:
    desk.cases.load_samples()
    desk.summaries.refresh("vest-2022-lcnec-liver-55m")
    row = next(
        row for row in desk.worklist.rows(WorklistQuery(text="liver")) if row.case_id.startswith("vest")
    )
    assert row.moment == "first-line systemic treatment"
    assert row.diagnosis.startswith("neuroendocrine carcinoma")
    assert row.stage == "M1"


def test_an_assessment_is_kept_whole(desk: Desk, tmp_path: Path) -> None:
    desk.cases.load_samples()
    case_id = "vest-2022-lcnec-liver-55m"
    assessment = desk.assessments.assess(desk.cases.open(case_id))
    assert desk.assessments.keep(case_id, assessment) == 1
    kept = desk.assessments.kept(case_id)
    assert [one.input_hash for one in kept] == [assessment.input_hash]


def test_a_birth_date_becomes_an_age_at_the_day_of_the_board(desk: Desk) -> None:
    case_id = desk.cases.create()
    born = Fact(FieldState.VALUE, PartialDate(1945, 7, 14))
    case = desk.cases.set_fact(case_id, "identity-1", "birth_date", born)
    from enec_desktop.domain.time import OnDate

    seen = {fact.name: fact for fact in desk.assessments.assess(case, OnDate(date(2026, 11, 24))).facts}
    assert seen["patient.age"].words == "81 years"


def test_history_and_time_of_saving_are_told_by_the_clock_that_dates_the_journal(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=8))
    clock = datetime(2026, 11, 24, 1, 42, tzinfo=zone)
    with open_store(tmp_path / "store", vocabulary(), clock) as store:
        cases = CaseDesk(vocabulary(), lambda: store, lambda: clock, "Li", tmp_path)
        case_id = cases.create()
        cases.set_fact(case_id, "identity-1", "name", Fact(FieldState.VALUE, "陈"), "as on the card")
        cases.undo(case_id)
        assert cases.saved_at(case_id) == clock
        assert f"{cases.saved_at(case_id):%d-%b %H:%M}" == "24-Nov 01:42"
        first, back = cases.history(case_id, "identity-1", "name")
        assert f"{first.when:%d-%b %H:%M}" == "24-Nov 01:42"
        assert (first.who, first.reason, first.new.value) == ("Li", "as on the card", "陈")
        assert (back.old.value, back.new, back.undoes) == ("陈", NOT_RECORDED, 2)
