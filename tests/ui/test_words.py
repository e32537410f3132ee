"""The words of the window: every key that is asked for exists, and no word promises too much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import enec_desktop.ui
from enec_desktop.paths import resources
from enec_desktop.wording.texts import read_texts

WINDOW = Path(enec_desktop.ui.__file__).parent
TEXTS = read_texts(resources() / "text" / "en.toml")
ASKED = re.compile(r'words\(\s*"([a-z_.]+)"')


def test_every_key_that_the_window_asks_for_exists() -> None:
    sources = (path.read_text(encoding="utf-8") for path in WINDOW.rglob("*.py"))
    asked = {key for source in sources for key in ASKED.findall(source)}
    assert len(asked) > 60
    assert asked - set(TEXTS) == set()


@pytest.mark.parametrize("word", ["best", "must", "safe", "proven", "AI"])
def test_no_word_of_the_window_promises_too_much(word: str) -> None:
    assert [key for key, text in TEXTS.items() if re.search(rf"\b{word}\b", text)] == []
