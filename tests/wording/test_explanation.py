"""The tree behind a verdict: three answers in words, the value seen, its date and source."""

from enec_desktop.domain.assessment import Explanation
from enec_desktop.domain.content import Bullets, Mark
from enec_desktop.engine.phrases import explain
from enec_desktop.wording.explanation import explanation_blocks
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import course, facts, judged, listed, nec, shipped, shown
from tests.builders import entry


def lines(explanation: Explanation) -> list[str]:
    bullets = next(one for one in explanation_blocks(explanation) if isinstance(one, Bullets))
    return [one.text for one in bullets.items]


def first_row(*entries: dict[str, object]) -> Explanation:
    env = facts(*entries)
    rows = {row.id: row for row in shipped().options["cisplatin-etoposide"].verdicts}
    return explain(rows["cisplatin-etoposide/first-line-nec"].when, env)


METASTATIC = (nec(), entry("staging", prefix="c", edition="ajcc8", m="M1"), listed())


def test_a_rule_that_holds_shows_every_value_it_saw() -> None:
    told = lines(first_row(*METASTATIC))
    assert told[0] == "all of these (holds):"
    assert "Class of the tumour (WHO 2019): neuroendocrine carcinoma (NEC): holds." in told[2]
    assert told[1].startswith("\u00a0")


def test_a_rule_that_does_not_hold_says_what_is_recorded_instead() -> None:
    told = lines(
        first_row(nec(stated_class="net_g2", cell_type="none", differentiation="well"), *METASTATIC[1:])
    )
    assert told[0] == "all of these (does not hold):"
    assert any("does not hold. Recorded: Class of the tumour" in line for line in told)


def test_a_missing_fact_is_not_known_and_marked_to_ask() -> None:
    env = facts(*METASTATIC)
    agent = shipped().agents["cisplatin"]
    row = next(one for one in agent.rows if one.id == "safety/cisplatin/renal")
    bullets = explanation_blocks(explain(row.when, env))[1]
    assert isinstance(bullets, Bullets)
    assert "not known. Creatinine clearance: not recorded." in bullets.items[0].text
    assert bullets.items[0].mark is Mark.ASK


def test_a_table_of_which_no_row_is_reached_does_not_say_that_something_does_not_hold() -> None:
    (view,) = [one for one in judged(*METASTATIC).staging if one.name == "tumour.t"]
    (lead,) = sentences_of(explanation_blocks(view.explanation)[0])
    assert lead.text == "Cannot say: what is recorded reaches no row of this table."
    assert lead.mark is Mark.ASK and lead.refs


def test_a_value_has_its_date_and_source() -> None:
    kidney = entry(
        "fitness", creatinine_clearance={"value": 40, "unit": "mL/min", "on": "2026-11-20", "source": "lab 7"}
    )
    row = shipped().agents["cisplatin"].rows[0]
    (line,) = lines(explain(row.when, facts(*METASTATIC[:2], kidney, listed())))
    assert "Recorded: Creatinine clearance: 40 mL/min (20-Nov-2026, lab 7)." in line


def test_the_tree_of_a_verdict_shown_can_be_opened() -> None:
    found = judged(*METASTATIC[:2], course("ep", "EP"), listed())
    for option in shown(found, "cisplatin-etoposide"):
        assert all(lines(verdict.explanation) for verdict in option.verdicts)


def test_what_only_one_possible_question_supposes_is_never_told_as_recorded() -> None:
    found = judged(nec(), entry("staging", prefix="c", edition="ajcc8", t="T1a"))
    assert len(found.moments) > 1
    supposed = [
        line
        for view in found.moments
        for group in view.groups
        for option in group.options
        for verdict in option.verdicts
        for line in lines(verdict.explanation)
        if "N category: " in line
    ]
    assert any("Supposed here: N category: N0." in line for line in supposed)
    assert not any("Recorded: N category" in line for line in supposed)
