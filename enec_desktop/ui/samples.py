"""The sample patients leave the list in one step."""

from __future__ import annotations

from collections.abc import Callable

from enec_desktop.domain.worklist import Where
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.pages.worklist_page import WorklistPage


def remove_samples(kit: Kit, worklist: WorklistPage, tell: Callable[[str], object]) -> None:
    """Put the sample patients into the bin in one move; those that were changed stay and are named."""
    as_they_came, changed = kit.desk.cases.samples()
    worklist.move_cases(as_they_came, Where.BIN)
    if changed:
        titles = (kit.name(id, kit.desk.cases.open(id).title) for id in changed)
        tell(kit.words("window.samples_kept", names="; ".join(titles)))
    elif not as_they_came:
        tell(kit.words("window.no_samples"))
