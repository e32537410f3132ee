"""The shipped fonts: what they can draw, and that they may be shipped."""

import unicodedata

import pytest

from enec_desktop.report.fonts import is_chinese, load_faces
from tests.report.paper import FONTS

SYMBOLS = "≤≥±µμ²³·×→←↑↓−◆●■▲○◇√≈≠∞°‰½¼–—‘’“”…†‡•€™℃①②Ⅰ㎡㎎⁰¹⁹⁻₂ﬁαβγδκλΔΩŁłØøßŐőȘșŢţĐđĦħƏəİı"


def faces():  # type: ignore[no-untyped-def]
    return load_faces(FONTS)


def gb2312() -> str:
    """The characters of GB2312 that a Chinese report may hold."""
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


@pytest.mark.parametrize("text", [SYMBOLS, gb2312(), "玥睿煊珺赟翀旻昇喆堃犇淼焱煜"])
def test_every_character_a_report_may_need_has_a_glyph(text: str) -> None:
    assert faces().printable(text)[1] == []


def test_regular_and_strong_text_are_drawn_by_their_own_faces() -> None:
    for strong, weight in ((False, "Regular"), (True, "SemiBold")):
        drawn = [(face.name, text) for face, text in faces().pieces("癌 ≥90%，“早”", strong)]
        assert drawn == [
            (f"NotoSansSC-{weight}", "癌"),
            (f"NotoSans-{weight}", " ≥90%"),
            (f"NotoSansSC-{weight}", "，“早”"),
        ]


def test_quotation_marks_and_dashes_go_with_the_script_they_touch() -> None:
    names = [(face.name.split("-")[0], text) for face, text in faces().pieces("a “b” 每——周", False)]
    assert names == [("NotoSans", "a “b” "), ("NotoSansSC", "每——周")]


def test_figures_have_one_width_so_that_columns_line_up() -> None:
    for strong in (False, True):
        [(face, _)] = faces().pieces("0", strong)
        assert len({face.width(figure, 10) for figure in "0123456789"}) == 1


def test_tabs_and_line_ends_stay_white_space() -> None:
    assert faces().printable("a\tb\r\nc\rd\u2028e") == ("a    b\nc\nd\ne", [])


def test_nothing_invisible_stays_invisible() -> None:
    for code in (
        *range(0x20),
        0x7F,
        0x85,
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        0x2066,
        0xFEFF,
    ):
        if chr(code) not in "\t\n\r":
            assert faces().printable(chr(code)) == (f"[U+{code:04X}]", [chr(code)])


def test_every_drawn_character_is_a_letter_mark_sign_or_space() -> None:
    shown = [chr(code) for code in range(0x10000) if faces().printable(chr(code))[0] == chr(code)]
    assert all(unicodedata.category(character)[0] in "LMNPSZ" for character in shown if character != "\n")
    assert len(shown) > 10_000


def test_chinese_is_told_from_latin() -> None:
    assert [is_chinese(c) for c in ("食", "，", "。", "＋", "a", "é", "≥", "")] == [True] * 4 + [False] * 4


def test_the_fonts_are_small_true_type_and_carry_their_licence() -> None:
    files = list(FONTS.iterdir())
    assert sum(file.stat().st_size for file in files) < 6_000_000
    fonts = [file for file in files if file.suffix == ".ttf"]
    assert len(fonts) == 4
    assert all(file.read_bytes()[:4] == b"\x00\x01\x00\x00" for file in fonts)
    licences = [file.read_text(encoding="utf-8") for file in files if file.name.startswith("OFL")]
    assert len(licences) == 2
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in licences)
