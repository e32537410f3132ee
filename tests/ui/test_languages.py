"""English and Chinese, changed while the window is open: by menu, by key and by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QListView, QTableView, QWidget

from enec_desktop.app.settings import SettingsDesk
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.languages import language_of, take_qt_words
from tests.ui.acting import ALT, CTRL, Key, User
from tests.ui.conftest import Opener

ENGLISH_WORDS = re.compile(r"[a-z]{3,}")
OWN = {"Enter", "Ctrl", "Alt", "Escape", "Esc", "Del", "Left", "Right"}


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Qt's own words belong to the application, which the next test has, too."""
    yield
    take_qt_words("en")


def turn_chinese(user: User) -> None:
    """Choose Chinese in the menu and wait until the window is there again."""
    user.menu("中文")
    user.qtbot.waitUntil(lambda: user.has("病例列表") or user.has("列表"))
    user.settle()


def chinese_table(user: User) -> QTableView:
    """The worklist's table under its Chinese name."""
    return user.of_kind(QTableView, "病例")


def cells(table: QTableView) -> set[str]:
    """Everything that stands in a table."""
    model = table.model()
    places = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
    return {str(model.index(row, column).data()) for row, column in places}


def test_the_worklist_turns_chinese_at_once(reader: User) -> None:
    reader.settle()
    turn_chinese(reader)
    assert reader.has("新建病例") and not reader.has("New case")
    said = cells(chinese_table(reader))
    assert {"二线全身治疗", "神经内分泌癌 (NEC)"} <= said
    assert [bar.text() for bar in reader.window.menuBar().actions()][0] == "文件(&F)"


def test_english_comes_back_at_once(reader: User) -> None:
    reader.settle()
    turn_chinese(reader)
    reader.menu("English")
    reader.qtbot.waitUntil(lambda: reader.has("New case"))
    reader.settle()
    assert "second-line systemic treatment" in cells(reader.table())


def test_the_open_case_stays_open_at_its_field(reader: User) -> None:
    reader.open_first("takagi")
    reader.chapter("Fitness")
    reader.go_to("Weight")
    reader.type("61")
    reader.press(Key.Key_Return)
    reader.settle()
    reader.go_to("Comorbidity")
    turn_chinese(reader)
    assert reader.stored().title.startswith("NEC of the lower esophagus")
    assert reader.has("ECOG 体能状态")
    assert reader.of_kind(QLineEdit, "体重").text() == "61"
    assert reader.focus_name() == "合并症"


def test_what_is_half_typed_is_kept(reader: User) -> None:
    reader.open_first("takagi")
    reader.chapter("Fitness")
    reader.go_to("Weight")
    reader.type("61 or so")
    turn_chinese(reader)
    assert reader.of_kind(QLineEdit, "体重").text() == "61 or so"


def test_a_value_that_cannot_be_is_refused_in_chinese(reader: User) -> None:
    reader.open_first("takagi")
    reader.chapter("Fitness")
    turn_chinese(reader)
    reader.go_to("体重")
    reader.type("6100")
    reader.press(Key.Key_Return)
    reader.settle()
    assert reader.see("“体重”不可能是", partly=True)


def test_a_date_in_four_readings_is_asked_in_chinese_and_one_digit_settles_it(reader: User) -> None:
    reader.open_first("seventies")
    reader.chapter("Patient")
    turn_chinese(reader)
    reader.go_to("出生日期")
    reader.type("5/3/26")
    reader.press(Key.Key_Tab)
    assert reader.see("可以指 1926-03-05、1926-05-03、2026-03-05 或 2026-05-03；", partly=True)
    assert reader.focus_name().endswith("1926-03-05")
    reader.press(Key.Key_1)
    born = reader.stored().of_kind("identity")[0].fact("birth_date").value
    assert born == PartialDate(1926, 3, 5)


def test_a_choice_made_in_chinese_is_the_same_fact(reader: User) -> None:
    reader.open_first("takagi")
    reader.chapter("Fitness")
    turn_chinese(reader)
    reader.choose("ECOG 体能状态", "1，重体力活动受限")
    reader.settle()
    (fitness,) = reader.stored().of_kind("fitness")
    assert fitness.fact("ecog").value == frozenset({"1"})


def test_the_assessment_has_chinese_labels_and_says_that_advice_is_english(reader: User) -> None:
    reader.open_first("takagi")
    turn_chinese(reader)
    said = [one.text() for one in reader.of_kind(QWidget, "评估").findChildren(QLabel)]
    assert {"概览", "诊断", "分期", "T 分期"} <= set(said)
    assert any("建议文字为英文原文" in text for text in reader.assessment_of("评估"))


def test_fields_and_values_of_a_case_read_chinese(reader: User) -> None:
    reader.open_first("takagi")
    turn_chinese(reader)
    for place, name in (("推演", "本院"), ("本院", "证据")):
        reader.click(place)
        assert reader.has(name)


def test_the_choice_lasts_to_the_next_start(open_user: Opener) -> None:
    user = open_user()
    turn_chinese(user)
    assert SettingsDesk(user.desk.settings.path).get("language", "") == "zh"


def test_the_palette_changes_the_language_and_finds_chinese_names(reader: User) -> None:
    reader.settle()
    reader.press(Key.Key_K, CTRL)
    reader.qtbot.waitUntil(lambda: reader.focus_name() == "What to find")
    reader.compose("中文")
    reader.press(Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.has("新建病例"))
    reader.settle()
    reader.press(Key.Key_K, CTRL)
    reader.qtbot.waitUntil(lambda: reader.focus_name() == "查找内容")
    reader.compose("卡铂")
    model = reader.of_kind(QListView, "查找结果").model()
    assert any("卡铂联合依托泊苷" in str(model.index(row, 0).data()) for row in range(model.rowCount()))
    reader.press(Key.Key_Escape)


def test_menus_open_by_the_same_letters(reader: User) -> None:
    reader.settle()
    turn_chinese(reader)
    letters = [action.text().partition("&")[2][:1] for action in reader.window.menuBar().actions()]
    assert letters == ["F", "E", "L", "V", "P"]


def test_keys_work_after_the_change(reader: User) -> None:
    reader.settle()
    turn_chinese(reader)
    reader.press(Key.Key_3, CTRL)
    assert reader.has("在全部证据中搜索")
    reader.press(Key.Key_1, CTRL)
    assert reader.has("在全部病例中搜索")
    reader.press(Key.Key_Left, ALT)


def test_qt_speaks_chinese_in_its_own_dialogs() -> None:
    take_qt_words("zh")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "取消"
    assert QCoreApplication.translate("QLineEdit", "&Copy").startswith("复制")


def test_the_first_start_follows_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    habits = SettingsDesk(tmp_path / "settings.json")
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("zh_CN")))
    assert language_of(habits) == "zh"
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_DE")))
    assert language_of(habits) == "en"


def test_no_button_or_name_of_the_worklist_stays_english(user: User) -> None:
    turn_chinese(user)
    names = [one.accessibleName() for one in user.window.findChildren(QWidget) if one.isVisible()]
    found = {word for text in (*names, *user.spoken()) for word in ENGLISH_WORDS.findall(text)}
    own = {word for name in OWN for word in ENGLISH_WORDS.findall(name)}
    assert found - own == set()
