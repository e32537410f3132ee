"""How advice stands: the words for an option, for a limit and for a question, that an opinion repeats."""

from __future__ import annotations

from enum import StrEnum

QUESTION = "question of the day"
"""What stands for a standing where an opinion speaks of the question of the day."""


class Standing(StrEnum):
    """How the sources place an option at a moment, strongest first."""

    RECOMMENDED = "recommended"
    OPTION = "option"
    INVESTIGATIONAL = "investigational"
    AGAINST = "against"
    NOT_HERE = "not for this situation"


class Certainty(StrEnum):
    """Whether a verdict holds whatever the missing facts turn out to be."""

    CERTAIN = "certain"
    POSSIBLE = "possible if"


class SafetyLevel(StrEnum):
    """What a safety row asks for: a stop puts an option last, "behind" after the others of its standing.

    The second is for what counts against a drug in another group of patients: reason for caution and for
    another partner first, none to take the option away.
    """

    STOP = "stop"
    BEHIND = "behind"
    ADJUST = "adjust"
    WATCH = "watch"

    @property
    def moves(self) -> bool:
        """Whether such a limit changes the place of an option, so that it has to be judged first."""
        return self in (SafetyLevel.STOP, SafetyLevel.BEHIND)

    @property
    def cautions(self) -> bool:
        """Whether such a limit, where it is met, is a caution."""
        return self in (SafetyLevel.BEHIND, SafetyLevel.ADJUST)
