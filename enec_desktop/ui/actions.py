"""The commands of the window with their keys, in menus; what they do is wired by the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from enec_desktop.app.words import LANGUAGES
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.theme import LOOKS


@dataclass(frozen=True, slots=True)
class Command:
    """One menu item: its name (``menu.<name>`` are its words), its keys, and where it makes sense.

    ``needs``: "" always, "case" while a case is open, "field" while a field has the cursor.
    """

    name: str
    keys: tuple[str, ...] = ()
    needs: str = ""


SEPARATOR = Command("")

MENUS: dict[str, tuple[Command, ...]] = {
    "file": (
        Command("new", ("Ctrl+N",)),
        Command("import", ("Ctrl+O",)),
        Command("paste_report", ("Ctrl+Shift+V",), "case"),
        Command("undo_import"),
        Command("samples"),
        Command("remove_samples"),
        SEPARATOR,
        Command("summary", ("Ctrl+P",), "case"),
        Command("present", ("F5",)),
        Command("export", ("Ctrl+E",), "case"),
        Command("export_list"),
        Command("export_all"),
        Command("on_agenda", (), "case"),
        Command("archive", (), "case"),
        Command("bin", (), "case"),
        SEPARATOR,
        Command("backups"),
        SEPARATOR,
        Command("quit", ("Ctrl+Q",)),
    ),
    "edit": (
        Command("undo", ("Ctrl+Z",), "case"),
        Command("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "case"),
        SEPARATOR,
        Command("copy_text", ("Ctrl+Shift+C",)),
        Command("find", ("Ctrl+F",)),
        Command("palette", ("Ctrl+K",)),
    ),
    "field": (
        Command("next_state", ("Ctrl+.",), "field"),
        Command("details", ("Ctrl+I",), "field"),
        Command("several", ("Ctrl+M",), "field"),
        Command("history", ("Alt+H",), "field"),
    ),
    "view": (
        Command("worklist", ("Ctrl+1",)),
        Command("case", ("Ctrl+2",), "case"),
        Command("evidence", ("Ctrl+3",)),
        Command("what_if", ("Ctrl+4",), "case"),
        Command("site", ("Ctrl+5",)),
        Command("meeting", ("Ctrl+6",)),
        SEPARATOR,
        Command("back", ("Alt+Left",)),
        Command("forward", ("Alt+Right",)),
        SEPARATOR,
        Command("next_pane", ("F6",)),
        Command("previous_pane", ("Shift+F6",)),
        Command("widen", ("F4",), "case"),
        SEPARATOR,
        Command("names", ("Ctrl+L",)),
        SEPARATOR,
        Command("larger", ("Ctrl++", "Ctrl+=")),
        Command("smaller", ("Ctrl+-",)),
        Command("usual", ("Ctrl+0",)),
        SEPARATOR,
        Command("next_look", ("Ctrl+Shift+L",)),
    ),
    # A question mark that is typed into a text stays there: the text has it before any command.
    "help": (Command("help", ("F1",)), Command("tour"), Command("keys", ("?",)), Command("about")),
}


_MNEMONIC = re.compile(r"\(&.\)|&")
"""The letter to press, marked in the word or, in Chinese, in brackets behind it."""


def plain_words(words: str) -> str:
    """The words of a menu item without the letter to press and the dots of a dialog."""
    return _MNEMONIC.sub("", words).rstrip("…")


def _told(action: QAction) -> str:
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())


class Actions:
    """All actions by name; ``fill`` makes them, and the menus have their titles before."""

    def __init__(self, kit: Kit, window: QMainWindow) -> None:
        self._kit, self._window = kit, window
        self._actions: dict[str, QAction] = {}
        self._needs: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        for name in MENUS:
            self.menus[name] = window.menuBar().addMenu(kit.words(f"menu.{name}_menu"))

    def fill(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Make every action and let it do what is told for its name: after the first picture."""
        kit, view = self._kit, self.menus["view"]
        for name, commands in MENUS.items():
            for command in commands:
                self._add(self.menus[name], command, acts)
        self.looks = self._choice({look: kit.words(f"menu.look_{look}") for look in LOOKS}, kit.theme.look)
        view.addSeparator()
        names = {language: kit.words(f"menu.language_{language}") for language in LANGUAGES}
        self.languages = self._choice(names, kit.desk.words.language)
        kit.theme.changed.connect(self.show_look)

    def leave(self) -> None:
        """Put the menus away: others take their place."""
        self._kit.theme.changed.disconnect(self.show_look)
        self._window.setMenuBar(QMenuBar())

    def name(self, name: str, words: str, *, on: bool) -> None:
        """Give an action other words, and switch it on or off; before ``fill`` there is none to name."""
        if name in self._actions:
            self._actions[name].setText(words)
            self._actions[name].setEnabled(on)

    def action(self, name: str) -> QAction:
        """An action by its name."""
        return self._actions[name]

    def allow(self, *, case: bool, field: bool) -> None:
        """Switch on what makes sense now."""
        for name, needs in self._needs.items():
            self._actions[name].setEnabled({"": True, "case": case, "field": field}[needs])

    def offered(self) -> Iterator[tuple[str, QAction]]:
        """Every command that can be given now from anywhere, looks among them; those of a field cannot."""
        for name, action in self._actions.items():
            if action.isEnabled() and self._needs[name] != "field" and name != "palette":
                yield name, action
        for action in self.looks.actions():
            yield f"look_{action.data()}", action
        for action in self.languages.actions():
            yield f"language_{action.data()}", action

    def show_look(self) -> None:
        """Tick the look in force."""
        for action in self.looks.actions():
            action.setChecked(action.data() == self._kit.theme.look)

    def by_menu(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The words of every menu, and its commands that have keys: the keys and the words."""
        for menu, commands in MENUS.items():
            actions = {one.name: self._actions[one.name] for one in commands if one is not SEPARATOR}
            told = [(_told(action), name) for name, action in actions.items() if action.shortcuts()]
            words = [(keys, plain_words(self._kit.words(f"menu.{name}"))) for keys, name in told]
            yield plain_words(self._kit.words(f"menu.{menu}_menu")), words

    def _choice(self, names: Mapping[str, str], chosen: str) -> QActionGroup:
        """Items of the view menu of which one is ticked."""
        view = self.menus["view"]
        group = QActionGroup(view)
        for value, words in names.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData(value)
            view.addAction(action)
        return group

    def _add(self, menu: QMenu, command: Command, acts: Mapping[str, Callable[[], object]]) -> None:
        if command is SEPARATOR:
            menu.addSeparator()
            return
        action = QAction(self._kit.words(f"menu.{command.name}"), menu)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda _=False, act=acts[command.name]: act())
        menu.addAction(action)
        self._actions[command.name] = action
        self._needs[command.name] = command.needs
