"""English and Chinese: the same keys, the same places to fill, the same letters to press."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from enec_desktop.paths import resources
from enec_desktop.wording.texts import read_texts

FOLDER = resources() / "text"
ENGLISH, CHINESE = read_texts(FOLDER / "en.toml"), read_texts(FOLDER / "zh.toml")
CONTENT: dict[str, Any] = tomllib.loads((FOLDER / "content-zh.toml").read_text(encoding="utf-8"))
PLACE = re.compile(r"\{(\w+)\}")
LETTER = re.compile(r"&(.)")
ALIKE = {"window.title", "menu.language_en", "menu.language_zh", "field.converted", "summary.filter"}
"""What reads the same in both languages."""
TOO_MUCH = ("最佳", "最优", "必须", "务必", "安全", "证明", "保证", "人工智能")


def test_both_languages_have_the_same_keys() -> None:
    assert set(ENGLISH) - set(CHINESE) == set()
    assert set(CHINESE) - set(ENGLISH) == set()


def test_the_places_that_the_program_fills_are_the_same() -> None:
    differ = {
        key: (ENGLISH[key], CHINESE[key])
        for key in ENGLISH
        if sorted(PLACE.findall(ENGLISH[key])) != sorted(PLACE.findall(CHINESE[key]))
    }
    assert differ == {}


def test_menus_are_opened_by_the_same_letters() -> None:
    differ = {
        key: (ENGLISH[key], CHINESE[key])
        for key in ENGLISH
        if [one.lower() for one in LETTER.findall(ENGLISH[key])]
        != [one.lower() for one in LETTER.findall(CHINESE[key])]
    }
    assert differ == {}


def test_every_text_with_words_is_translated() -> None:
    words = {key for key, text in ENGLISH.items() if re.search(r"[a-z]{3}", PLACE.sub("", text))} - ALIKE
    words = {key for key in words if not key.endswith("_key")}
    assert {key for key in words if not re.search(r"[\u4e00-\u9fff]", CHINESE[key])} == set()


@pytest.mark.parametrize("part", ["patterns", "leads"])
def test_a_phrase_has_the_same_places_in_both_languages(part: str) -> None:
    differ = {
        english: other
        for english, other in CONTENT[part].items()
        if sorted(PLACE.findall(english)) != sorted(PLACE.findall(other))
    }
    assert differ == {}


@pytest.mark.parametrize("word", TOO_MUCH)
def test_no_chinese_word_promises_too_much(word: str) -> None:
    labels = (resources() / "knowledge" / "zh").glob("*.toml")
    texts = [*FOLDER.glob("*zh.toml"), *labels]
    assert [path.name for path in texts if word in path.read_text(encoding="utf-8")] == []
