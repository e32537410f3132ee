"""Advice and the opinions of it: which rule an opinion speaks of, and whether that advice still stands."""

from __future__ import annotations

from enec_desktop.domain.assessment import Assessment, OptionView, Verdict
from enec_desktop.domain.opinion import Opinion


def advice(assessment: Assessment, rule: str) -> tuple[OptionView, Verdict] | None:
    """The verdict of a row as it stands now, with its option; None where the row does not hold."""
    for view in assessment.moments:
        for group in view.groups:
            for option in group.options:
                for verdict in option.verdicts:
                    if verdict.row == rule:
                        return option, verdict
    return None


def stands(opinion: Opinion, assessment: Assessment) -> bool:
    """Whether an opinion speaks of advice that still stands: the same row with the same standing."""
    found = advice(assessment, opinion.rule)
    return found is not None and opinion.standing == found[1].standing


def of_earlier_advice(opinions: tuple[Opinion, ...], assessment: Assessment) -> tuple[Opinion, ...]:
    """The opinions whose row no longer holds, or holds with another standing."""
    return tuple(one for one in opinions if not stands(one, assessment))
