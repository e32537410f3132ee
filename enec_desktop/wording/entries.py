"""Entries of a case in words: their titles, and lesions one sentence each."""

from __future__ import annotations

from enec_desktop.domain.case import Entry, FieldState
from enec_desktop.domain.content import Block, Bullets, Sentence
from enec_desktop.domain.shown import show_fact
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import NOT_RECORDED, entry_name, remarks, when_words


def title_of(board: Board, entry: Entry, number: str = "") -> str:
    """ "Specimen 2 · surgical specimen · 12-Mar-2026": kind, name and time of an entry."""
    kind = board.kind(entry.kind).label
    name = entry_name(entry, board.vocabulary)
    parts = [f"{kind} {number}".strip(), name if name != kind else ""]
    return " · ".join([*(part for part in parts if part), when_words(entry, board.known, board.vocabulary)])


def lesions(board: Board, entries: tuple[Entry, ...]) -> tuple[Block, ...]:
    """Lesions one below the other, those known at the point only."""
    known = {entry.id for entry in board.known}
    items = tuple(lesion_sentence(board, entry) for entry in entries if entry.id in known)
    return (Bullets(items),) if items else ()


def lesion_sentence(board: Board, entry: Entry) -> Sentence:
    """A lesion in one sentence: "lymph node: left hilar; malignant or called metastasis; 12 mm".

    Each with its date, source and remark: "whether the node is regional is not said" decides what is asked.
    """
    fields = board.kind("lesion").fields
    told = [
        ("number " if name == "number" else "") + show_fact(fields[name], fact) + remarks(fact, entry.date)
        for name in ("station", "regional", "finding", "proof", "size", "number")
        if (fact := entry.fact(name)).state is not FieldState.NOT_RECORDED
    ]
    if _open_node(entry):
        told.append("regional or distant: not recorded")
    words = f"{entry_name(entry, board.vocabulary)}: {'; '.join(told) or NOT_RECORDED}"
    return Sentence(words, rests=(entry.id,))


def _open_node(entry: Entry) -> bool:
    node = entry.fact("organ").value == frozenset({"lymph_node"})
    return node and entry.fact("regional").value is None
