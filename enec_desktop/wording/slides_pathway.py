"""The slide of the pathway map."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.content import Section
from enec_desktop.domain.slides import PATHWAY, Slide
from enec_desktop.wording.board import Board
from enec_desktop.wording.pathway import FOR_SLIDES, pathway_picture


def pathway_slides(board: Board) -> Iterator[Slide]:
    """Where on the pathway this is."""
    picture = pathway_picture(board.assessment, board.knowledge, FOR_SLIDES)
    yield Slide(PATHWAY, Section("pathway", "Where on the pathway", (picture,) if picture else ()))
