"""Charts of figures on a slide: few rows each, one axis each, so that all of it can be read from afar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enec_desktop.domain.content import Picture, Sentence
from enec_desktop.domain.evidence import Claim
from enec_desktop.wording.interval_chart import interval_chart, unit_of

_ROWS = 4
_WORDS = "Nothing is pooled; figures of different groups of patients are not compared."


def charts(claims: Sequence[Claim]) -> Iterator[Picture]:
    """The figures among these claims, per cent and months apart, a few rows a picture."""
    for axis in ("%", "months"):
        here = [claim for claim in claims if unit_of(claim) == axis]
        for start in range(0, len(here), _ROWS):
            picture = interval_chart(here[start : start + _ROWS])
            if picture is not None:
                yield Picture(picture.drawing, Sentence(_WORDS, picture.words.refs))
