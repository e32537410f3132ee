"""What is typed finds a name in four ways, the nearest first."""

from __future__ import annotations

import pytest

from enec_desktop.domain.nearness import BEGINS, HOLDS, LETTERS, WORDS, nearness


@pytest.mark.parametrize(
    ("wanted", "name", "expected"),
    [
        ("", "Board summary", BEGINS),
        ("boa", "Board summary", BEGINS),
        ("Board S", "Board summary", BEGINS),
        ("sum", "Board summary", WORDS),
        ("su bo", "Board summary", WORDS),
        ("cell", "small-cell carcinoma", WORDS),
        ("mmar", "Board summary", HOLDS),
        ("bdsy", "Board summary", LETTERS),
        ("by", "Board summary", None),
        ("sumz", "Board summary", None),
        ("小明", "王小明", HOLDS),
    ],
)
def test_a_name_is_as_near_as_its_first_fit(wanted: str, name: str, expected: int | None) -> None:
    assert nearness(wanted, name) == expected
