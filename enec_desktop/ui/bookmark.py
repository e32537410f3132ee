"""Where the user stands in the window, so that it can be made anew around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enec_desktop.domain.draft import Spot
from enec_desktop.ui.places import Places

if TYPE_CHECKING:
    from enec_desktop.domain.what_if import Assumption


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place in front, the open case with field and point in time, the record read, what is assumed."""

    place: str
    case_id: str
    spot: Spot | None
    view: tuple[int, bool]
    record: str
    assumed: tuple[Assumption, ...]


def bookmark(places: Places, place: str) -> Bookmark:
    """Where the user stands now."""
    case = places.case if places.has("case") else None
    return Bookmark(
        place,
        places.open_id,
        case.spot if case is not None else None,
        case.view if case is not None else (0, False),
        places.evidence.record if places.has("evidence") else "",
        places.what_if.assumed if places.has("what_if") else (),
    )


def return_to(
    mark: Bookmark, places: Places, open_case: Callable[[str], None], show: Callable[[str], None]
) -> None:
    """Go back to where the user stood."""
    if mark.case_id:
        open_case(mark.case_id)
        if mark.spot is not None:
            places.case.go_to(mark.spot)
    if mark.record:
        places.evidence.open_record(mark.record)
    if mark.place != "case" or not mark.case_id:
        show(mark.place)
    if mark.assumed:
        places.what_if.resume(mark.assumed)
    if mark.case_id:
        places.case.show_view(*mark.view)
