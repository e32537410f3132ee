"""Replay: what another edition of the knowledge would change for the stored cases, and by which rows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.main import run
from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.knowledge_base import KnowledgeBase, SafetyLevel, Standing
from enec_desktop.domain.replay import Replay
from enec_desktop.domain.time import AfterEvent, Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.editions import Comparing
from enec_desktop.paths import resources
from enec_desktop.wording.plain import section_text
from tests.engine.altered import verdict, with_finding, with_limit, with_verdicts

SHIPPED = resources() / "knowledge"
AWADA, TAKESHITA = "awada-2023-lcnec-ncrt", "takeshita-2000-emr-m3"
VEST, HUMPATH = "vest-2022-lcnec-liver-55m", "humpath-incidental-net-g1-71f"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The seven published patients in a store."""
    opened = open_desk(tmp_path_factory.mktemp("store"))
    opened.cases.load_samples()
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A copy of the knowledge that ships, to be edited."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "other"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Change the first place in a file where a text stands."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def cases_in(replay: Replay) -> set[str]:
    return {one.case_id for one in replay.changed}


def test_an_equal_edition_changes_nothing(desk: Desk, other: Path) -> None:
    replay = desk.replays.replay(other)
    assert (replay.cases, replay.edited, replay.changed) == (7, (), ())
    assert "No row, table, fact or option differs." in section_text(desk.replays.section(replay))


def test_what_changes_in_a_case_whose_board_says_its_intent_first_is_not_told(
    desk: Desk, other: Path
) -> None:
    file = "options/systemic/carboplatin-etoposide.toml"
    edit(other, file, 'standing = "recommended"', 'standing = "option"')
    made = desk.meetings.create(date(2026, 11, 24))
    desk.meetings.save(replace(desk.meetings.add_case(made.id, VEST), commit_first=True))
    try:
        replay = desk.replays.replay(other)
    finally:
        desk.meetings.remove(made.id)
    assert replay.waiting == (VEST,) and VEST not in cases_in(replay) and AWADA in cases_in(replay)
    told = section_text(desk.replays.section(replay))
    assert f"{VEST}: the board says its intent before it sees the advice" in " ".join(told.split())
    assert f"({VEST})" not in told


def test_one_row_of_first_line_changes_those_who_may_stand_before_a_first_line_of_nec(
    desk: Desk, other: Path
) -> None:
    # First line may be the question of Awada (M not stated), Takeshita (M not stated) and Vest (liver
    # metastasis), all NEC; Humpath may stand there too, but with a NET.
    edit(
        other,
        "options/systemic/carboplatin-etoposide.toml",
        'standing = "recommended"',
        'standing = "option"',
    )

    replay = desk.replays.replay(other)

    row = "carboplatin-etoposide/first-line-nec"
    assert cases_in(replay) == {AWADA, TAKESHITA, VEST}
    assert replay.edited == (row,)
    told = {
        (one.subject, one.what, one.before, one.after, one.rows) for c in replay.changed for one in c.changes
    }
    assert told == {("carboplatin-etoposide", "standing", "recommended", "option", (row,))}


def test_a_row_of_the_question_of_the_day_changes_those_whose_question_it_was(
    desk: Desk, other: Path
) -> None:
    edit(
        other,
        "tables/moment.toml",
        'then = ["after_endoscopic_resection"]',
        'then = ["follow_up"]',
    )

    replay = desk.replays.replay(other)

    assert cases_in(replay) == {TAKESHITA, HUMPATH}
    moments = [one for case in replay.changed for one in case.changes if one.subject == "moment"]
    assert {one.rows for one in moments} == {("moment/after-endoscopic-resection",)}
    assert all("follow-up" in one.after and "follow-up" not in one.before for one in moments)


def test_a_faulty_edition_is_refused_with_every_fault(desk: Desk, other: Path) -> None:
    edit(other, "silences.toml", "[doses-and-cycles]", "[doses]")
    with pytest.raises(KnowledgeRefused, match="doses-and-cycles"):
        desk.replays.replay(other)


def test_progress_is_told_case_by_case(desk: Desk, other: Path) -> None:
    told: list[tuple[int, int]] = []
    desk.replays.replay(other, lambda done, total: told.append((done, total)))
    assert told == [(number, 7) for number in range(1, 8)]


def test_a_replay_that_is_stopped_says_how_far_it_came(desk: Desk, other: Path) -> None:
    told: list[int] = []
    replay = desk.replays.replay(other, lambda done, _: told.append(done), lambda: len(told) == 3)
    assert (replay.cancelled, replay.cases) == (True, 3)
    assert "Stopped before the last case" in section_text(desk.replays.section(replay))


def test_a_case_the_other_edition_cannot_read_is_named_with_the_reason(desk: Desk, other: Path) -> None:
    edit(other, "vocabulary/specimen.toml", "\ntype_as_stated = ", "\ntype_as_read = ")
    replay = desk.replays.replay(other)
    assert replay.refused
    assert all("type_as_stated" in why for _, why in replay.refused)


def _ec_last(base: KnowledgeBase) -> KnowledgeBase:
    rows = base.options["carboplatin-etoposide"].verdicts
    weaker = tuple(replace(row, standing=Standing.INVESTIGATIONAL) for row in rows)
    return with_verdicts("carboplatin-etoposide", weaker)


def _without_option(base: KnowledgeBase) -> KnowledgeBase:
    left = {id_: one for id_, one in base.options.items() if id_ != "folfox"}
    return replace(base, options=MappingProxyType(left))


EDITS: dict[str, Callable[[KnowledgeBase], KnowledgeBase]] = {
    "weaker rows": _ec_last,
    "an option gone": _without_option,
    "a new row": lambda _: with_verdicts("folfox", (verdict("folfox", "moment == second_line"),)),
    "a new limit": lambda _: with_limit("cisplatin", "histology.class == NEC", SafetyLevel.STOP),
    "a new finding": lambda _: with_finding("planted", "histology.class == NET"),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_short_way_over_the_touched_options_finds_all_that_the_long_way_finds(
    desk: Desk, name: str
) -> None:
    base = desk.knowledge.base
    after = EDITS[name](base)
    cases = [desk.cases.open(row) for row in ids(desk)]

    found = desk.replays.over(cases, len(cases), after)

    comparing = Comparing(base, after)
    long_way = {case.id for case in cases if any(changed(case, base, after, comparing))}
    assert cases_in(found) == long_way
    assert long_way


def ids(desk: Desk) -> list[str]:
    """The stored cases."""
    return sorted(path.stem for path in (resources() / "demo").glob("*.json"))


def changed(case: Case, base: KnowledgeBase, after: KnowledgeBase, comparing: Comparing) -> Iterator[bool]:
    """Whether whole assessments differ, at the last question and at the end."""
    day = datetime.now(tz=UTC).date()  # noqa: TID251
    for at in (AfterEvent(case.of_kind("question")[-1].id), Latest(day)):
        yield bool(comparing.changes(assess(case, base, at), assess(case, after, at)))


def test_the_command_line_prints_the_replay_as_text_and_as_json(
    tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--data-dir", str(tmp_path / "store")]
    run([*store, "import", str(resources() / "demo" / f"{VEST}.json")])
    edit(
        other,
        "options/systemic/carboplatin-etoposide.toml",
        'standing = "recommended"',
        'standing = "option"',
    )
    capsys.readouterr()

    assert run([*store, "replay", str(other)]) == 0
    assert "The advice changes in 1 of 1 cases" in capsys.readouterr().out
    assert run([*store, "replay", str(other), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["changed"][0]["changes"][0]["rows"] == ["carboplatin-etoposide/first-line-nec"]


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path / "store"), "replay", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
