"""Slides laid out: every page fits its screen, no type is below the floor, and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Picture
from enec_desktop.paths import resources
from enec_desktop.ui.projector.look import MARGIN, SlideLook
from enec_desktop.ui.projector.pages import pages_of
from enec_desktop.ui.projector.text import Setting, shown_refs
from enec_desktop.ui.theme import Theme
from enec_desktop.wording.summary_sources import sentences_of
from tests.wording.test_slides import demo

FLOOR = 18.0
HEADED = 190.0
"""Points that head, title and foot take of a slide at most, with a question of two lines."""


@pytest.mark.parametrize(("wide", "tall"), [(1366, 768), (1920, 1080), (1024, 768)])
@pytest.mark.parametrize("name", ["takagi-2021-ip-toxicity-nivo-rt", "takeshita-2000-emr-m3"])
def test_every_page_fits_and_every_word_stands_on_one(
    qapp: QApplication, tmp_path: Path, name: str, wide: int, tall: int
) -> None:
    desk = open_desk(tmp_path)
    Theme(qapp, desk.tokens, resources() / "fonts")  # the fonts that are shipped
    slides = demo(name)
    look = SlideLook(desk.tokens, dark=True, width=wide, height=tall)
    room = look.tall - look.px(HEADED)
    for slide in slides.slides:
        pages = pages_of(slide.section, Setting(look, slides.cited), look.wide - look.px(2 * MARGIN), room)
        assert all(one.points >= FLOOR for one in pages)
        assert all(top + strip.height <= room + 1 for one in pages for top, strip in one.strips)
        assert [(one.number, one.count) for one in pages] == [
            (n, len(pages)) for n in range(1, len(pages) + 1)
        ]
        said = "\n".join(one.text for one in pages)
        for block in slide.section.blocks:
            for sentence in () if isinstance(block, Picture) else sentences_of(block):
                assert sentence.text in said


def test_the_first_ids_follow_a_sentence_and_all_of_them_when_asked_for(tmp_path: Path) -> None:
    look = SlideLook(open_desk(tmp_path).tokens, dark=True, width=1366, height=768)
    cited = frozenset({"CT1-014", "CT1-015", "D55", "D87"})
    refs = ("CT1-014", "CT1-015", "D55", "D87", "fitness.ecog", "folfox/first-line")
    assert shown_refs(refs, Setting(look, cited)).endswith("D55 +1")
    assert shown_refs(refs, Setting(look, cited, all_refs=True)).endswith("D55 D87")
