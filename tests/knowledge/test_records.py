"""Tables of the knowledge files read member by member."""

from pathlib import Path

from enec_desktop.domain.evidence import Tier
from enec_desktop.knowledge.records import Record, read_records, read_toml

FILE = Path("somewhere/knowledge/tables/grade.toml")


def record(**table: object) -> Record:
    return Record(FILE, "g2", table)


def test_what_is_written_is_read_without_a_fault() -> None:
    one = record(say="yes", refs=["D02"], tier="case_report", limit=0.5, age=3, numbers=[52, 68])
    assert one.text("say") == "yes"
    assert one.texts("refs") == ("D02",)
    assert one.code("tier", Tier) is Tier.CASE_REPORT
    assert one.number("limit") == 0.5
    assert one.whole("age") == 3
    assert one.wholes("numbers") == (52, 68)
    assert one.done() == ()


def test_a_missing_key_takes_its_default_or_is_a_fault() -> None:
    one = record()
    assert one.text("note", "") == ""
    assert one.texts("refs", ()) == ()
    assert one.number("limit", 2) == 2
    one.text("say")
    assert one.done() == ('tables/grade.toml [g2]: "say" is missing; write it.',)


def test_values_of_another_type_are_faults_that_say_what_to_write() -> None:
    one = record(say="", refs="D02", tier="phase II", limit=True, age=1.5)
    one.text("say"), one.texts("refs"), one.code("tier", Tier), one.number("limit"), one.whole("age")
    faults = one.done()
    assert len(faults) == 5
    assert "write one of randomised, guideline" in faults[2]


def test_a_text_listed_twice_is_a_fault() -> None:
    one = record(refs=["D02", "D02"])
    one.texts("refs")
    assert one.done() == ('tables/grade.toml [g2]: "refs" lists D02 twice; keep one.',)


def test_an_unknown_key_is_a_fault_that_names_the_nearest_one() -> None:
    one = record(because="x", wenn="always")
    one.text("because"), one.text("when", "")
    assert one.done() == ('tables/grade.toml [g2]: "wenn" is no known key: write "when".',)


def test_faults_of_inner_tables_are_told_with_their_own_id() -> None:
    one = record(rows=[{"id": "first", "then": ""}, {"then": "G2"}], where={"x": 1})
    for row in one.parts("rows"):
        row.text("id", "")
        row.text("then")
    one.part("where")
    faults = one.done()
    assert faults[0].startswith('tables/grade.toml [first]: "then"')
    assert faults[1].startswith('tables/grade.toml [g2.where]: "x" is no known key')
    assert len(faults) == 2


def test_a_list_where_a_table_belongs_is_a_fault() -> None:
    one = record(rows={"then": "G2"}, where=[])
    assert one.parts("rows") == ()
    one.part("where")
    assert len(one.done()) == 2


def test_a_key_written_twice_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "grade.toml"
    path.write_text('[g2]\nsay = "a"\nsay = "b"\n', encoding="utf-8")
    content, faults = read_toml(path)
    assert content == {}
    assert "line 3" in faults[0]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert len(read_toml(tmp_path / "none.toml")[1]) == 1


def test_a_value_outside_every_table_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "grade.toml"
    path.write_text('say = "a"\n[g2]\nsay = "b"\n', encoding="utf-8")
    records, faults = read_records(path)
    assert [one.id for one in records] == ["g2"]
    assert "'say' is no table" in faults[0]
