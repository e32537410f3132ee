"""What M0 rests on, and the usual studies that are not on record."""

from __future__ import annotations

from enec_desktop.domain.assessment import Assessment, StudyNeed
from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Sentence
from enec_desktop.wording.phrases import marked

_M = "tumour.m"


def work_up_blocks(assessment: Assessment) -> tuple[Block, ...]:
    """The studies the stage rests on with their dates, then each one that is missing and what it is for."""
    needs = assessment.work_up
    missing = tuple(_missing(one) for one in needs if one.done is not True)
    lead = Paragraph((rests_on(assessment),))
    return (lead, Bullets(missing)) if missing else (lead,)


def rests_on(assessment: Assessment) -> Sentence:
    """The studies on record that M0, or the stage, rests on."""
    needs = assessment.work_up
    m = next((one.values for one in assessment.staging if one.name == _M), ())
    what = "M0 rests on" if m == ("M0",) else "The stage rests on"
    told = [_named(one) for one in needs if one.done is not False]
    refs = tuple(dict.fromkeys(ref for one in needs for ref in one.refs))
    if not told:
        return Sentence(f"{what} no imaging study on record.", refs, Mark.ASK)
    return Sentence(f"{what}: {'; '.join(told)}.", refs)


def _named(one: StudyNeed) -> str:
    days = ", ".join(day.shown() for day in one.dates) or "no date"
    doubt = ", region not stated" if one.done is None else ""
    return f"{one.label} ({days}{doubt})"


def _missing(one: StudyNeed) -> Sentence:
    state = "not on record" if one.done is False else "region not stated"
    text = f"{one.label}: {state}. {marked(one.text, one.verification)}"
    return Sentence(text, one.refs, Mark.ASK)
