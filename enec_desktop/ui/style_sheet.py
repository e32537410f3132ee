"""The style sheet of the window, filled from the token table; widgets choose a rule by their role."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enec_desktop.ui.theme import Theme

_COLOURS = (
    "surface", "raised", "text", "second", "line", "off", "accent", "note", "note-surface", "ask",
    "ask-surface", "caution", "caution-surface", "stop", "stop-surface",
)  # fmt: skip

_SHEET = """
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: ${s1}px; }
QMenuBar, QMenu { background: $raised; color: $text; }
QMenuBar::item { padding: ${s1}px ${s2}px; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: $accent; color: $surface; }
QMenu { border: 1px solid $line; padding: ${s1}px 0; }
QMenu::item { padding: ${s1}px ${s6}px ${s1}px ${s4}px; }
QMenu::item:disabled { color: $off; }
QMenu::separator { height: 1px; background: $faint; margin: ${s1}px ${s2}px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="sheet"] { background: transparent; border: none; }
QScrollBar:vertical { width: ${s3}px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: ${s3}px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 3px; min-height: ${s6}px;
    min-width: ${s6}px; }
QScrollBar::handle:hover { background: $second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle:horizontal { background: transparent; border-left: 1px solid $faint; width: ${s1}px; }
QSplitter::handle:vertical { background: transparent; border-top: 1px solid $line; height: ${s1}px; }
QSplitter::handle:hover { background: $noteSurface; }

QLabel { background: transparent; }
QLabel[role="page"] { font-size: ${page}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${card}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${card}px; font-weight: 600;
    border-bottom: 1px solid $faint; padding-bottom: 2px; }
QLabel[role="banner-name"] { font-size: ${card}px; font-weight: 600; }
QLabel[role="paper"] { border: 1px solid $line; }
QLabel[role="group"] { font-size: ${small}px; font-weight: 600; color: $second; }
QLabel[role="label"], QLabel[role="second"] { font-size: ${small}px; color: $second; }
QLabel[role="state"] { font-size: ${small}px; color: $text; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="message"] { font-size: ${small}px; color: $caution; }
QLabel[role="tag-note"] { font-size: ${small}px; color: $note; background: $noteSurface;
    border: 1px solid $noteSurface; border-radius: ${s1}px; padding: 0 ${s1}px; }
QLabel[role="tag-stop"] { font-size: ${small}px; font-weight: 600; color: $stop; background: $stopSurface;
    border: 1px solid $stop; border-radius: ${s1}px; padding: 0 ${s1}px; }

QFrame[role="card"] { background: $surface; border: 1px solid $faint; border-radius: ${s2}px; }
QFrame[role="part"] { background: $raised; border: 1px solid $faint; border-radius: ${s2}px; }
QFrame[role="raised"] { background: $raised; border: none; }
QFrame[role="banner"] { background: $raised; border: none; border-bottom: 1px solid $line; }
QFrame[role="alarm"] { background: $stopSurface; border: none; border-bottom: 2px solid $stop; }
QFrame[role="alarm"] QLabel { color: $stop; }
QFrame[role="what-if"] { background: $cautionSurface; border: none; border-bottom: 2px dashed $caution; }
QFrame[role="what-if"] QLabel { color: $caution; }
QFrame[role="notice"] { background: $noteSurface; border: none; border-bottom: 1px solid $note; }
QFrame[role="notice"] QLabel { color: $note; }
QFrame[role="tour"] { background: $noteSurface; border: none; border-top: 1px solid $note; }
QFrame[role="rule"] { background: $faint; border: none; max-height: 1px; min-height: 1px; }

QLineEdit, QPlainTextEdit { background: $raised; color: $text; placeholder-text-color: $second;
    border: none;
    border-bottom: 1px solid $line; border-top-left-radius: 3px; border-top-right-radius: 3px;
    padding: ${pad}px ${s1}px ${pad}px ${s2}px; selection-background-color: $accent;
    selection-color: $surface; }
QLineEdit:focus, QPlainTextEdit:focus { border-bottom: 2px solid $accent; background: $noteSurface; }
QLineEdit[role="fact"], QPlainTextEdit[role="fact"] { font-weight: 600; }
QLineEdit { min-height: ${high}px; max-height: ${high}px; padding-top: 0; padding-bottom: 0; }
QLineEdit[role="empty"], QPlainTextEdit[role="empty"] { font-size: ${small}px; }
QLineEdit[role="number"] { font-size: ${card}px; font-weight: 600; }
QLineEdit[role="wrong"] { font-weight: 600; border-bottom: 2px dashed $caution;
    background: $cautionSurface; }
QLineEdit[role="search"] { border: 1px solid $line; border-radius: ${s1}px; background: $surface;
    min-height: ${s6}px; max-height: ${s6}px; padding: ${s1}px ${s2}px; }
QLineEdit[role="search"]:focus { border: 2px solid $accent; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $line;
    border-radius: ${s1}px; padding: ${s1}px ${s2}px; min-height: ${s4}px; }
QPushButton:hover, QToolButton:hover { background: $noteSurface; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $off; border-color: $faint; }
QPushButton[role="primary"] { background: $accent; color: $surface; border: 1px solid $accent;
    font-weight: 600; }
QPushButton[role="primary"]:disabled { background: $raised; color: $off; border-color: $faint; }
QPushButton[role="primary"]:focus { border: 3px double $surface;
    padding: ${ring1}px ${ring2}px; }
QPushButton[role="link"], QToolButton[role="link"] { border: 1px solid transparent;
    background: transparent; color: $accent; padding: 0 ${s1}px; text-align: left; }
QPushButton[role="link"]:disabled { border: 1px solid transparent; color: $off; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { background: $noteSurface; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { border: 1px solid transparent;
    background: transparent; color: $second; padding: 0 ${s1}px; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 1px solid $accent; }
QPushButton[role="chip"] { border: 1px solid $line; border-radius: ${chip}px; padding: 0 ${s2}px;
    background: $surface; color: $text; font-size: ${small}px; min-height: ${s5}px; }
QPushButton[role="chip"]:checked { background: $accent; color: $surface; border-color: $accent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; }
QPushButton[role="chip"]:checked:focus { border: 3px double $surface; padding: 0 ${ring2}px;
    min-height: ${ring5}px; }
QPushButton[role="chip"]::menu-indicator, QToolButton::menu-indicator,
QPushButton::menu-indicator { image: none; width: 0; }
QCheckBox:focus { color: $accent; }

QComboBox[role="plain"] { background: $raised; color: $text; border: none; border-bottom: 1px solid $line;
    padding: 0 ${s2}px; min-height: ${high}px; max-height: ${high}px; }
QComboBox[role="plain"]:focus { border-bottom: 2px solid $accent; background: $noteSurface; }
QComboBox[role="plain"]:disabled { color: $off; }
QComboBox[role="plain"]::drop-down { border: none; width: ${s5}px; }
QComboBox[role="plain"] QLineEdit { border: none; padding: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line;
    selection-background-color: $accent; selection-color: $surface; outline: none; }
QTableView, QListView { background: $surface; color: $text; border: none; outline: none;
    gridline-color: $faint; selection-background-color: $accent; selection-color: $surface; }
QListWidget::item { padding: 2px 0 2px ${s2}px; border-left: ${s1}px solid transparent; color: $text; }
QListWidget::item:hover { background: $noteSurface; }
QListWidget::item:selected { background: $noteSurface; border-left: ${s1}px solid $accent; color: $text; }
QListWidget::item:selected:active:focus { border-top: 1px solid $accent; border-bottom: 1px solid $accent; }
QListWidget:focus { border: 1px solid $accent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $second; border: none; font-size: ${small}px;
    font-weight: 600; border-bottom: 1px solid $line; padding: ${s1}px ${s2}px; }
QHeaderView::section:hover { color: $text; background: $noteSurface; }
QTableCornerButton::section { background: $surface; border: none; }
"""

# Where boxes have the colour of the page.
_FRAMES = """
QComboBox, QSpinBox { border: 1px solid $line; border-radius: 3px; padding: 0 ${s1}px; }
QComboBox[role="plain"] { border: none; border-bottom: 1px solid $line; border-radius: 0; }
QComboBox:focus, QSpinBox:focus, QComboBox[role="plain"]:focus { border: 2px solid $accent; }
QLineEdit, QPlainTextEdit { border: 1px solid $line; border-radius: 3px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; }
QLineEdit[role="wrong"] { border: 2px dashed $caution; }
QLineEdit:focus, QLineEdit[role="wrong"] { min-height: ${key}px; max-height: ${key}px; }
QLineEdit[role="search"]:focus { min-height: ${s6}px; max-height: ${s6}px; }
"""


def style_sheet(theme: Theme) -> str:
    """The whole style sheet in the colours and sizes of a theme."""
    names = {_camel(name): theme.colour(name).name() for name in _COLOURS}
    names |= {f"s{steps}": str(theme.space(steps)) for steps in range(1, 7)}
    names |= {name: str(theme.size(name)) for name in ("small", "body", "card", "page")}
    names |= {"faint": theme.faint().name(), "chip": str(theme.space(2.5))}
    names |= {
        # A ring of three pixels where a line of one was: what is inside keeps its place.
        **{f"ring{steps}": str(max(theme.space(steps) - (4 if steps == 5 else 2), 0)) for steps in (1, 2, 5)},
        "high": str(theme.line_height - 2),
        "pad": str(_text_padding(theme)),
        "key": str(theme.line_height - 4),
    }
    return Template(_SHEET + (_FRAMES if theme.frames_boxes else "")).substitute(names)


def _text_padding(theme: Theme) -> int:
    """What centres one line of text in a box of the height of a line."""
    return max((theme.line_height - 1 - round(theme.size("body") * 1.36)) // 2, 0)


def _camel(name: str) -> str:
    return name.replace("-surface", "Surface")
