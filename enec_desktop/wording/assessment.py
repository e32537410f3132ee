"""An assessment in sections: facts first, then what is missing, then options by kind."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import (
    Assessment,
    Certainty,
    Clearance,
    Derived,
    MomentView,
    OptionGroup,
    Question,
    Say,
)
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind, Standing, Statement
from enec_desktop.wording.court import court_section
from enec_desktop.wording.glance import TO_COME, glance_section, with_more_to_come
from enec_desktop.wording.measures import TITLE, measure_blocks
from enec_desktop.wording.options import grave_ids, option_card
from enec_desktop.wording.pathway import pathway_picture
from enec_desktop.wording.patient_state import seen_fact
from enec_desktop.wording.phrases import (
    beside_words,
    conditions_words,
    ended,
    first_capital,
    inside_words,
    marked,
)
from enec_desktop.wording.sensitivity import TITLE as TURNING
from enec_desktop.wording.sensitivity import sensitivity_blocks
from enec_desktop.wording.why_not import not_here_card
from enec_desktop.wording.work_up import work_up_blocks

KIND_TITLES = {
    OptionKind.CLARIFY: "Clarify first",
    OptionKind.TREATMENT: "Tumour treatment",
    OptionKind.SUPPORT: "Support",
    OptionKind.REFERRAL: "Trial or referral",
}
SHOWN_QUESTIONS = 5
ABOUT_DIAGNOSIS = "diagnosis"


def assessment_sections(
    assessment: Assessment, knowledge: KnowledgeBase, *, to_come: bool = False
) -> tuple[Section, ...]:
    """Everything an assessment says, in the order a board reads it.

    ``to_come``: what would change it is still being worked out, and that is said where it will stand.
    """
    sections = [
        with_more_to_come(glance_section(assessment)) if to_come else glance_section(assessment),
        court_section(assessment.court, seen_fact(assessment, "specimen.specimen")),
        Section(
            "question", "The question of the day", (*moment_blocks(assessment), *_map(assessment, knowledge))
        ),
        Section("missing", "What could change it", _questions(assessment)),
        Section("doubts", "Contradictions and cautions", findings_blocks(assessment, knowledge)),
        Section("diagnosis", "Diagnosis", derived_blocks(assessment.diagnosis)),
        Section("stage", "Stage", (*derived_blocks(assessment.staging), *work_up_blocks(assessment))),
        Section("measures", TITLE, measure_blocks(assessment.measures)),
    ]
    for view in assessment.moments:
        sections += [_options(view, assessment, knowledge), _turning(view, assessment, knowledge, to_come)]
    sections += [_not_here(view, assessment) for view in assessment.moments]
    return tuple(section for section in sections if section.blocks)


def moment_blocks(assessment: Assessment) -> tuple[Block, ...]:
    """The question of the day, or each one that the history leaves with what would bring it about."""
    views = assessment.moments
    if len(views) == 1:
        view = views[0]
        why = Sentence(ended(first_capital(view.label)), (f"moment/{view.moment}",), strong=True)
        return (Paragraph((why,)),)
    lead = Sentence("Cannot say yet: the history leaves more than one question.", mark=Mark.ASK, strong=True)
    if assessment.first is not None:
        told = f"{first_capital(views[0].label)}; {beside_words([view.label for view in views[1:]])}."
        lead = Sentence(told, mark=Mark.CAUTION, strong=True)
    items = tuple(
        Sentence(
            f"{first_capital(inside_words(view.label))}: {conditions_words(view.conditions)}.",
            (f"moment/{view.moment}",),
        )
        for view in views
        if view.certainty is Certainty.POSSIBLE
    )
    apart = Sentence("The options of each stand apart below.")
    return (Paragraph((lead,)), *((Bullets(items),) if items else ()), Paragraph((apart,)))


def _map(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Where on the pathway this is."""
    picture = pathway_picture(assessment, knowledge)
    return (picture,) if picture else ()


def _questions(assessment: Assessment) -> tuple[Block, ...]:
    shown = assessment.questions[:SHOWN_QUESTIONS]
    later = assessment.questions[SHOWN_QUESTIONS:]
    rows = tuple(Row(f"{number}", _question(one), _field(one)) for number, one in enumerate(shown, start=1))
    blocks: list[Block] = [Rows(rows)] if rows else []
    if later:
        blocks.append(Paragraph(tuple(more_sentences(later))))
    if not rows:
        blocks.append(
            Paragraph((Sentence("No missing fact named by the rules would change what is shown."),))
        )
    return tuple(blocks)


def more_sentences(later: tuple[Question, ...]) -> Iterator[Sentence]:
    """The facts that matter by name, the others only counted."""
    names = [question.label for question in later if question.matters]
    rest = len(later) - len(names)
    if names:
        rests = tuple(question.name for question in later if question.matters)
        yield Sentence(f"Then: {', '.join(names)}.", rests=rests)
    if rest:
        belong = "missing fact belongs" if rest == 1 else "missing facts belong"
        told = f"{rest} more {belong} to checks and to options further down."
        yield Sentence(told, rests=tuple(question.name for question in later if not question.matters))


def _question(question: Question) -> Sentence:
    seen = question.seen
    words = f"{seen.words}, too old to rely on" if seen.stale and seen.places else seen.words
    return Sentence(f"{question.ask} {question.why} ({words})", (question.name,), mark=Mark.ASK)


def _field(question: Question) -> str:
    place = question.place
    return f"{place.entry or place.kind}/{place.field}" if place.field else ""


def findings_blocks(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Contradictions, then cautions and notes; those about the diagnosis stand in its own block."""
    there = _about_diagnosis(assessment, knowledge)
    items = [_finding(say, Mark.STOP) for say in assessment.contradictions if say.id not in there]
    items += caution_sentences(assessment, knowledge)
    return (Bullets(tuple(items)),) if items else ()


def caution_sentences(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Sentence, ...]:
    """Cautions and notes that are not about the diagnosis."""
    by_id = {finding.id: finding for finding in knowledge.findings}
    there = _about_diagnosis(assessment, knowledge)
    found = [say for say in assessment.findings if say.id not in there]
    return tuple(_finding(say, _mark(by_id.get(say.id))) for say in found)


def _about_diagnosis(assessment: Assessment, knowledge: KnowledgeBase) -> set[str]:
    there = {finding.id for finding in knowledge.findings if finding.about == ABOUT_DIAGNOSIS}
    return there | {say.id for say in assessment.court.contradictions}


def _mark(finding: Statement | None) -> Mark:
    return Mark.CAUTION if finding is not None and finding.kind == "caution" else Mark.NOTE


def _finding(say: Say, mark: Mark) -> Sentence:
    return Sentence(marked(say.text, say.verification), (*say.refs, say.id), mark=mark)


def derived_blocks(found: tuple[Derived, ...]) -> tuple[Block, ...]:
    """What tables worked out, one row each; what they cannot say is said."""
    rows = tuple(Row(one.label, _derived(one)) for one in found)
    return (Rows(rows),) if rows else ()


def _derived(one: Derived) -> Sentence:
    if not one.values:
        return Sentence("cannot say from what is recorded", one.refs, mark=Mark.ASK)
    return Sentence(one.words, one.refs, mark=Mark.NONE if len(one.values) == 1 else Mark.ASK)


def _options(view: MomentView, assessment: Assessment, knowledge: KnowledgeBase) -> Section:
    blocks: list[Block] = []
    told: frozenset[str] = frozenset()
    if view.certainty is Certainty.POSSIBLE:
        under = f"If {conditions_words(view.conditions)}:"
        blocks.append(Paragraph((Sentence(under, (f"moment/{view.moment}",), mark=Mark.ASK),)))
    for kind in OptionKind:
        groups = [group for group in view.groups if group.kind is kind]
        if groups:
            blocks.append(Heading(KIND_TITLES[kind], 3, f"kind/{kind.name.lower()}"))
        apart = ""
        for group in groups:
            if apart != (apart := _apart(group)) and apart:
                blocks.append(Paragraph((Sentence(apart, strong=True),)))
            if len(group.options) > 1:
                blocks.append(Paragraph((Sentence(_tie(len(group.options))),)))
            for option in group.options:
                blocks.append(option_card(option, view.moment, knowledge, told))
                told |= grave_ids(option, knowledge)
    if not view.groups:
        blocks.append(
            Paragraph((Sentence("No option of the knowledge fits this situation.", mark=Mark.CAUTION),))
        )
    return Section(f"options/{view.moment}", f"Options: {view.label}", tuple(blocks))


def _apart(group: OptionGroup) -> str:
    """What is said before options that cannot wait, and before those that are no proposal."""
    if group.options[0].urgent and group.certainty is Certainty.CERTAIN:
        return "What cannot wait:"
    if group.options[0].clearance is Clearance.BLOCKED:
        return "Stopped for this patient by a limit:"
    return "The sources advise against:" if group.standing is Standing.AGAINST else ""


def _turning(view: MomentView, assessment: Assessment, knowledge: KnowledgeBase, to_come: bool) -> Section:
    under = f": {view.label}" if len(assessment.moments) > 1 else ""
    told = (Paragraph((TO_COME,)),) if to_come else sensitivity_blocks(view, knowledge)
    return Section(f"turning/{view.moment}", TURNING + under, told)


def _not_here(view: MomentView, assessment: Assessment) -> Section:
    """What does not stand here, so that a missing option is never taken for a forgotten one."""
    under = f": {view.label}" if len(assessment.moments) > 1 else ""
    card = not_here_card(view, KIND_TITLES)
    return Section(f"not-here/{view.moment}", f"Not for this situation{under}", (card,) if card else ())


def _tie(number: int) -> str:
    return f"{number} options that the sources do not separate:"
