"""What the program says of itself: its help, its keys, its version and that of the knowledge."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from enec_desktop import __version__
from enec_desktop.domain.content import Row, Rows, Sentence, Table
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.actions import Actions
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.info_dialog import InfoDialog


class Information:
    """Opens the lists over the window."""

    def __init__(self, kit: Kit, actions: Actions, parent: QWidget) -> None:
        self._kit, self._actions, self._parent = kit, actions, parent

    def show_help(self, place: str) -> None:
        """Open the help at the chapter that fits a place of the window."""
        from enec_desktop.ui.pages.help_dialog import FITS

        self.show_chapter(FITS[place])

    def show_chapter(self, chapter: str) -> None:
        """Open the help at a chapter."""
        from enec_desktop.ui.pages.help_dialog import HelpDialog

        HelpDialog(self._kit, chapter, self._parent).show()

    def show_keys(self) -> None:
        """Open the list of all keys: those that belong to a place, then those of each menu."""
        words = self._kit.words
        places = (part.split("\n") for part in words("info.more_keys").split("\n\n"))
        groups = [(title, [line.split("|") for line in lines]) for title, *lines in places]
        groups += [
            (title, [list(pair) for pair in pairs]) for title, pairs in self._actions.by_menu() if pairs
        ]
        rows: list[tuple[Sentence, ...]] = []
        for title, pairs in groups:
            rows.append((Sentence(title, strong=True), Sentence("")))
            rows += [(Sentence(keys), Sentence(told)) for keys, told in pairs]
        header = (words("info.key"), words("info.does"))
        InfoDialog(self._kit, words("info.keys"), (Table(header, tuple(rows)),), self._parent).show()

    def show_about(self) -> None:
        """Open what the program is, in which version, with which knowledge."""
        edition, words = self._kit.desk.knowledge.base.edition, self._kit.words
        said = {
            "program": __version__,
            "knowledge": f"{edition.version} ({edition.hash[:8]}), {self._day(edition.date)}",
            "review": self._day(edition.review_by),
            "kept": str(self._kit.desk.settings.path.parent),
            "purpose": words("info.purpose_text"),
        }
        rows = tuple(Row(words(f"info.{name}"), Sentence(text)) for name, text in said.items())
        InfoDialog(self._kit, words("info.about"), (Rows(rows),), self._parent).show()

    def _day(self, iso: str) -> str:
        return self._kit.date(PartialDate.of(date.fromisoformat(iso)))
