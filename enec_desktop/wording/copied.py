"""What goes on the clipboard for a hospital's record: plain text with its ids, edition, date and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.content import Block, Card, Paragraph, Section, Sentence
from enec_desktop.domain.knowledge_base import Edition
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.shown_patient import masked
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.opinions import Reasons, with_opinions
from enec_desktop.wording.plain import section_text

LIMITS = (
    "For members of a multidisciplinary team trained in oncology; not for patients, not for emergencies.",
    "It supports the judgement of the team and does not replace it: the team decides.",
    "Not a certified medical device; no authority has evaluated it.",
)
"""For whom it is, what it is, and its status: a text about a patient is never copied without them."""

TITLE = "OUTCOME OF THE ASSESSMENT"
_OUTCOME = ("glance", "question", "stage", "missing")
_OPTIONS = "options/"
_HASH = 12


@dataclass(frozen=True, slots=True)
class Copied:
    """Of whom a text speaks, as names may be read now, and when it is copied.

    ``hidden``: words that may not be read now, with what stands for them.
    """

    patient: str
    today: PartialDate
    edition: Edition
    hidden: Mapping[str, str] = field(default_factory=dict)


def copied_outcome(
    sections: tuple[Section, ...],
    found: Assessment,
    opinions: tuple[Opinion, ...],
    reasons: Reasons,
    of: Copied,
) -> str:
    """The outcome: at a glance, the question, the stage, what is missing, and the options in short."""
    told = tuple(_in_short(one) for one in sections if one.id in _OUTCOME or one.id.startswith(_OPTIONS))
    told = with_opinions(told, found, opinions, reasons)
    return _text([TITLE, *_head(of), f"As known: {found.at}"], told, of, folded=False)


def copied_card(card: Card, of: Copied, *, opened: bool) -> str:
    """One card as it stands on the screen: with its details where they are open."""
    return _text(_head(of), (Section("", card.title, (card,)),), of, folded=opened)


def copied_record(title: str, blocks: tuple[Block, ...], of: Copied) -> str:
    """A record of the knowledge, whole."""
    return _text(_head(of), (Section("", title, blocks),), of, folded=True)


def _in_short(section: Section) -> Section:
    """Of each option its name, standing, clearance and rule."""
    if not section.id.startswith(_OPTIONS):
        return section
    return replace(section, blocks=tuple(_short(one) for one in section.blocks))


def _short(block: Block) -> Block:
    if not isinstance(block, Card):
        return block
    return replace(block, body=(Paragraph((Sentence("Rests on", block.rules),)),), folded=())


def _head(of: Copied) -> list[str]:
    edition = of.edition
    known = f"Knowledge {edition.version} of {edition.date}, next review {edition.review_by}"
    patient = [f"Patient: {of.patient}"] if of.patient else []
    return [*patient, f"Copied on {of.today.shown()}", f"{known} ({edition.hash[:_HASH]})"]


def _text(head: list[str], told: tuple[Section, ...], of: Copied, *, folded: bool) -> str:
    limits = ["\n".join(LIMITS)] if of.patient else []
    parts = ["\n".join(head), *(section_text(one, folded=folded) for one in told), *limits]
    text = "\n\n".join(parts) + "\n"
    return masked(text, of.hidden)
