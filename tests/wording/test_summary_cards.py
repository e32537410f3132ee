"""The options printed as cards tell what the screen tells: to-do, harm, trials, labels; no id of a rule."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from enec_desktop.domain.assessment import Done, OptionView
from enec_desktop.domain.content import Card, Heading, Page
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel
from enec_desktop.wording.options import CLEARANCE, option_card
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import DEMOS, assessed, shipped
from tests.wording.boards import POINTS, demo_page, section, sentences


def cards(page: Page) -> dict[str, Card]:
    return {one.id: one for one in section(page, "options").blocks if isinstance(one, Card)}


def views(name: str, point: str) -> dict[str, OptionView]:
    found = assessed(DEMOS, name, point).moments
    return {one.id: one for view in reversed(found) for group in view.groups for one in group.options}


def words(card: Card) -> str:
    return " ".join(one.text for block in card.body for one in sentences_of(block))


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_a_card_tells_trials_labels_and_harm_of_its_treatment(name: str, point: str) -> None:
    for id, card in cards(demo_page(name, point)).items():
        option, told = views(name, point)[id], words(card)
        assert option.kind is OptionKind.TREATMENT
        assert "Toxicity:" in told or set(option.toxicity) <= set(option.expect)
        for trial in option.trials:
            one = shipped().trials[trial]
            assert one.identifier in told and f"{one.state} as of {one.as_of}" in told
        assert option.trials or "names no trial" in told
        for label in option.labels:
            assert f"{label.state} (text of {label.dated}" in told
        for one in option.alerts:
            assert one.text in told or one.level != SafetyLevel.WATCH or not one.fires


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_every_check_of_a_card_stands_on_paper_with_its_state(name: str, point: str) -> None:
    for id, card in cards(demo_page(name, point)).items():
        told = words(card)
        for check in views(name, point)[id].to_do:
            if check.state is Done.TO_DO or not check.seen:
                assert check.text.removesuffix(".") in told
            for seen in check.seen:
                assert seen.label in told
                assert check.state is not Done.DONE or seen.on is None or seen.on.shown() in told


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_paper_and_screen_give_an_option_one_clearance(name: str, point: str) -> None:
    for id, card in cards(demo_page(name, point)).items():
        said, mark = CLEARANCE[views(name, point)[id].clearance]
        assert (said, mark) == (card.tags[2].text, card.tags[2].mark)


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_paper_shows_no_id_that_its_lists_do_not_name(name: str, point: str) -> None:
    page, base = demo_page(name, point), shipped()
    told = list(sentences((*page.first, *page.rest)))
    for ref in {ref for one in told for ref in one.refs}:
        assert ref in base.claims or ref in base.discrepancies or ref in base.sources, ref
    raw = [
        one.text
        for one in told
        if re.search(r"\b(fitness|clock|reaction|moment|safety)[./][a-z]+_?", one.text)
    ]
    assert raw == []


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_no_heading_of_the_basis_stands_over_nothing(name: str, point: str) -> None:
    for part in demo_page(name, point).rest:
        for above, below in pairwise((*part.blocks, None)):
            assert not isinstance(above, Heading) or (below and not isinstance(below, Heading)), above


def test_a_reason_that_may_not_apply_says_so_before_it_is_read() -> None:
    page = demo_page("humpath-incidental-net-g1-71f", "q-after-endoscopic-resection")
    told = [one.text for one in sentences(page.rest) if "Vessel invasion is on record" in one.text]
    start = "Only if it applies, which is not known (Lymphovascular invasion): "
    assert told and all(text.startswith(start) for text in told)


def test_a_limit_that_cannot_be_judged_yet_says_so_before_what_holds_if_it_is_met() -> None:
    first = views("vest-2022-lcnec-liver-55m", "q-first-decision")["cisplatin-etoposide"]
    card = option_card(first, "first_line", shipped())
    told = [one.text for block in card.folded for one in sentences_of(block)]
    severe = "A severe reaction to a platinum drug is on record."
    start = "Cisplatin, stop, cannot say yet: needs Severe reaction to a platinum drug before. If it is met: "
    assert any(one.startswith(start + severe) for one in told)
