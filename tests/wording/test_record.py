"""The assessment as JSON: whole, stable, and saying the same as screen and text."""

import json
import re

import pytest

from enec_desktop.domain.assessment import Assessment, Clearance
from enec_desktop.domain.content import Card, Section
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.options import CLEARANCE, standing_words
from enec_desktop.wording.plain import section_text
from enec_desktop.wording.record import FORMAT, assessment_document
from tests.assessing import DEMOS, assessed, shipped
from tests.wording.boards import POINTS

Told = set[tuple[str, str, str, str]]


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_screen_text_and_json_place_the_same_options(name: str, point: str) -> None:
    found = assessed(DEMOS, name, point)
    assert _on_screen(found) == _as_text(found) == _as_json(found)


def _placed(found: Assessment) -> list[Section]:
    """The options that stand; those that do not have a section of their own."""
    return [one for one in assessment_sections(found, shipped()) if one.id.startswith("options/")]


def _on_screen(found: Assessment) -> Told:
    cards = [block for one in _placed(found) for block in one.blocks if isinstance(block, Card)]
    return {_told(card.title, card.tags[0].text, card.tags[3].text) for card in cards}


HEAD = re.compile(r"^  \* (?:.*\n)(?:      .*\n)*", re.M)
TAGS = re.compile(
    r"(?P<title>.*?): (?P<standing>[a-z ]+ · (?:certain|possible if …)) \| .*?"
    r" \| for \d+ · against \d+ \| (?P<rest>.*)"
)


def _as_text(found: Assessment) -> Told:
    whole = "\n".join(section_text(one) for one in _placed(found))
    told = set()
    for head in HEAD.findall(whole + "\n"):
        match = TAGS.match(" ".join(head.removeprefix("  * ").split()))
        assert match, head
        words = next(text for text, _ in CLEARANCE.values() if text in match["rest"])
        told.add(_told(match["title"], match["standing"], words))
    return told


def _as_json(found: Assessment) -> Told:
    document = json.loads(json.dumps(assessment_document(found), allow_nan=False))
    clearances = {clearance.value: text for clearance, (text, _) in CLEARANCE.items()}
    return {
        _told(
            option["title"],
            f"{option['standing']} · {'certain' if option['certainty'] == 'certain' else 'possible if …'}",
            clearances[option["clearance"]],
        )
        for view in document["moments"]
        for group in view["groups"]
        for option in group["options"]
    }


def _told(title: str, standing: str, clearance: str) -> tuple[str, str, str, str]:
    words = next(one for one, (text, _) in CLEARANCE.items() if text == clearance)
    placed, _, certain = standing.partition(" · ")
    return title, placed, certain, words.value


def test_the_document_is_plain_json_and_equal_for_equal_assessments() -> None:
    found = assessed(DEMOS, *POINTS[0])
    assert json.dumps(assessment_document(found), allow_nan=False) == json.dumps(assessment_document(found))
    assert assessment_document(found)["format"] == FORMAT


def test_a_fact_seen_stands_once_and_is_named_by_its_number() -> None:
    document = assessment_document(assessed(DEMOS, *POINTS[0]))
    seen = document["seen"]
    assert len({json.dumps(one, sort_keys=True) for one in seen}) == len(seen)
    assert all(0 <= number < len(seen) for number in document["facts"])
    assert seen[document["facts"][0]]["name"] == assessed(DEMOS, *POINTS[0]).facts[0].name


def test_codes_are_sorted_and_an_open_interval_keeps_its_end() -> None:
    seen = assessment_document(assessed(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-first-decision"))["seen"]
    assert all(one["values"] == sorted(one["values"]) for one in seen if isinstance(one["values"], list))
    age = next(one for one in seen if one["name"] == "patient.age")
    assert age["values"] == {"from": 70, "to": 79}


def test_every_clearance_has_its_own_words() -> None:
    assert set(CLEARANCE) == set(Clearance)
    assert len({text for text, _ in CLEARANCE.values()}) == len(Clearance)
    option = assessed(DEMOS, *POINTS[0]).moments[0].groups[0].options[0]
    assert standing_words(option).startswith(option.standing)
