"""What is ticked at the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.knowledge.board_files import read_checklist
from enec_desktop.paths import resources


def test_every_item_of_the_shipped_list_is_said_in_both_languages() -> None:
    items = read_checklist(resources() / "board" / "checklist.toml")
    assert {"imaging", "pathology", "fitness", "wishes", "trial", "told"} <= {one.id for one in items}
    assert all(one.words("en") and one.words("zh") and one.words("en") != one.words("zh") for one in items)


def test_an_item_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "checklist.toml"
    file.write_text('[[item]]\nid = "a"\nsay = "A"\nsay_zh = "甲"\n' * 2, encoding="utf-8")
    with pytest.raises(KnowledgeRefused, match="twice"):
        read_checklist(file)
