"""Charts of figures on a slide: few rows each, one axis each, so that all of it can be read from afar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enec_desktop.domain.content import Picture, Sentence
from enec_desktop.domain.evidence import Claim
from enec_desktop.wording.interval_chart import interval_chart, unit_of

_WIDTH = 420.0
"""As wide as a slide takes in the type of the chart, so that no row of words is shortened."""

_ROWS, _TOGETHER = 4, 3
"""Rows that a slide has room for: of one axis, and of both."""

_WORDS = "Nothing is pooled; figures of different groups of patients are not compared."


def charts(claims: Sequence[Claim]) -> Iterator[Picture]:
    """The figures among these claims, a few rows a picture; per cent and months apart where they are many."""
    by_axis = [[claim for claim in claims if unit_of(claim) == axis] for axis in ("%", "months")]
    if sum(len(one) for one in by_axis) <= _TOGETHER:
        by_axis = [[*by_axis[0], *by_axis[1]]]
    for here in by_axis:
        for start in range(0, len(here), _ROWS):
            picture = interval_chart(here[start : start + _ROWS], _WIDTH, named=True)
            if picture is not None:
                yield Picture(picture.drawing, Sentence(_WORDS, picture.words.refs))
