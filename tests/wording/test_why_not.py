"""Why not: every option that does not stand says which of its conditions fail, with the fact seen."""

from __future__ import annotations

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Bullets, Card
from enec_desktop.domain.time import AfterEvent
from enec_desktop.paths import resources


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("store"))


def cards(desk: Desk, name: str, event: str | None = None) -> dict[str, Card]:
    """The cards of what is not for this situation, by option."""
    case = desk.cases.read_file(resources() / "demo" / f"{name}.json")
    found = desk.assessments.assess(case, AfterEvent(event) if event else None)
    sections = desk.assessments.sections(found)
    holders = [
        block
        for section in sections
        for block in section.blocks
        if isinstance(block, Card) and block.id.endswith("/not-here")
    ]
    return {
        card.id.rpartition("/")[2]: card
        for holder in holders
        for card in holder.folded
        if isinstance(card, Card)
    }


def told(card: Card) -> str:
    return " ".join(item.text for block in card.body if isinstance(block, Bullets) for item in block.items)


def test_every_option_of_the_knowledge_either_stands_or_says_why_not(desk: Desk) -> None:
    case = desk.cases.read_file(resources() / "demo" / "vest-2022-lcnec-liver-55m.json")
    (view,) = desk.assessments.assess(case).moments
    standing = {one.id for group in view.groups for one in group.options}
    why_not = cards(desk, "vest-2022-lcnec-liver-55m")
    assert standing | set(why_not) == set(desk.knowledge.base.options)
    assert not standing & set(why_not)


def test_each_reason_names_a_condition_that_fails_and_what_was_seen(desk: Desk) -> None:
    for name, card in cards(desk, "vest-2022-lcnec-liver-55m").items():
        assert "Does not hold: " in told(card), name
        assert "(here: " in told(card), name
        assert card.folded, name


def test_adjuvant_treatment_is_not_for_a_patient_with_untouched_liver_metastasis(desk: Desk) -> None:
    # Vest 2022: large cell NEC with liver metastasis, no treatment yet (CT1-007: first line).
    said = told(cards(desk, "vest-2022-lcnec-liver-55m")["adjuvant-chemotherapy"])
    assert "Question of the day: after surgery: adjuvant treatment?" in said
    assert "here: first-line systemic treatment" in said


def test_an_option_that_stands_low_says_what_would_place_it_higher(desk: Desk) -> None:
    case = desk.cases.read_file(resources() / "demo" / "vest-2022-lcnec-liver-55m.json")
    (view,) = desk.assessments.assess(case).moments
    low = {one.id: one for group in view.groups for one in group.options if one.why_not is not None}
    assert "pd1-monotherapy" in low  # against in first line, placed later by the article (IO claims)
    for one in low.values():
        assert one.why_not is not None and one.why_not.answer is False
