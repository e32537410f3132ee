"""What is new in an assessment: since the last decision of the board, and with the last change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from enec_desktop.domain.case import Entry
from enec_desktop.domain.content import Block, Bullets, Card, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.domain.difference import Difference, OptionChange, Stance, ValueChange
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.wording.facts import entry_name, when_words
from enec_desktop.wording.what_if import stance_parts, stance_words

TITLE = "What is new"
CHANGED = "changed with the last entry"
_SHOWN = 6
_TO_COME = Sentence("What the advice says other than then is still being worked out.", mark=Mark.ASK)


@dataclass(frozen=True, slots=True)
class SinceDecision:
    """The last decision, the entries that came after it, and what the advice says other than it did then.

    ``change`` is None while that is still being worked out.
    """

    decision: Entry
    entered: tuple[Entry, ...]
    change: Difference | None


def news_section(
    last: Difference | None, board: SinceDecision | None, known: tuple[Entry, ...], vocabulary: Vocabulary
) -> Section:
    """What the last change brought, then what came since the last decision; without either, nothing."""
    blocks: list[Block] = []
    if last is not None:
        blocks += _of_the_last_change(last)
    if board is not None:
        when = when_words(board.decision, known, vocabulary)
        entered = [
            f"{entry_name(one, vocabulary)} ({when_words(one, known, vocabulary)})" for one in board.entered
        ]
        told = f"Entered since: {'; '.join(entered)}." if entered else "Nothing was entered since."
        blocks += [
            Heading(f"Since the decision ({when})", 4),
            Paragraph((Sentence(told, tuple(one.id for one in (board.decision, *board.entered))),)),
            *_since(board.change),
        ]
    return Section("news", TITLE, tuple(blocks))


def with_changes(sections: tuple[Section, ...], change: Difference | None) -> tuple[Section, ...]:
    """The cards of options that the last change moved, marked as such."""
    moved = {one.id for one in change.options if one.is_changed} if change is not None else set()
    if not moved:
        return sections
    return tuple(
        replace(one, blocks=tuple(_marked(block, moved) for block in one.blocks)) for one in sections
    )


def _marked(block: Block, moved: set[str]) -> Block:
    if not isinstance(block, Card) or block.id.partition("/")[2] not in moved:
        return block
    return replace(block, tags=(*block.tags, Sentence(CHANGED, (block.id,), Mark.NOTE)))


def _entry(entry: Entry, known: tuple[Entry, ...], vocabulary: Vocabulary) -> str:
    return f"{entry_name(entry, vocabulary)} ({when_words(entry, known, vocabulary)})"


def _of_the_last_change(change: Difference) -> list[Block]:
    return [
        Heading("With the last entry", 4),
        *_lines(change, "The last entry changes nothing that is said here."),
    ]


def _since(change: Difference | None) -> list[Block]:
    if change is None:
        return [Paragraph((_TO_COME,))]
    return _lines(change, "The advice says what it said then.")


def _lines(change: Difference, same: str) -> list[Block]:
    told = [*_values(change), *_options(change), *_said(change)]
    if not told:
        return [Paragraph((Sentence(same, change.values[0].refs),))]
    most = len(told) if len(told) == _SHOWN + 1 else _SHOWN
    items, rest = told[:most], told[most:]
    if rest:
        refs = tuple(dict.fromkeys(one.refs[0] for one in rest))
        items.append(Sentence(f"{len(rest)} more changes; they stand below.", refs))
    return [Bullets(tuple(items))]


def _values(change: Difference) -> Iterator[Sentence]:
    for one in change.values:
        if one.is_changed:
            yield Sentence(_turn(one), one.refs, strong=one is change.values[0])


def _turn(one: ValueChange) -> str:
    return f"{one.label}: {one.after}; before: {one.before}."


def _options(change: Difference) -> Iterator[Sentence]:
    """Tumour treatment first; under another question every option would differ, which says nothing."""
    if change.values[0].is_changed:
        said = "The options below are those of another question than before."
        yield Sentence(said, change.values[0].refs)
        return
    moved = [one for one in change.options if one.is_changed]
    for one in sorted(moved, key=lambda option: option.kind is not OptionKind.TREATMENT):
        yield Sentence(f"{one.title}: {_turned(one)}.", (one.id,))


def _turned(one: OptionChange) -> str:
    """What differs and no more: "blocked; before: not cleared"."""
    if len(one.before) == len(one.after) == 1:
        before, after = (stance_parts(side[0]) for side in (one.before, one.after))
        pairs = [(then, now) for then, now in zip(before, after, strict=True) if then != now]
        return f"{', '.join(now for _, now in pairs)}; before: {', '.join(then for then, _ in pairs)}"
    return f"{_side(one.after)}; before: {_side(one.before)}"


def _side(stances: tuple[Stance, ...]) -> str:
    return " / ".join(stance_words(stance) for stance in stances) if stances else str(Standing.NOT_HERE)


def _said(change: Difference) -> Iterator[Sentence]:
    for one in change.said:
        yield Sentence(f"New: {one.text}", one.refs, Mark.CAUTION)
    for one in change.unsaid:
        yield Sentence(f"No longer said: {one.text}", one.refs)
