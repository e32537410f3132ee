"""The map of the pathway: where the patient has been, is and may be, told by shape and word."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Picture
from enec_desktop.domain.drawing import Circle, Label, Line, Polygon
from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.time import AfterEvent
from enec_desktop.knowledge.loader import load_knowledge
from enec_desktop.paths import resources
from enec_desktop.wording.pathway import pathway_picture

DEMO = resources() / "demo"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("store"))


def picture(desk: Desk, name: str, event: str | None = None) -> Picture:
    case = desk.cases.read_file(DEMO / f"{name}.json")
    found = desk.assessments.assess(case, AfterEvent(event) if event else None)
    drawn = pathway_picture(found, desk.knowledge.base)
    assert drawn is not None
    return drawn


def test_the_way_is_told_in_order_with_todays_question_at_its_end(desk: Desk) -> None:
    # Takagi 2021: esophagectomy, adjuvant irinotecan and cisplatin, then progression after one line.
    words = picture(desk, "takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1").words.text
    assert re.search(r"1 diagnostic work-up; 2 after surgery, adjuvant treatment; 3 follow-up", words)
    assert "Today: second-line systemic treatment." in words


def test_an_open_question_of_the_day_lights_every_candidate_with_a_dashed_frame_and_a_diamond(
    desk: Desk,
) -> None:
    # jcimcr 2024: stage III, resectability never judged in the report.
    drawn = picture(desk, "jcimcr-2024-scnec-stage3-70m")
    assert "not known which" in drawn.words.text
    dashed = [one for one in drawn.drawing.shapes if isinstance(one, Line) and one.dashed]
    assert len(dashed) >= 3 * 4
    assert not [one for one in _filled(drawn) if one.fill == "note-surface"]


def test_today_is_told_by_shape_weight_and_word_not_by_colour_alone(desk: Desk) -> None:
    drawn = picture(desk, "vest-2022-lcnec-liver-55m")
    today = [one for one in _filled(drawn) if one.fill == "note-surface"]
    others = [one for one in _filled(drawn) if one.fill == "surface" and len(one.points) == 4]
    assert len(today) == 1
    assert today[0].width > max(one.width for one in others)
    strong = [one.text for one in drawn.drawing.shapes if isinstance(one, Label) and one.strong]
    assert "First line" in strong


def test_missing_facts_that_could_change_the_answer_have_a_diamond_at_the_box_of_today(desk: Desk) -> None:
    found = desk.assessments.assess(desk.cases.read_file(DEMO / "vest-2022-lcnec-liver-55m.json"))
    bare = replace(found, questions=())
    asks, none = (pathway_picture(one, desk.knowledge.base) for one in (found, bare))
    assert asks is not None and none is not None

    def diamonds(drawn: Picture) -> int:
        return sum(isinstance(one, Polygon) and one.colour == "ask" for one in drawn.drawing.shapes)

    assert diamonds(asks) == diamonds(none) + 1
    count = sum(one.matters for one in found.questions)
    assert f"could change the answer (the sign at the corner): {count}." in asks.words.text
    assert "missing" not in none.words.text


def test_passed_moments_carry_their_place_in_the_way(desk: Desk) -> None:
    drawn = picture(desk, "takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1")
    numbers = [one.text for one in drawn.drawing.shapes if isinstance(one, Label) and one.text.isdigit()]
    assert sorted(numbers) == ["1", "1", "2", "3"]  # one of them stands in the legend
    assert any(isinstance(one, Circle) for one in drawn.drawing.shapes)


def test_nothing_learnt_later_lights_the_map(desk: Desk) -> None:
    words = picture(desk, "takagi-2021-ip-toxicity-nivo-rt", "q-after-surgery").words.text
    assert "second-line" not in words and "follow-up" not in words


def test_no_line_of_the_map_runs_through_a_box(desk: Desk) -> None:
    drawn = picture(desk, "vest-2022-lcnec-liver-55m")
    boxes = [one.points for one in drawn.drawing.shapes if isinstance(one, Polygon) and _is_box(one)]
    edges = [one for one in drawn.drawing.shapes if isinstance(one, Line) and not one.dashed]
    for line in edges:
        x, y = (line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2
        if abs(line.x1 - line.x2) + abs(line.y1 - line.y2) < 8:  # strokes of the signs
            continue
        for (left, top), _, (right, bottom), _ in boxes:
            assert not (left + 1 < x < right - 1 and top + 1 < y < bottom - 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[relapse]", "[return]", "return"),
        ('next = ["relapse"', 'next = ["heaven"', "heaven"),
        ("column = 4\nrow = 3", "column = 4\nrow = 2", "stands where follow_up stands"),
        ('label = ["Inoperable"]', 'label = ["a", "b", "c"]', "3 lines"),
    ],
)
def test_a_map_that_does_not_fit_the_moments_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = shutil.copytree(resources() / "knowledge", tmp_path / "knowledge")
    path = folder / "pathway.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeRefused, match=said):
        load_knowledge(folder)


def _filled(drawn: Picture) -> list[Polygon]:
    return [one for one in drawn.drawing.shapes if isinstance(one, Polygon) and one.fill]


def _is_box(one: Polygon) -> bool:
    return len(one.points) == 4 and one.points[1][0] - one.points[0][0] > 50
