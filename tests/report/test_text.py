"""Where lines break, and where they never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.content import Mark
from enec_desktop.report.fonts import load_faces
from enec_desktop.report.text import NO_BREAK, Atom, Line, Piece, Run, Typesetter, break_lines, natural_width
from tests.report.paper import FONTS

CLOSING = "，。、；：？！）》」”％%"
OPENING = "（《「“"


def atoms(*runs: Run) -> tuple[Atom, ...]:
    return Typesetter(load_faces(FONTS)).para(runs)


def words(line: Line) -> str:
    return "".join(part.text for _, part in line.parts if isinstance(part, Piece))


def lines(text: str, width: float, solid: bool = False) -> list[str]:
    return [words(line) for line in break_lines(atoms(Run(text, 10, solid=solid)), width)]


@given(st.text("食管癌abc 12，。（）“”-/%mg\n", max_size=80), st.floats(5, 300))
def test_breaking_keeps_every_character_and_every_line_in_its_measure(text: str, width: float) -> None:
    broken = break_lines(atoms(Run(text, 10)), width)
    assert "".join("".join(map(words, broken)).split()) == "".join(text.split())
    # One character is the least a line can hold.
    assert all(line.width <= max(width, 10.5) + 0.01 for line in broken)


@given(st.text("食管癌，。（）“”a1 ", min_size=1, max_size=60), st.floats(60, 200))
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(text: str, width: float) -> None:
    if any(atom.width > width for atom in atoms(Run(text, 10))):
        return  # nothing but marks, longer than a line
    if any(mark in text for mark in (" " + c for c in CLOSING)) or any(c + " " in text for c in OPENING):
        return  # a space was typed there
    broken = lines(text, width)
    assert not any(line[:1] in CLOSING for line in broken[1:] if line)
    assert not any(line[-1:] in OPENING for line in broken[:-1] if line)


@pytest.mark.parametrize(
    "bound",
    ["10 mm", "75 mg/m²", "90 %", "≥ 5 cm", "n = 84", "Ki-67 > 20 %", "CT1-014", "24-Nov-2026", "PD-L1"],
)
def test_what_belongs_together_is_never_parted(bound: str) -> None:
    for width in range(60, 160, 7):
        assert any(bound in line for line in lines(f"size of the lesion {bound} today", width)), width


def test_a_line_never_begins_with_the_dot_between_two_labels() -> None:
    for width in range(60, 160, 7):
        assert not any(line.startswith("·") for line in lines("published patient · hanzawa · page", width))


def test_words_joined_by_hyphen_or_slash_may_part_but_ids_may_not() -> None:
    assert lines("carboplatin/etoposide", 70) == ["carboplatin/", "etoposide"]
    assert lines("large-cell", 35) == ["large-", "cell"]
    assert lines("see SRC-morizane-2022", 80, solid=True) == ["see", "SRC-morizane-", "2022"] or lines(
        "see SRC-morizane-2022", 110, solid=True
    ) == ["see", "SRC-morizane-2022"]


def test_a_run_that_begins_with_a_fixed_space_stays_with_the_word_before() -> None:
    found = break_lines(atoms(Run("one two three", 10), Run(f"{NO_BREAK}(CT1-014)", 8, "second")), 80)
    assert words(found[-1]).split() == ["three", "(CT1-014)"]


def test_in_a_column_too_narrow_for_them_they_part_between_words() -> None:
    assert lines("n = 84 patients", 20)[:2] == ["n =", "84"]


def test_a_word_longer_than_a_line_is_divided_and_stays_whole() -> None:
    found = lines("W" * 5000, 300)
    assert "".join(found) == "W" * 5000
    assert len(found) > 100


def test_a_line_end_that_was_typed_is_a_line_end_on_paper() -> None:
    assert lines("one\n\ntwo", 300) == ["one", "", "two"]


def test_chinese_and_latin_get_air_between_them() -> None:
    assert natural_width(atoms(Run("第3周", 10))) > sum(natural_width(atoms(Run(c, 10))) for c in "第3周") + 3


def test_lost_characters_are_remembered_once_and_in_order() -> None:
    typesetter = Typesetter(load_faces(FONTS))
    typesetter.para([Run("😀 a", 10)])
    typesetter.sign(Mark.NOTE, "\x07😀", 10)
    assert list(typesetter.lost) == ["😀", "\x07"]
