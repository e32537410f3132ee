"""Treatment so far as a table, progressions with their clocks, and decisions on earlier questions."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.case import Entry, Fact, FieldState
from enec_desktop.domain.content import (
    Block,
    Bullets,
    Heading,
    Mark,
    Paragraph,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.domain.decision import question_before
from enec_desktop.domain.shown import show_fact
from enec_desktop.wording.board import Board
from enec_desktop.wording.entries import lesions, title_of
from enec_desktop.wording.facts import NOT_RECORDED, entry_name, grouped_rows, when_words
from enec_desktop.wording.phrases import seen_words
from enec_desktop.wording.summary_decision import earlier_blocks

_TOXICITY = ("worst_toxicity", "toxicity_grade", "immune_event_organ", "immune_event_grade")
HEADER = ("Line, setting", "Treatment", "Dates", "Cycles", "Response", "Worst toxicity", "Reason stopped")


def treatment_sections(board: Board) -> tuple[Section, ...]:
    """Treatment to date, progressions with their intervals, decisions on earlier questions."""
    return (
        Section("treatment", "Treatment to date", _treatment(board)),
        Section("progressions", "Progressions and relapses", _progressions(board)),
        Section("follow-up", "Follow-up", tuple(_follow_ups(board))),
        Section("earlier", "Decisions on earlier questions", tuple(_earlier(board))),
    )


def _treatment(board: Board) -> tuple[Block, ...]:
    courses = board.of_kind("course")
    listed = board.text(board.question, "question", "treatments_listed", "All treatment so far is listed")
    if not courses:
        none = Sentence("No course of treatment is recorded.", mark=Mark.NONE)
        return (Paragraph((none,)), Rows((listed,)))
    rows = tuple(
        tuple(Sentence(text, rests=(entry.id,)) for text in _course(board, entry)) for entry in courses
    )
    return (Table(HEADER, rows), Rows((listed,)))


def _course(board: Board, entry: Entry) -> Iterator[str]:
    yield _joined(board, entry, ("line", "setting"))
    name = entry_name(entry, board.vocabulary)
    stated = entry.fact("regimen_as_stated").value
    yield f"{name}: {stated}" if isinstance(stated, str) else name
    last = _words(board, entry, "last_dose")
    running = entry.fact("ongoing").value == frozenset({"yes"})
    end = "running" if running else f"last dose {last}" if last else "last dose not recorded"
    start = when_words(entry, board.known, board.vocabulary)
    yield f"{start}; {end}" if _has_doses(entry) else start
    yield _words(board, entry, "cycles") or (NOT_RECORDED if _has_doses(entry) else "does not apply")
    yield _joined(board, entry, ("best_response", "residual"))
    yield _joined(board, entry, _TOXICITY)
    yield _joined(board, entry, ("reason_stopped", "repeatable"), {"repeatable": "can be given again: "})


def _has_doses(entry: Entry) -> bool:
    """Whether a course has cycles and a last dose; an operation has neither."""
    return entry.fact("modality").value not in (
        frozenset({"surgery"}), frozenset({"endoscopic_resection"}), frozenset({"procedure"}),
    )  # fmt: skip


def _joined(board: Board, entry: Entry, names: tuple[str, ...], before: dict[str, str] | None = None) -> str:
    told = [(before or {}).get(name, "") + words for name in names if (words := _words(board, entry, name))]
    return ", ".join(told) or NOT_RECORDED


def _words(board: Board, entry: Entry, name: str) -> str:
    fact: Fact = entry.fact(name)
    if fact.state is FieldState.NOT_RECORDED:
        return ""
    words = show_fact(board.kind("course").fields[name], fact)
    return f"line {words}" if name == "line" else words


def _progressions(board: Board) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for entry in board.of_kind("progression"):
        blocks.append(Heading(title_of(board, entry), 3))
        rows = grouped_rows(entry, board.kind("progression"))
        blocks += [Rows(tuple(rows))] if rows else []
        blocks += lesions(board, board.case.parts_of(entry.id))
    clocks = [one for one in board.assessment.facts if one.name.startswith("clock.")]
    if blocks and clocks:
        blocks.append(Heading("Intervals up to the last one, as stated or from dates", 3))
        blocks.append(Bullets(tuple(Sentence(seen_words(one) + ".", (one.name,)) for one in clocks)))
    return tuple(blocks)


def _follow_ups(board: Board) -> Iterator[Block]:
    for entry in board.of_kind("follow_up"):
        yield Heading(title_of(board, entry), 3)
        yield Rows(tuple(grouped_rows(entry, board.kind("follow_up"))))


def _earlier(board: Board) -> Iterator[Block]:
    """Other decisions: on earlier questions, and versions that an amendment of today's replaces."""
    now = board.decision
    same = question_before(board.case, now.id) if now is not None else ""
    for entry in board.of_kind("decision"):
        if entry is not now:
            amended = now is not None and question_before(board.case, entry.id) == same
            name = "Earlier version of this decision" if amended else "Decision"
            yield Heading(f"{name} · {when_words(entry, board.known, board.vocabulary)}", 3)
            yield from earlier_blocks(board, entry)
