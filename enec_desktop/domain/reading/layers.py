"""Which parts of a report take the place of others: addenda, amended reports, and what they repeat."""

from __future__ import annotations

from dataclasses import dataclass, replace

from enec_desktop.domain.reading.heads import DATE
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.rules import Layout


@dataclass(frozen=True, slots=True)
class Layer:
    """Where a part begins, its rank (what is later is higher, -1 holds no more), day and number."""

    start: int
    rank: int
    day: str = ""
    number: str = ""


def layers(low: str, within: Span, layout: Layout) -> list[Layer]:
    """The layers of a report in the order of the text; what stands in front of the first has rank 0.

    An older report repeated below an amended one holds no more; below addenda it is the report itself.
    """
    later = {said.start(): said for said in layout.later.finditer(low, within.start, within.end)}
    earlier = [said.start() for said in layout.earlier.finditer(low, within.start, within.end)]
    found, count, is_replaced = list[Layer](), 0, False
    for at in sorted([*later, *earlier]):
        if at in later:
            count += 1
            said = later[at]
            is_replaced = is_replaced or layout.whole.search(said.group()) is not None
            line = low[said.end() : within.end].split("\n", 1)[0]
            day, number = DATE.search(line), layout.later_number.match(line.lstrip())
            found.append(Layer(at, count, day.group() if day else "", number["number"] if number else ""))
        elif count:
            found.append(Layer(at, -1 if is_replaced else 0))
    return _in_order(found)


def _in_order(found: list[Layer]) -> list[Layer]:
    """Ranked by the numbers of the addenda where all bear one: the newest may stand on top."""
    later = [one for one in found if one.rank > 0]
    if len({one.number for one in later}) < len(later) or not all(one.number for one in later):
        return found
    return [replace(one, rank=int(one.number)) if one.rank > 0 else one for one in found]
