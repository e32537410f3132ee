"""Whether a case is ready for the board: five gates, who sees to what, the hardest first; rules are data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.assessment import Place
from enec_desktop.domain.case import Answer, Case, Fact, FieldState
from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.mattering import Reason
from enec_desktop.domain.readiness import Hardness, Light, Readiness
from enec_desktop.domain.time import PartialDate
from enec_desktop.knowledge.board_files import read_readiness_rules
from enec_desktop.paths import resources
from tests.builders import case, codes, entry, vocabulary

FILE = resources() / "board" / "readiness.toml"
PASSING = {
    "wishes": entry("preferences", goals="To see the spring"),
    "fitness": entry("fitness", ecog="1", comorbidity="none known", weight=70),
    "presentation": entry("presentation", dysphagia="2"),
}
ASKED = entry("question", question="Surgery after chemotherapy?")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("store"))


def ready(**other: Case | dict[str, object]) -> Case:
    return case(ASKED, *PASSING.values(), *other.values(), id="ready")  # type: ignore[arg-type]


def open_gates(found: Readiness) -> list[str]:
    return [one.gate.id for one in found.gates]


def test_an_empty_case_has_no_question_and_every_gate_open(desk: Desk) -> None:
    found = desk.readiness.of(case(entry("question")))
    assert found.light is Light.NO_QUESTION
    assert open_gates(found) == ["goals", "ecog", "comorbidity", "dysphagia", "nutrition"]


def test_a_question_and_five_answers_make_a_case_ready(desk: Desk) -> None:
    found = desk.readiness.of(ready())
    assert (found.light, found.gates, found.lane) == (Light.READY, (), "discuss")
    assert set(found.lane_claims) <= desk.knowledge.base.claims.keys()


@pytest.mark.parametrize(
    ("fact", "light"),
    [
        (codes("2"), Light.READY),
        (Fact(), Light.ASKS),
        (Fact(FieldState.UNKNOWN), Light.ASKS),
        (Fact(FieldState.UNKNOWN, note="seen by phone only"), Light.READY),
        (Fact(FieldState.NOT_DONE, note="  "), Light.ASKS),
        (Fact(FieldState.PENDING, note="clinic on Monday"), Light.READY),
        (Fact(note="asked the ward"), Light.ASKS),
    ],
)
def test_a_gate_wants_a_value_or_a_reason_why_there_is_none(desk: Desk, fact: Fact, light: Light) -> None:
    assert desk.readiness.of(ready().with_fact("fitness", "ecog", fact)).light is light


def test_an_open_gate_says_where_to_write_and_whether_only_the_reason_is_missing(desk: Desk) -> None:
    without = ready().with_fact("fitness", "ecog", Fact(FieldState.UNKNOWN))
    (gate,) = desk.readiness.of(without).gates
    assert (gate.place, gate.reason_missing) == (Place("fitness", "fitness", "ecog"), True)
    nowhere = desk.readiness.of(case(ASKED)).gates[1]
    assert (nowhere.place, nowhere.reason_missing) == (Place("", "fitness", "ecog"), False)


def test_every_discipline_has_its_own_list_and_each_fact_stands_once(desk: Desk) -> None:
    found = desk.readiness.of(case(ASKED, entry("specimen", cell_type="small")))
    assert {task.gate for task in found.to_do["nursing"]} >= {"goals"}
    assert {task.gate for task in found.to_do["nutrition"]} == {"nutrition"}
    fields = [(task.place.kind, task.place.field) for tasks in found.to_do.values() for task in tasks]
    assert len(fields) == len(set(fields))
    assert all(task.place.kind == "specimen" for task in found.to_do["pathology"])


def test_what_matters_and_opens_a_gate_is_one_task_of_both_reasons(desk: Desk) -> None:
    found = desk.readiness.of(case(ASKED, entry("specimen", cell_type="small"), entry("staging", m="M1")))
    (ecog,) = [one for tasks in found.to_do.values() for one in tasks if one.place.field == "ecog"]
    assert ecog.gate == "ecog"
    assert ecog.reason in (Reason.ASKED, Reason.LEADS, Reason.LIMIT)


def test_the_hardest_of_the_ready_come_first_and_those_that_wait_last(desk: Desk) -> None:
    line = entry("course", "first", regimen="EP")
    plain, waiting = desk.readiness.of(ready()), desk.readiness.of(case(ASKED, id="waiting"))
    treated = desk.readiness.of(ready(course=line))
    assert treated.count(Hardness.LINES) == 1
    placed = desk.readiness.order([waiting, plain, treated])
    assert placed[-1].readiness is waiting
    first, second = (one.readiness for one in placed[:2])
    why = placed[0].by
    assert why is not None
    assert first.count(why) > second.count(why)
    assert placed[1].by is None


def test_a_case_that_nobody_asks_anything_about_is_taken_last_however_hard_it_is(desk: Desk) -> None:
    line = entry("course", "first", regimen="EP")
    silent = desk.readiness.of(case(line, id="silent"))
    waiting, full = desk.readiness.of(case(ASKED, id="waiting")), desk.readiness.of(ready())
    assert (silent.light, waiting.light) == (Light.NO_QUESTION, Light.ASKS)
    placed = desk.readiness.order([silent, waiting, full])
    assert [one.readiness for one in placed] == [full, waiting, silent]
    assert placed[1].by is None, "it is not hardness that puts it before the next"


def test_a_question_that_nobody_put_is_the_first_thing_to_be_seen_to(desk: Desk) -> None:
    silent = desk.readiness.of(case(entry("question", "asked"), id="silent"))
    first = silent.to_do["coordination"][0]
    assert (first.place, first.gate) == (Place("asked", "question", "question"), "question")
    asked = desk.readiness.of(case(ASKED)).to_do.get("coordination", ())
    assert not [one for one in asked if one.gate == "question"]


def test_cases_alike_stay_in_the_order_of_the_agenda(desk: Desk) -> None:
    one, other = desk.readiness.of(ready()), desk.readiness.of(ready())
    placed = desk.readiness.order([other, one])
    assert [id(found.readiness) for found in placed] == [id(other), id(one)]
    assert placed[0].by is None


def test_a_contradiction_makes_hard_until_it_is_answered(desk: Desk) -> None:
    # Well differentiated beside small cell: the classification keeps them apart (CLS-001, CLS-003).
    doubted = ready(specimen=entry("specimen", cell_type="small", differentiation="well"))
    assert desk.readiness.of(doubted).count(Hardness.CONTRADICTIONS) == 1
    remarks = desk.assessments.contradictions(desk.assessments.assess(doubted))
    (remark,) = [one for one in remarks if one.level == "contradiction"]
    fact = doubted.entry(remark.entry).fact(remark.field)
    said = replace(fact, answers=(Answer(remark.text, "read again", "Dr Wang", PartialDate(2026, 11)),))
    answered = doubted.with_fact(remark.entry, remark.field, said)
    assert desk.readiness.of(answered).count(Hardness.CONTRADICTIONS) == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fitness.ecog", "fitness.ecg", '"fitness.ecg" is no field'),
        ('sees = "nursing"', 'sees = "nurses"', '"nurses" is no discipline'),
        ('decision = "coordination"', "", 'nobody sees to the chapter "decision"'),
        ('"study.tracer"', '"study.trace"', '"study.trace" is no field, group or chapter'),
        ('"lines"]', '"age"]', '"age" is no reason'),
        ('"asks", "no', '"ready", "no', '"first" names each of ready, asks, no question once'),
        ('code = "discuss"', "", '"code" is missing'),
        ('claims = ["', 'claims = ["X-', "which the knowledge does not have"),
    ],
)
def test_a_rule_that_names_what_is_not_there_is_refused_with_its_place(
    desk: Desk, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    (tmp_path / "readiness.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(KnowledgeRefused) as refused:
        read_readiness_rules(tmp_path / "readiness.toml", vocabulary(), desk.knowledge.base.claims)
    assert said in str(refused.value)
