"""Why a rule holds, does not hold or cannot be said: the tree of its conditions with the facts seen."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Explanation, Seen
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Sentence
from enec_desktop.wording.limits import RULES
from enec_desktop.wording.phrases import told_seen

_ANSWERS = {True: "holds", False: "does not hold", None: "not known"}
_INDENT = "\u00a0" * 4
_JOINTS = ("all of these", "at least one of these", "not")
_EVERY = "always"
_NO_ROW = "Cannot say: what is recorded reaches no row of this table."


def explanation_blocks(explanation: Explanation) -> tuple[Block, ...]:
    """The tree as bullets, each part one step further in than the whole it belongs to.

    Every line says "holds", "does not hold" or "not known"; a leaf adds the value seen with its date and
    source.
    """
    if explanation.text == _EVERY and explanation.answer is False:
        # A table of which no row was reached: that nothing is recorded must not read as an answer.
        none = Sentence(_NO_ROW, explanation.refs, Mark.ASK, strong=True, rests=(RULES,))
        return (Paragraph((none,)),)
    rests = tuple(dict.fromkeys(_facts(explanation))) or (RULES,)
    lead = Sentence(f"Asked of this case: {_ANSWERS[explanation.answer]}.", strong=True, rests=rests)
    return (Paragraph((lead,)), Bullets(tuple(_lines(explanation, 0))))


def _lines(one: Explanation, depth: int) -> Iterator[Sentence]:
    while one.text in _JOINTS[:2] and len(one.parts) == 1:
        one = one.parts[0]
    yield _line(one, depth)
    for part in one.parts:
        yield from _lines(part, depth + 1)


def _line(one: Explanation, depth: int) -> Sentence:
    joint = one.text in _JOINTS
    text = f"{_INDENT * depth}{one.text}{'' if joint else ':'} {'(' if joint else ''}{_ANSWERS[one.answer]}"
    text += ")" if joint else "."
    refs, rests = tuple(dict.fromkeys(one.refs)), tuple(_facts(one)) or (RULES,)
    if one.seen is not None:
        text += f" {_seen(one.seen)}"
        refs = (*refs, one.seen.name)
    mark = Mark.ASK if one.answer is None else Mark.NONE
    return Sentence(text + (":" if joint else ""), refs, mark, rests=rests if joint or not refs else ())


def _facts(one: Explanation) -> Iterator[str]:
    """The facts at the leaves below a part."""
    if one.seen is not None:
        yield one.seen.name
    for part in one.parts:
        yield from _facts(part)


def _seen(seen: Seen) -> str:
    if seen.words in ("not known", str(FieldState.NOT_RECORDED)):
        return f"{seen.label}: {seen.words}."
    return told_seen((seen,))
