"""Printed figures in words: the point, its unit and number of patients, and how sure a share is."""

from __future__ import annotations

from enec_desktop.domain.evidence import Claim, Figure
from enec_desktop.domain.proportion import Share, interval_of, shares


def certainty_words(claim: Claim) -> tuple[str, ...]:
    """What the printed shares of a claim are worth: an interval each, or that no count gives them."""
    return tuple(_worth(one) for one in shares(claim.value, claim.unit, claim.n, claim.outcome))


def patients_words(n: str) -> str:
    """The number of patients as printed, or that none is."""
    return f"n = {n}" if n else "n not printed"


def figure_words(figure: Figure) -> str:
    """A figure of a source that is read beside the article: "ORR 56.8 %, n = 37, 95 % interval 41-71 %"."""
    worth = [_worth(one) for one in shares(figure.value, figure.unit, figure.n, figure.measure)]
    return ", ".join([f"{figure.measure} {figure.value} {figure.unit}", patients_words(figure.n), *worth])


def _worth(share: Share) -> str:
    found = interval_of(share)
    if found is None:
        return f"no whole number of {share.patients} patients gives {share.printed} %"
    counts = share.counts
    told = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    return f"{told} of {share.patients}, 95 % interval {found[0]:.0f}-{found[1]:.0f} %"
