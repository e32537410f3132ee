"""For whom advice is, what it is not, and how old the knowledge behind it is: said wherever advice stands."""

from __future__ import annotations

from datetime import date

from enec_desktop.domain.content import Block, Bullets, Mark, Row, Rows, Section, Sentence
from enec_desktop.domain.knowledge_base import Edition
from enec_desktop.domain.time import PartialDate

TITLE = "Edition and limits of use"
EDITION = "edition"
"""The id these sentences rest on."""

RULES = "rules"
"""What a sentence rests on that says of all rules together that none of them does something."""

LIMITS = (
    "For members of a multidisciplinary team trained in oncology: the team decides.",
    "Not for patients, not for emergencies.",
    "Scope: adults with a neuroendocrine neoplasm of the esophagus or its junction confirmed by histology.",
    "Doses stand nowhere but as printed in a source.",
    "Not a certified medical device. Not evaluated by any authority.",
)
_HASH = 16


def use_line(edition: Edition, today: date) -> Sentence:
    """The line that stands below all advice; a caution once the review of the knowledge is overdue."""
    overdue = is_overdue(edition, today)
    past = ": overdue, check current sources" if overdue else ""
    told = (
        "Supports, does not replace, the judgement of the team. Not a certified medical device. "
        f"Knowledge {edition.version} of {day_words(edition.date)}, "
        f"next review {day_words(edition.review_by)}{past}."
    )
    return Sentence(told, (EDITION,), Mark.CAUTION if overdue else Mark.NONE)


def limits_section(edition: Edition, today: date) -> Section:
    """The edition and every limit of use, at the end of an assessment."""
    return Section("limits", TITLE, (Rows(edition_rows(edition, today)), *limits_blocks(edition)))


def limits_blocks(edition: Edition) -> tuple[Block, ...]:
    """The limits of the program and those of the edition."""
    return (Bullets(tuple(Sentence(one, (EDITION,)) for one in (*LIMITS, *edition.limits))),)


def edition_rows(edition: Edition, today: date) -> tuple[Row, Row]:
    """Which knowledge it is and when it has to be reviewed."""
    overdue = is_overdue(edition, today)
    review = f"{day_words(edition.review_by)}{' (past)' if overdue else ''}"
    told = f"{edition.version} of {day_words(edition.date)} · {edition.hash[:_HASH]}"
    return (
        Row("Knowledge", Sentence(told, rests=(EDITION,))),
        Row("Next review", Sentence(review, mark=Mark.CAUTION if overdue else Mark.NONE, rests=(EDITION,))),
    )


def is_overdue(edition: Edition, today: date) -> bool:
    """Whether the day by which the knowledge has to be reviewed has passed."""
    return today.isoformat() > edition.review_by


def day_words(iso: str) -> str:
    """A day of the edition as a reader sees it."""
    return PartialDate.parse(iso).shown()
