"""The slide of the pathway map."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.content import Section
from enec_desktop.wording.board import Board
from enec_desktop.wording.pathway import pathway_picture


def pathway_slides(board: Board) -> Iterator[Section]:
    """Where on the pathway this is."""
    picture = pathway_picture(board.assessment, board.knowledge)
    yield Section("pathway", "Where on the pathway", (picture,) if picture else ())
