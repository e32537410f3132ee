"""Sources side by side, in words: what each says, how well that was checked, and the reading used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from enec_desktop.domain.content import Card, Mark, Row, Rows, Sentence
from enec_desktop.domain.evidence import Comparison, Relation, Side, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.figures import figure_words
from enec_desktop.wording.phrases import first_capital

RELATIONS = {
    Relation.AGREE: "the sources agree",
    Relation.ADD: "one source adds to the other",
    Relation.CONFLICT: "the sources conflict",
}
_MARKS = {
    Verification.GENERAL: "not verified",
    Verification.ONCE: "read in one source",
    Verification.TWICE: "read in two sources",
}


def of_option(option: str, knowledge: KnowledgeBase) -> tuple[Comparison, ...]:
    """The comparisons that concern an option, those in which the sources conflict first."""
    found = [one for one in knowledge.comparisons.values() if option in one.options]
    return tuple(sorted(found, key=lambda one: one.relation is not Relation.CONFLICT))


@lru_cache(maxsize=512)
def comparison_sentences(option: str, knowledge: KnowledgeBase) -> tuple[Sentence, ...]:
    """The comparisons that concern an option, each in one run of words; the same for every case."""
    return tuple(comparison_sentence(one, knowledge) for one in of_option(option, knowledge))


def comparison_sentence(one: Comparison, knowledge: KnowledgeBase) -> Sentence:
    """A whole comparison in one run of words, for the card of an option."""
    sides = " ".join(
        f"{first_capital(_name(side, knowledge))}: {_said(side, knowledge)}" for side in one.sides
    )
    refs = (one.id, *dict.fromkeys(ref for side in one.sides for ref in (*side.refs, side.source)))
    text = f"{one.topic} ({RELATIONS[one.relation]}). {sides} Used here: {one.used}"
    return Sentence(text, refs, mark=_mark(one))


def comparison_line(one: Comparison) -> Sentence:
    """A comparison by its topic and relation, with the ids of what is compared; for paper."""
    refs = dict.fromkeys(ref for side in one.sides for ref in (*side.refs, side.source))
    return Sentence(f"{one.topic}: {RELATIONS[one.relation]}.", tuple(refs), mark=_mark(one))


def side_sentence(side: Side, knowledge: KnowledgeBase) -> Sentence:
    """One statement after its source and how it was checked."""
    text = f"{first_capital(_name(side, knowledge))}: {_said(side, knowledge)}"
    return Sentence(text, (side.id, *side.refs, side.source), _doubt(side))


def comparison_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """The comparison of this id or with a side of it, and those that retell it (a claim) or concern it."""
    for one in knowledge.comparisons.values():
        sides = [ref in (side.id, *side.refs) for side in one.sides]
        if ref == one.id or any(sides) or ref in one.options or ref.removeprefix("table/") in one.tables:
            yield _card(one, knowledge)


def _card(one: Comparison, knowledge: KnowledgeBase) -> Card:
    rows = [_row(side, knowledge) for side in one.sides]
    rows.append(Row("Used here", Sentence(one.used, (one.id,), strong=True)))
    concerned = [knowledge.options[id].title for id in one.options]
    concerned += [knowledge.tables[id].label for id in one.tables]
    if concerned:
        rows.append(Row("Concerns", Sentence("; ".join(concerned))))
    tag = Sentence(RELATIONS[one.relation], (one.id,), mark=_mark(one))
    return Card(one.id, f"Sources side by side: {one.topic}", (tag,), (Rows(tuple(rows)),))


def _name(side: Side, knowledge: KnowledgeBase) -> str:
    """The source in short and how the statement was checked: "ENETS 2023 (read in one source)"."""
    source = knowledge.sources[side.source]
    mark = _MARKS.get(side.verification)
    return f"{source.short} ({mark})" if mark else source.short


def _row(side: Side, knowledge: KnowledgeBase) -> Row:
    said = Sentence(_said(side, knowledge), (*side.refs, side.source), _doubt(side))
    return Row(first_capital(_name(side, knowledge)), said)


def _said(side: Side, knowledge: KnowledgeBase) -> str:
    """What it says, its figures, whom they were found in and what kind of source that is."""
    figures = "; ".join(figure_words(one) for one in side.figures)
    kind = knowledge.sources[side.source].kind if figures else ""
    told = "; ".join(filter(None, (side.population, kind)))
    return (
        side.says.removesuffix(".") + (f": {figures}" if figures else "") + (f" [{told}]." if told else ".")
    )


def _mark(one: Comparison) -> Mark:
    return Mark.CAUTION if one.relation is Relation.CONFLICT else Mark.NOTE


def _doubt(side: Side) -> Mark:
    return Mark.CAUTION if side.verification is Verification.GENERAL else Mark.NONE
