"""The token table: complete in every palette, and readable by arithmetic."""

import itertools
from pathlib import Path

import pytest

from enec_desktop import paths
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.style import Tokens
from enec_desktop.wording.tokens import read_tokens

MARKS = ("note", "ask", "caution", "stop")
GROUNDS = ("surface", "raised")
TEXT = [
    *itertools.product(("text", "second", "accent", *MARKS), GROUNDS),
    *((mark, f"{mark}-surface") for mark in MARKS),
    *(("text", f"{mark}-surface") for mark in MARKS),
    ("surface", "accent"),
    # A chosen or pointed-at line, the current place, a field with the cursor.
    *((ink, "note-surface") for ink in ("second", "accent", "caution", "ask", "stop")),
    # Words in a field that could not be read, and in the banners.
    *((ink, f"{mark}-surface") for ink in ("second", "accent") for mark in ("caution", "stop")),
]
LINES = [
    *itertools.product(("line", "off", *(f"chart-{n}" for n in range(1, 7))), GROUNDS),
    # Focus: its line on every ground it can stand on, and the ring inside what is filled with the accent.
    *itertools.product(("accent",), (*GROUNDS, *(f"{mark}-surface" for mark in MARKS))),
    ("surface", "accent"),
]


def tokens() -> Tokens:
    return read_tokens(paths.resources() / "style" / "tokens.toml")


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_arithmetic_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", ["light", "dark", "contrast", "projector"])
def test_all_text_reaches_four_and_a_half_to_one(palette: str) -> None:
    colours = tokens().palettes[palette]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("palette", ["light", "dark", "contrast", "projector"])
def test_all_lines_that_carry_meaning_reach_three_to_one(palette: str) -> None:
    colours = tokens().palettes[palette]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in LINES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_what_cannot_be_used_now_looks_another_way_in_every_palette() -> None:
    for colours in tokens().palettes.values():
        assert contrast(colours["text"], colours["off"]) >= 3


def test_every_colour_is_in_a_tested_pair_or_is_a_ground() -> None:
    tested = {name for pair in TEXT + LINES for name in pair}
    assert set(tokens().palettes["light"]) == tested


def test_paper_has_its_measures() -> None:
    table = tokens()
    assert table.sizes["paper-body"] == 10.5
    assert table.spacing["paper-margin"] == pytest.approx(18 / 25.4 * 72, abs=0.01)
    assert min(size for name, size in table.sizes.items() if name.startswith("paper")) >= 7


def test_every_fault_of_a_table_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "tokens.toml"
    file.write_text(
        "[sizes]\nbody = 0\n[spacing]\nstep = true\n"
        '[palettes.light]\ntext = "black"\nline = "#000000"\n[palettes.dark]\ntext = "#FFFFFF"\n',
        encoding="utf-8",
    )
    with pytest.raises(EnecError) as caught:
        read_tokens(file)
    for fault in ("sizes.body", "spacing.step", "palettes.light.text", "palettes.dark lacks line"):
        assert fault in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "sizes = 1\n", "not toml", "[sizes]\n[spacing]\n[palettes]\nlight = 1\n"]
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tokens.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EnecError):
        read_tokens(file)


def test_a_missing_table_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(EnecError, match="Install the program again"):
        read_tokens(tmp_path / "none.toml")
