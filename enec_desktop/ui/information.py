"""What the program says of itself: its keys, its version and that of the knowledge."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from enec_desktop import __version__
from enec_desktop.domain.content import Row, Rows, Sentence, Table
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.info_dialog import InfoDialog


def show_keys(kit: Kit, keys: Iterable[tuple[str, str]], parent: QWidget) -> None:
    """Open the list of all keys: those of the commands, and those that have no command."""
    header = (kit.words("info.key"), kit.words("info.does"))
    more = (tuple(pair.split("|")) for pair in kit.words("info.more_keys").split("\n"))
    rows = tuple((Sentence(line[0], strong=True), Sentence(line[1])) for line in (*keys, *more))
    InfoDialog(kit, kit.words("info.keys"), (Table(header, rows),), parent).show()


def show_about(kit: Kit, parent: QWidget) -> None:
    """Open what the program is, in which version, with which knowledge."""
    edition, words = kit.desk.knowledge.base.edition, kit.words
    said = {
        "program": __version__,
        "knowledge": f"{edition.version} ({edition.hash[:8]}), {edition.date}",
        "review": edition.review_by,
        "purpose": words("info.purpose_text"),
    }
    rows = tuple(Row(words(f"info.{name}"), Sentence(text)) for name, text in said.items())
    InfoDialog(kit, words("info.about"), (Rows(rows),), parent).show()
