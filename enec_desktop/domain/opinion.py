"""What a physician holds of a piece of advice: agreed or disagreed, why, and what the advice was then."""

from __future__ import annotations

from dataclasses import dataclass

from enec_desktop.domain.time import PartialDate


@dataclass(frozen=True, slots=True)
class Opinion:
    """One person's opinion of one rule; it is kept in the case and changes nothing of the advice.

    ``rule`` is the row of the option, the limit or the question of the day (``moment/first_line``) that it
    speaks of, ``option`` the option, the limit again, or ``moment``; ``standing``, ``certainty`` and
    ``edition`` are those of the advice when it was said, in its words. ``reason`` is a code of the vocabulary
    (``decision.deviation_reason``), ``text`` free words; both may be empty.
    """

    rule: str
    option: str
    agrees: bool
    who: str
    on: PartialDate
    standing: str
    certainty: str
    edition: str
    reason: str = ""
    text: str = ""
