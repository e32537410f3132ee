"""Board summaries for tests: of a stored case, or of a case made of a few entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Card, Page, Row, Rows, Section, Sentence
from enec_desktop.domain.time import AfterEvent, At, Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.wording.summary import Stamp, board_summary
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import DEMOS, shipped, stored
from tests.builders import case

STAMP = Stamp(41, datetime(2026, 11, 24, 11, 5), "1.2.3")
POINTS = [
    (path.stem, entry.id)
    for path in sorted(DEMOS.glob("*.json"))
    for entry in stored(DEMOS, path.stem).of_kind("question")
]


@cache
def demo_page(name: str, point: str) -> Page:
    """The summary of a published patient at one of its decision points."""
    return summary(stored(DEMOS, name), AfterEvent(point))


def page_of(*entries: dict[str, Any], stamp: Stamp = STAMP) -> Page:
    """The summary of a case of these entries with everything recorded."""
    return summary(case(*entries), Latest(), stamp)


def stored_page(folder: Path, name: str) -> Page:
    """The summary of a vignette with everything recorded."""
    return summary(stored(folder, name), Latest())


def summary(told: Case, at: At, stamp: Stamp = STAMP) -> Page:
    """The summary of a case at a point in time."""
    known = known_then(told, shipped().vocabulary, at)
    return board_summary(told, known, assess(told, shipped(), at), shipped(), stamp)


def section(page: Page, name: str) -> Section:
    """The section with this id."""
    return next(one for one in (*page.first, *page.rest) if one.id == name)


def sentences(sections: Iterable[Section]) -> Iterator[Sentence]:
    """Every sentence of these sections."""
    for one in sections:
        for block in one.blocks:
            yield from sentences_of(block)


def rows(sections: Iterable[Section]) -> dict[str, str]:
    """The labels of all rows with their text."""
    return {row.label: row.value.text for one in sections for row in _rows(one.blocks)}


def _rows(blocks: Iterable[Block]) -> Iterator[Row]:
    for block in blocks:
        if isinstance(block, Rows):
            yield from block.rows
        if isinstance(block, Card):
            yield from _rows((*block.body, *block.folded))


def text(sections: Iterable[Section]) -> str:
    """All sentences, one a line."""
    return "\n".join(sentence.text for sentence in sentences(sections))
