"""What can be done with a field: by the commands of the window, and as a menu below its button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.states import STATES, state_words


class FieldCommands:
    """Act on the field that has the cursor, on whichever page it stands; without one they do nothing."""

    def __init__(self, kit: Kit, show_history: Callable[[FactField], object], window: QWidget) -> None:
        self._kit, self._show_history, self._window = kit, show_history, window

    def do(self, name: str) -> None:
        """Do a command of the field menu by its name."""
        acts: dict[str, Callable[[FactField], object]] = {
            "next_state": lambda field: field.next_state(),
            "details": lambda field: field.show_details(),
            "several": lambda field: field.choose_several(),
            "history": self._show_history,
        }
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, FactField):
            widget = widget.parentWidget()
        if widget is not None:
            acts[name](widget)

    def show_menu(self, field: FactField) -> None:
        """Open the menu of a field: its states, several values, date and source, history."""
        words, menu = self._kit.words, QMenu(self._window)
        for state in STATES:
            item = menu.addAction(state_words(self._kit, state))
            item.triggered.connect(lambda _=False, state=state: field.set_state(state))
            item.setCheckable(True)
            item.setChecked(field.fact.state is state)
        menu.addSeparator()
        if field.field.choices:
            menu.addAction(words("menu.several"), field.choose_several)
        menu.addAction(words("menu.details"), field.show_details)
        menu.addAction(words("menu.history"), lambda: self._show_history(field))
        menu.popup(field.menu_corner())
