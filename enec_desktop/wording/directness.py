"""Whom evidence was found in, in words and by a shape of its own: the same shapes as in the charts."""

from __future__ import annotations

_SHAPES = {
    "ENEC": "●",
    "extrapulmonary or GEP NEC": "■",
    "SCLC": "▲",
    "ESCC/EAC": "◆",
    "NET": "○",
    "mixed": "○",
}


def directness_words(directness: str) -> str:
    """ "■ extrapulmonary or GEP NEC"; no shape where no population stands behind it."""
    shape = _SHAPES.get(directness, "")
    return f"{shape} {directness}".strip()
