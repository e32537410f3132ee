"""Forms with boxes to tick: only the options that are ticked are told; every character keeps its own place.

An option stands behind its box (``[ ] absent [x] present``) or in front of it (``absent [ ] present [x]``).
Where a line can be read both ways, none of its options is told.
"""

from __future__ import annotations

import re

_OPEN = r"\[[ _]{0,3}\]|[☐□○◯]"
_TICK = r"\[\s?[xv√✓✔]\s?\]|[☑☒✓✔■●√]"
_ROUND_OPEN, _ROUND_TICK = r"\([ _]{1,3}\)", r"\(\s?[xv√✓✔]\s?\)"
_SQUARE = re.compile(rf"(?P<tick>{_TICK})|(?:{_OPEN})")
_ROUND = re.compile(rf"(?P<tick>{_ROUND_TICK})|(?:{_ROUND_OPEN})")
_IS_OPEN, _IS_SQUARE_TICK = re.compile(_OPEN), re.compile(r"\[\s?[xv√✓✔]\s?\]|[☑☒]")
_PART = re.compile(r"[^\n;。]+")
_NOTHING = " \t\r.,"


def ticked(low: str) -> str:
    """The plain text with spaces instead of the boxes and of the options that are not ticked."""
    return _PART.sub(lambda part: _told(part[0]), low)


def _told(part: str) -> str:
    boxes = _boxes(part)
    if not boxes:
        return part
    head, tail = part[: boxes[0].start()], part[boxes[-1].end() :]
    name = head.rfind(":") + 1
    first = head[name:].strip(_NOTHING)
    leads = not first or (not _is_last(tail) and not name and not first[-1].isdigit())
    follows = bool(first) and _is_last(tail)
    if leads == follows or (len(boxes) == 1 and not leads):
        return part[:name] + " " * (len(part) - name)
    edges = [one.start() for one in boxes] + [len(part)] if leads else [name] + [one.end() for one in boxes]
    kept = list(part)
    for box, start, end in zip(boxes, edges, edges[1:], strict=False):
        blank = range(box.start(), box.end()) if box["tick"] else range(start, end)
        for at in blank:
            kept[at] = " "
    return "".join(kept)


def _is_last(tail: str) -> bool:
    """Whether no option stands behind the last box."""
    return not tail.strip(_NOTHING)


def _boxes(part: str) -> list[re.Match[str]]:
    """The boxes of a part; brackets and bare signs are boxes only beside one of the other sort."""
    square, around = list(_SQUARE.finditer(part)), list(_ROUND.finditer(part))
    if any(one["tick"] for one in around) and (len(around) > 1 or not square):
        return around
    if any(_IS_OPEN.fullmatch(one[0]) or _IS_SQUARE_TICK.fullmatch(one[0]) for one in square):
        return square
    return []
