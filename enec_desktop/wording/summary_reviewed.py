"""What the board looked at, and how it left the stage: said in words, also where nobody wrote it down."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.domain.content import Mark, Row, Sentence
from enec_desktop.wording.board import Board, joined
from enec_desktop.wording.facts import NOT_RECORDED

_UNCHANGED = frozenset({"no"})
_UNSEEN = frozenset({"not_reviewed"})


def images_rows(board: Board) -> tuple[Row, ...]:
    """Whether the images were reviewed at the meeting, and by whom; nothing where there are none."""
    return _reviewed(board, "images", "study", "Images at the meeting")


def slides_rows(board: Board) -> tuple[Row, ...]:
    """Whether the slides were reviewed at the meeting, and by whom; nothing where there are none."""
    return _reviewed(board, "slides", "specimen", "Slides at the meeting")


def stage_row(board: Board) -> Row:
    """Whether the board left the stage provisional or final, changed it, and what it holds now."""
    entry = board.decision
    parts = [
        board.part(entry, "decision.stage_left", "provisional or final", ""),
        board.part(entry, "decision.stage_changed", "changed by the board", "changed by the board:"),
        board.part(entry, "decision.stage_held", "held now", "held now:"),
    ]
    # What is held needs saying only where it may be another.
    if entry is not None and entry.fact("stage_changed").value == _UNCHANGED and not parts[2][1]:
        del parts[2]
    return _asked("Stage after the meeting", parts, f"{entry.id if entry else 'decision'}/stage_left")


def _reviewed(board: Board, what: str, of: str, label: str) -> tuple[Row, ...]:
    entry = board.decision
    parts = [
        board.part(entry, f"decision.{what}", "reviewed or not", ""),
        board.part(entry, f"decision.{what}_by", "by whom", "by"),
    ]
    if entry is not None and entry.fact(what).value == _UNSEEN and not parts[1][1]:
        del parts[1]
    if not board.of_kind(of) and not any(told for _, told in parts):
        return ()
    return (_asked(label, parts, f"{entry.id if entry else 'decision'}/{what}"),)


def _asked(label: str, parts: list[tuple[str, str]], place: str) -> Row:
    """The parts in one row, marked where one is missing; where all are, two words are enough."""
    missing = [word for word, told in parts if not told]
    if len(missing) == len(parts):
        return Row(label, Sentence(NOT_RECORDED, mark=Mark.ASK), place)
    row = joined(label, parts, place)
    return replace(row, value=replace(row.value, mark=Mark.ASK)) if missing else row
