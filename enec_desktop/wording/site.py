"""What the hospital says of an option, put beside it; standing, certainty and order stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.assessment import Assessment, OptionView
from enec_desktop.domain.content import Block, Bullets, Card, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.site import SiteNote, SiteProfile, SiteTrial
from enec_desktop.wording.phrases import first_capital

_OPTIONS = "options/"
_TRIAL = "trial open here"


def site_words(option: str, site: SiteProfile, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """What is said of an option here: what is lacking, remarks, trials; nothing where nothing is said."""
    told: list[str] = []
    if option in site.options:
        told += _lacks(site.options[option], "")
    for agent in knowledge.options[option].agents if option in knowledge.options else ():
        if agent in site.agents:
            told += _lacks(site.agents[agent], f"{knowledge.agents[agent].label}: ")
    told += [_trial(trial) for trial in site.trials if option in trial.options]
    return tuple(told)


def _lacks(note: SiteNote, what: str) -> Iterator[str]:
    lacking = [
        words
        for said, words in (
            (note.available, "not available here"),
            (note.funded, "not funded here"),
            (note.in_label, "outside its label here"),
        )
        if said is False
    ]
    told = ", ".join(lacking)
    if told or note.note:
        yield what + " · ".join(part for part in (told, note.note) if part)


def _trial(trial: SiteTrial) -> str:
    named = f"{trial.title} ({trial.identifier})" if trial.identifier else trial.title
    remark = f" · {trial.note}" if trial.note else ""
    return f"{_TRIAL}: {named}, contact: {trial.contact}{remark}"


def site_sentences(option: str, site: SiteProfile, knowledge: KnowledgeBase) -> tuple[Sentence, ...]:
    """The same as sentences that carry the mark of a note."""
    return tuple(Sentence(text, (option,), Mark.NOTE) for text in site_words(option, site, knowledge))


def site_tail(option: str, site: SiteProfile, knowledge: KnowledgeBase) -> str:
    """What is lacking here in brackets behind a name, without remarks; nothing where nothing is lacking."""
    told = [part for words in site_words(option, site, knowledge) for part in words.split(" · ")[:1]]
    short = [words.partition(":")[0] if words.startswith(_TRIAL) else words for words in told]
    return f" [{'; '.join(dict.fromkeys(short))}]" if short else ""


def named_here(assessment: Assessment, site: SiteProfile, knowledge: KnowledgeBase) -> Assessment:
    """The same assessment with what is lacking here behind the name of each option: for paper."""
    if site.is_empty:
        return assessment

    def named(option: OptionView) -> OptionView:
        return replace(option, title=option.title + site_tail(option.id, site, knowledge))

    views = tuple(
        replace(
            view, groups=tuple(replace(one, options=tuple(map(named, one.options))) for one in view.groups)
        )
        for view in assessment.moments
    )
    return replace(assessment, moments=views)


def site_section(assessment: Assessment, site: SiteProfile, knowledge: KnowledgeBase) -> Section:
    """Everything the hospital says of the options that stand, in full: for paper."""
    views = {one.id: one for view in assessment.moments for group in view.groups for one in group.options}
    items = tuple(
        Sentence(f"{one.title}: {'; '.join(told)}.", (one.id,))
        for one in views.values()
        if (told := site_words(one.id, site, knowledge))
    )
    return Section("site", f"At {site.name or 'this hospital'}", (Bullets(items),) if items else ())


def with_site(
    sections: tuple[Section, ...], site: SiteProfile, knowledge: KnowledgeBase
) -> tuple[Section, ...]:
    """The sections of an assessment with what the hospital says among the tags of each option's card."""
    if site.is_empty:
        return sections
    return tuple(
        replace(one, blocks=tuple(_block(block, site, knowledge) for block in one.blocks))
        if one.id.startswith(_OPTIONS)
        else one
        for one in sections
    )


def _block(block: Block, site: SiteProfile, knowledge: KnowledgeBase) -> Block:
    if not isinstance(block, Card):
        return block
    option = block.id.rpartition("/")[2]
    return replace(block, tags=(*block.tags, *site_sentences(option, site, knowledge)))


def site_document(assessment: Assessment, site: SiteProfile, knowledge: KnowledgeBase) -> dict[str, object]:
    """What stands beside the options, by option, as plain JSON values; empty without a profile."""
    if site.is_empty:
        return {}
    ids = dict.fromkeys(
        one.id for view in assessment.moments for group in view.groups for one in group.options
    )
    told = {id: list(site_words(id, site, knowledge)) for id in ids}
    return {"site": {"name": site.name, "options": {id: words for id, words in told.items() if words}}}


def site_blocks(site: SiteProfile, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """The whole profile, for a reader."""
    if site.is_empty:
        none = "No site profile: nothing is said of what is available, funded or open as a trial here."
        return (Paragraph((Sentence(none),)),)
    blocks: list[Block] = [Paragraph((Sentence(site.name or "site without a name", strong=True),))]
    options = {id: knowledge.options[id].title for id in site.options if id in knowledge.options}
    agents = {id: knowledge.agents[id].label for id in site.agents if id in knowledge.agents}
    for title, names, notes in (
        ("Options", options, site.options),
        ("Drugs and procedures", agents, site.agents),
    ):
        items = tuple(
            Sentence(f"{first_capital(name)}: {_said(notes[id])}.", (id,)) for id, name in names.items()
        )
        blocks += [Heading(title, 3), Bullets(items)] if items else []
    if site.trials:
        told = tuple(Sentence(first_capital(_trial(one)), one.options) for one in site.trials)
        blocks += [Heading("Trials", 3), Bullets(told)]
    return tuple(blocks)


def note_words(note: SiteNote) -> str:
    """A note whole, yes and no alike; "nothing said" where there is none."""
    return "nothing said" if note.is_empty else _said(note)


def _said(note: SiteNote) -> str:
    answers = {True: "yes", False: "no", None: "not said"}
    told = (
        f"available {answers[note.available]}",
        f"funded {answers[note.funded]}",
        f"in label {answers[note.in_label]}",
        note.note,
    )
    return ", ".join(part for part in told if part)
