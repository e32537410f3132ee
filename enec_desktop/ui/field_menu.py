"""What can be done with a field, as a menu below its button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.states import STATES, state_words


def show_field_menu(
    kit: Kit, field: FactField, show_history: Callable[[FactField], object], parent: QWidget
) -> None:
    """Open the menu of a field: its states, several values, date and source, history."""
    words, menu = kit.words, QMenu(parent)
    for state in STATES:
        item = menu.addAction(state_words(kit, state))
        item.triggered.connect(lambda _=False, state=state: field.set_state(state))
        item.setCheckable(True)
        item.setChecked(field.fact.state is state)
    menu.addSeparator()
    if field.field.choices:
        menu.addAction(words("menu.several"), field.choose_several)
    menu.addAction(words("menu.details"), field.show_details)
    menu.addAction(words("menu.history"), lambda: show_history(field))
    menu.popup(field.menu_corner())
