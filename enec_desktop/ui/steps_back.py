"""Undo and redo: what they would do is named in the menu, and it is done in the case or in the list."""

from __future__ import annotations

from enec_desktop.ui.actions import Actions
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.strips import Strips


class StepsBack:
    """Over the open case, and over what was put away while the list is in front."""

    def __init__(self, kit: Kit, actions: Actions, places: Places, strips: Strips) -> None:
        self._kit, self._actions, self._places, self._strips = kit, actions, places, strips

    def name(self) -> None:
        """Name undo and redo after what they would do now, and switch them on or off."""
        kit, case_id = self._kit, self._places.open_id
        if self._places.shows("worklist") and self._places.worklist.can_take_back:
            self._actions.name("undo", kit.words("menu.take_back"), on=True)
            return
        if not case_id:
            return
        cases = kit.desk.cases
        for name, what in (("undo", cases.undo_words(case_id)), ("redo", cases.redo_words(case_id))):
            named = what and not kit.names.hidden
            shown = (
                kit.words(f"menu.{name}_what", what=kit.said(what)) if named else kit.words(f"menu.{name}")
            )
            self._actions.name(name, shown, on=bool(what))

    def take(self, way: str) -> None:
        """Take the last change back (``undo``), or take that back (``redo``)."""
        places, kit = self._places, self._kit
        if way == "undo" and places.shows("worklist") and places.worklist.take_back():
            return
        places.flush()
        case_id, cases = places.open_id, kit.desk.cases
        what = cases.undo_words(case_id) if way == "undo" else cases.redo_words(case_id)
        case = cases.undo(case_id) if way == "undo" else cases.redo(case_id)
        if case is not None:
            places.case.reload(case)
            if places.has("meeting"):
                places.meeting.reload(case)
            self._strips.show_saved(case)
            self.name()
            what = kit.words("names.hidden") if kit.names.hidden else kit.said(what)
            self._strips.banner.show_saved(kit.words(f"banner.{way}", what=what))
