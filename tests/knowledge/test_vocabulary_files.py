"""The vocabulary: the one that ships is read in order, and every fault of a broken one is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import FieldType
from enec_desktop.knowledge.choice_lists import read_choices
from enec_desktop.knowledge.vocabulary_files import read_vocabulary
from enec_desktop.paths import resources
from tests.builders import vocabulary

CHAPTERS = 'lab = "Laboratory"\ntreatment = "Courses"\n'
CHOICES = '[yes_no]\nyes = "yes"\nno = "no"\n'
HEAD = (
    'label = "Test"\nplural = "Tests"\nchapter = "lab"\nlatest = "entry"\n[groups]\nall = "All"\n[fields]\n'
)


def write(folder: Path, fields: str = "", head: str = HEAD, **files: str) -> Path:
    contents = {"chapters": CHAPTERS, "choices": CHOICES, "sample": head + fields} | files
    for name, content in contents.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(KnowledgeRefused) as refused:
        read_vocabulary(folder)
    return refused.value.faults


def test_kinds_stand_in_the_order_of_their_chapters() -> None:
    chapters = [kind.chapter for kind in vocabulary().kinds.values()]
    assert chapters == sorted(chapters, key=list(vocabulary().chapters).index)


def test_kinds_of_one_chapter_stand_in_the_order_of_their_names() -> None:
    kinds = [kind.name for kind in vocabulary().kinds.values() if kind.chapter == "treatment"]
    assert kinds == ["course", "follow_up", "progression"]


def test_a_unit_that_converts_has_a_factor_and_one_that_does_not_stands_apart() -> None:
    assert vocabulary().field("fitness", "creatinine").units == {"µmol/L": 1.0, "mg/dL": 88.4}
    mitoses = vocabulary().field("specimen", "mitoses")
    assert mitoses.units["/10 HPF"] is None
    assert mitoses.apart["/10 HPF"] == "mitoses_hpf"


def test_a_property_says_yes_no_or_nothing_of_a_code() -> None:
    platinum = vocabulary().field("course", "regimen").properties["platinum"]
    assert platinum["EP"] == "yes"
    assert platinum["FOLFIRI"] == "no"
    assert "not_seen" not in platinum


def test_a_shared_list_of_codes_is_the_field_s_own() -> None:
    assert list(vocabulary().field("fitness", "transplant").choices) == ["yes", "no"]


def test_a_field_without_a_range_is_unbounded_and_without_a_usual_one_takes_the_possible(
    tmp_path: Path,
) -> None:
    fields = field("number", name="a") + field("number", "hard = [1, 9]", "b")
    read = read_vocabulary(write(tmp_path, fields))
    assert read.field("sample", "a").hard == Interval()
    assert read.field("sample", "b").soft == Interval(1, 9)


def test_what_a_file_says_of_a_text_and_its_kind_arrives(tmp_path: Path) -> None:
    head = HEAD.replace("[groups]", 'repeats = false\nparts_of = ["sample"]\n[groups]')
    more = 'long = true, outcome = true, stale_days = 3, help = "How"'
    kind = read_vocabulary(write(tmp_path, field("text", more), head)).kinds["sample"]
    assert (kind.repeats, kind.parts_of, kind.whole_entry) == (False, ("sample",), True)
    read = kind.fields["size"]
    assert (read.type, read.long_text, read.outcome) == (FieldType.TEXT, True, True)
    assert (read.stale_days, read.help) == (3, "How")


def field(type_: str, more: str = "", name: str = "size") -> str:
    return f'{name} = {{label = "A", type = "{type_}", group = "all"{more and ", "}{more}}}\n'


CODES = 'choices = "yes_no"'
BROKEN_FIELDS = [
    ("word", "", '"type" is'),
    ("text", 'unit = "mm"', '"unit" is no known key'),
    ("number", CODES, '"choices" is no known key'),
    ("number", "hard = [9, 1]", '"hard" is [9, 1]; write [lowest, highest]'),
    ("number", "hard = [1]", '"hard" is [1]'),
    ("number", "hard = [nan, 1]", '"hard" is [nan, 1]'),
    ("number", "hard = [0, 5], soft = [0, 9]", "the soft range goes beyond"),
    ("number", "whole = 1", '"whole" is 1; write true or false'),
    ("number", "units = {cm = 10}", "other units need a first one"),
    ("number", 'unit = "mm", units = {cm = 0}', "is not above 0"),
    ("number", 'unit = "mm", units = {mm = 1}', "a unit is named twice"),
    ("number", 'unit = "mm", apart = {HPF = "No name"}', "is not a name"),
    ("text", "stale_days = 0", '"stale_days" is below 1'),
    ("choice", "", "nothing is listed"),
    ("choice", 'choices = "colours"', '"choices" is "colours"'),
    ("choice", 'choices = {"a b" = "x"}', '"a b" is not a name'),
    ("choice", f'{CODES}, properties = {{p = {{yes = ["maybe"]}}}}', "maybe: no code of the field"),
    ("choice", f'{CODES}, properties = {{p = {{yes = ["no"], open = ["no"]}}}}', "both yes and open"),
    ("choice", f"{CODES}, properties = {{p = {{open = []}}}}", '"yes" is missing'),
]


@pytest.mark.parametrize(("type_", "more", "said"), BROKEN_FIELDS, ids=[said for *_, said in BROKEN_FIELDS])
def test_a_broken_field_is_named_with_its_file(tmp_path: Path, type_: str, more: str, said: str) -> None:
    found = faults(write(tmp_path, field(type_, more)))
    assert any(said in fault for fault in found)
    assert all("sample.toml" in fault and "size" in fault for fault in found)


def test_a_field_without_label_or_of_another_group_is_a_fault(tmp_path: Path) -> None:
    found = "\n".join(faults(write(tmp_path, 'a = {type = "text", group = "none"}')))
    assert '"label" is missing' in found
    assert '"group" is "none"; write one of all' in found


def test_faults_of_several_files_are_named_at_once(tmp_path: Path) -> None:
    write(
        tmp_path, field("text"), HEAD.replace('"lab"', '"nowhere"'), other="not toml", third=HEAD + "b = 3\n"
    )
    found = "\n".join(faults(tmp_path))
    assert all(
        part in found for part in ("sample.toml", '"chapter" is "nowhere"', "other.toml", "third.toml")
    )


def test_a_part_of_an_unknown_kind_is_a_fault(tmp_path: Path) -> None:
    head = HEAD.replace("[groups]", 'parts_of = ["study"]\n[groups]')
    write(tmp_path, field("text"), head)
    assert '"parts_of" names study' in faults(tmp_path)[0]


def test_a_fact_name_with_two_meanings_is_a_fault(tmp_path: Path) -> None:
    fields = field("choice", f"{CODES}, properties = {{b = {{yes = []}}}}", "a") + field("text", name="a_b")
    assert 'the fact name "a_b" is used twice' in faults(write(tmp_path, fields))[0]


def test_a_key_written_twice_is_a_fault_with_its_file(tmp_path: Path) -> None:
    (fault,) = faults(write(tmp_path, field("text") + field("text")))
    assert "sample.toml" in fault


def test_a_folder_without_chapters_and_choices_is_refused(tmp_path: Path) -> None:
    found = "\n".join(faults(tmp_path))
    assert "chapters.toml" in found
    assert "choices.toml" in found


def test_the_choices_of_a_field_read_alone_are_those_of_the_vocabulary() -> None:
    alone = read_choices(resources() / "knowledge" / "vocabulary" / "question.toml", "status")
    assert list(alone.items()) == list(vocabulary().field("question", "status").choices.items())


@pytest.mark.parametrize("content", ["", "[fields]\n", '[fields]\nstatus = {choices = "new"}\n', "not toml"])
def test_choices_that_cannot_be_read_alone_are_refused_with_the_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "question.toml").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeRefused, match=r"question\.toml: the choices of status cannot be read"):
        read_choices(tmp_path / "question.toml", "status")
