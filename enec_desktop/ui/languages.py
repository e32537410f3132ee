"""The language of the window: which one at the start, and how Qt's own dialogs speak it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from enec_desktop.app.settings import SettingsDesk
from enec_desktop.app.words import CHINESE, ENGLISH, LANGUAGES
from enec_desktop.ui.kit import Kit

SETTING = "language"

_QT = {CHINESE: "qtbase_zh_CN"}
"""Qt's own translations by language; without one its dialogs stay English."""

_NAME = "enec-qt-language"


def language_of(settings: SettingsDesk) -> str:
    """The language that was chosen last; until one was, Chinese on a Chinese system, else English."""
    chinese = QLocale.system().language() == QLocale.Language.Chinese
    usual = CHINESE if chinese else ENGLISH
    kept = settings.get(SETTING, usual)
    return kept if kept in LANGUAGES else usual


def speak(kit: Kit, language: str) -> None:
    """Take another language for everything that is made from now on, and keep it."""
    kit.desk.words.turn(language)
    kit.desk.settings.set(SETTING, language)
    take_qt_words(language)


def take_qt_words(language: str) -> None:
    """Let Qt's standard dialogs and menus of text lines speak a language."""
    app = QCoreApplication.instance()
    assert app is not None
    for old in app.findChildren(QTranslator, _NAME):
        QCoreApplication.removeTranslator(old)
        old.deleteLater()
    if language in _QT:
        translator = QTranslator(app)
        translator.setObjectName(_NAME)
        if translator.load(_QT[language], QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            QCoreApplication.installTranslator(translator)
