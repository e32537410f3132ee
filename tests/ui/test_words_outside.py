"""No word that a user reads stands in the window's code: all of them are in resources/text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import enec_desktop.ui

WINDOW = Path(enec_desktop.ui.__file__).parent
SHOWS = {
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle", "setTitle",
    "setPlaceholderText", "setStatusTip", "setWhatsThis", "setPrefix", "setSuffix", "setNameFilters",
    "addAction", "addMenu", "addTab", "addItem", "addItems", "addRow", "setLabelText", "setHeaderLabels",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu",
    "QListWidgetItem", "QStandardItem", "QTableWidgetItem", "QFileDialog", "plain_label", "WrapButton",
    "Sentence", "Heading", "Row", "InfoDialog", "show_words", "show_error", "warn", "note", "drawText",
}  # fmt: skip
"""What puts its words before a user."""
ROLES = {
    "label", "second", "title", "page", "section", "group", "state", "strong", "message", "link", "chip",
    "banner-fact", "tag-note", "small", "text",
}  # fmt: skip
"""Names of looks that stand beside the words."""
WORD = re.compile(r"[A-Za-z]{2}|[\u4e00-\u9fff]")


def called(call: ast.Call) -> str:
    """The name of what is called."""
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def literals(call: ast.Call) -> Iterator[str]:
    """The words among the arguments, also those that stand inside a composed text."""
    for argument in call.args:
        parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and WORD.search(part.value):
                yield part.value


def found_in(source: str) -> list[str]:
    """Every literal of a source that a user would read."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [text for call in calls if called(call) in SHOWS for text in literals(call) if text not in ROLES]


def test_no_word_a_user_reads_stands_in_the_code_of_the_window() -> None:
    found = {path.name: found_in(path.read_text(encoding="utf-8")) for path in WINDOW.rglob("*.py")}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_planted_word_is_found() -> None:
    assert found_in('box.setToolTip("Open the case")') == ["Open the case"]
    assert found_in('box.setText(f"{count} cases")') == [" cases"]
    assert found_in('plain_label(words("rail.case"), "second")') == []


def test_dates_and_values_follow_the_language() -> None:
    """The window asks the kit for them, never the English words of the floors below."""
    english = re.compile(r"\.(on|date|born|day)\.shown\(\)|desk\.cases\.show_value\(")
    assert [path.name for path in WINDOW.rglob("*.py") if english.search(path.read_text("utf-8"))] == []
