"""Numbers stay with their units where a line on the screen ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.ui.line_breaks import kept_together

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    "together",
    ["18 %", "3-6 months", "55.5 %", "< 0.5", "50 × 10⁹/L", "60 mL/min", "12 ± 3", "34 cm", "> 20 %"],
)
def test_a_number_stays_with_its_unit_and_its_sign(together: str) -> None:
    assert kept_together(f"about {together}, or more") == f"about {together.replace(' ', NO_BREAK)}, or more"


@pytest.mark.parametrize("apart", ["phase 2 neuroendocrine", "and 15 patients", "Ki-67 index", "M1 (liver)"])
def test_words_part_as_before(apart: str) -> None:
    assert kept_together(apart) == apart


@given(st.text())
def test_no_place_in_the_text_moves_and_no_word_changes(text: str) -> None:
    kept = kept_together(text)
    assert len(kept) == len(text)
    assert kept.replace("\u00a0", " ") == text.replace("\u00a0", " ")
