"""What another edition changes, in content blocks and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Section, Sentence, Table
from enec_desktop.domain.replay import AdviceChange, CaseReplay, Replay


def replay_section(replay: Replay) -> Section:
    """The cases whose advice changes, what changes in each and by which rows."""
    return Section("replay", "The stored cases under another edition", tuple(_blocks(replay)))


def replay_document(replay: Replay) -> dict[str, object]:
    """The same as plain JSON values."""
    return {"format": "enec-replay-1", **asdict(replay)}


def _blocks(replay: Replay) -> Iterator[Block]:
    changed = {one.case_id for one in replay.changed} | set(replay.waiting)
    said = [
        Sentence(f"{replay.before} against {replay.after}."),
        Sentence(
            f"The advice changes in {len(changed)} of {replay.cases} cases ({replay.points} points in time).",
            strong=True,
        ),
    ]
    if replay.cancelled:
        said.append(
            Sentence("Stopped before the last case: the others were not looked at.", mark=Mark.CAUTION)
        )
    yield Paragraph(tuple(said))
    if replay.edited:
        yield Heading(f"Edited: {len(replay.edited)}", 3)
        yield Bullets(tuple(Sentence(one) for one in replay.edited))
    else:
        yield Paragraph((Sentence("No row, table, fact or option differs."),))
    for case in replay.changed:
        yield Heading(f"{case.title or case.case_id} ({case.case_id}), {case.at}", 3)
        yield Table(("What", "Before", "After", "By"), tuple(_line(one, case) for one in case.changes))
    if replay.waiting:
        yield Heading("Not told", 3)
        waits = "the board says its intent before it sees the advice"
        yield Bullets(tuple(Sentence(f"{one}: {waits}", mark=Mark.ASK) for one in replay.waiting))
    if replay.refused:
        yield Heading("Not assessed", 3)
        yield Bullets(tuple(Sentence(f"{one}: {why}", mark=Mark.CAUTION) for one, why in replay.refused))


def _line(change: AdviceChange, case: CaseReplay) -> tuple[Sentence, ...]:
    several = len({one.moment for one in case.changes if one.moment}) > 1
    where = f" ({change.moment})" if several and change.moment else ""
    return (
        Sentence(f"{change.title}: {change.what}{where}"),
        Sentence(change.before),
        Sentence(change.after),
        Sentence(", ".join(change.rows) or "an edit elsewhere"),
    )
