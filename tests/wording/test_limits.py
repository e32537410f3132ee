"""Wherever advice stands: for whom it is, what it is not, and how old the knowledge behind it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Mark
from enec_desktop.domain.time import AfterEvent
from enec_desktop.wording.limits import limits_section, use_line
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import DEMOS, shipped, stored
from tests.wording.boards import POINTS, demo_page, section, sentences

EDITION = replace(shipped().edition, version="2026.1", date="2026-11-22", review_by="2027-11-22")
SLOTS = (
    "multidisciplinary team trained in oncology",
    "Not for patients, not for emergencies",
    "does not replace",
    "confirmed by histology",
    "Doses stand nowhere but as printed",
    "Not a certified medical device",
    "borrowed from other neuroendocrine carcinomas",
)
"""What advice has to say of itself (reliability, wording limits 1, 2, 6 and 7)."""


@pytest.mark.parametrize(
    ("today", "mark", "words"),
    [
        (date(2027, 11, 22), Mark.NONE, "next review 22-Nov-2027."),
        (date(2027, 11, 23), Mark.CAUTION, "next review 22-Nov-2027: overdue, check current sources."),
    ],
)
def test_from_the_day_after_its_review_the_knowledge_is_called_overdue(
    today: date, mark: Mark, words: str
) -> None:
    line = use_line(EDITION, today)
    assert line.mark is mark
    assert line.text.endswith(words)
    assert "Knowledge 2026.1 of 22-Nov-2026" in line.text
    rows = [one for block in limits_section(EDITION, today).blocks for one in sentences_of(block)]
    assert [one.mark for one in rows if "22-Nov-2027" in one.text] == [mark]


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_screen_and_paper_say_for_whom_and_what_advice_is(name: str, point: str, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "store")
    _, sections = desk.assessments.read(stored(DEMOS, name), AfterEvent(point))
    screen = " ".join(one.text for one in sentences([sections[-1]]))
    paper = " ".join(one.text for one in sentences([section(demo_page(name, point), "limits")]))
    for slot in SLOTS:
        assert slot in screen, slot
        assert slot in paper, slot
