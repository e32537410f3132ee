"""How near a name is to what was typed: few steps, each of which can be told in words."""

from __future__ import annotations

BEGINS, WORDS, HOLDS, LETTERS = range(4)
"""The name begins so; each piece begins a word; each piece stands somewhere; the letters come in order."""


def nearness(wanted: str, name: str) -> int | None:
    """BEGINS, WORDS, HOLDS or LETTERS, the first that fits; None where none does. Case does not matter.

    Letters in order count from three letters on: one or two of them are in almost every name.
    """
    typed, text = wanted.casefold().strip(), name.casefold()
    pieces = typed.split()
    if text.startswith(typed):
        return BEGINS
    words = text.replace("-", " ").replace("(", " ").split()
    if all(any(word.startswith(piece) for word in words) for piece in pieces):
        return WORDS
    if all(piece in text for piece in pieces):
        return HOLDS
    letters = "".join(pieces)
    return LETTERS if len(letters) > 2 and _in_order(letters, text) else None


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
