"""What goes wrong is said in the language in force: every refusal has its Chinese sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import enec_desktop
from enec_desktop.paths import resources
from enec_desktop.wording.problems import ProblemBook
from enec_desktop.wording.texts import read_problems

SENTENCES = read_problems(resources() / "text" / "problems-zh.toml")
PACKAGE = Path(enec_desktop.__file__).parent
SHOWN = ("app", "store", "domain/typed")
"""The rooms whose refusals a user of the window meets; faults inside a file are told in English."""
REFUSALS = {"StoreRefused", "CaseRefused", "EnecError", "Cancelled", "FieldProblem"}


def plain(text: str) -> str:
    return text


BARE = ProblemBook(SENTENCES, plain)


def written(node: ast.expr) -> str:
    """A sentence as the code has it, its places filled; "" for one that is put together elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "XYZ" for part in node.values)
    return ""


def refusals() -> Iterator[tuple[str, str]]:
    for room in SHOWN:
        for path in sorted((PACKAGE / room).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS and node.args:
                    sentence = written(node.args[0])
                    if sentence.replace("XYZ", "").strip(" .:;"):
                        yield f"{path.name}:{node.lineno}", sentence


def test_every_refusal_has_a_chinese_sentence() -> None:
    silent = {place: sentence for place, sentence in refusals() if BARE.told(sentence) == sentence}
    assert silent == {}


def test_what_fills_a_place_is_said_where_it_is_known_and_stays_as_it_is_elsewhere() -> None:
    told = BARE.told(
        "The change was not saved and nothing of it was kept: the disk is full; make room, then try again."
    )
    assert told == "更改未保存，未留下任何部分：磁盘已满；请腾出空间后重试。"
    assert BARE.told("There is no case <b>7 here.") == "此处没有病例 <b>7。"


def test_three_and_four_ways_to_read_a_text_are_told_as_a_list() -> None:
    told = BARE.told('"5" can be A; B; or C; write month in letters and year in full, such as D.')
    assert told == '"5" 可以指 A、B 或 C；请用字母写月份并写全年份，例如 D。'


def test_a_label_in_a_sentence_is_said_too() -> None:
    said = ProblemBook(SENTENCES, lambda text: {"Ki-67 index": "Ki-67 指数"}.get(text, text))
    assert said.told('"55" is not a unit of Ki-67 index; write %.') == '"55" 不是“Ki-67 指数”的单位；写 %。'


@pytest.mark.parametrize("sentence", ["Something nobody wrote.", "", "{a}"])
def test_an_unknown_sentence_stays_as_it_is(sentence: str) -> None:
    assert BARE.told(sentence) == sentence


def test_every_place_of_a_sentence_is_used() -> None:
    for english, chinese in SENTENCES.items():
        places = {part.split("}")[0] for part in english.split("{")[1:]}
        assert places == {part.split("}")[0] for part in chinese.split("{")[1:]}, english
