"""The sheet for the patient: only what was recorded, in plain words, without figures; easy to read."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from enec_desktop.domain.case import Case, FieldState
from enec_desktop.domain.content import Mark, Page, Section, Sentence
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.paths import resources
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.patient_sheet import patient_sheet, sheet_sections
from enec_desktop.wording.plain_words import PlainWords, read_plain
from enec_desktop.wording.translated import own_texts
from tests.assessing import shipped
from tests.builders import entry
from tests.wording.boards import STAMP, section, sentences, text
from tests.wording.decided import MEETING, decided, stamped
from tests.wording.reading_level import grade, syllables
from tests.wording.test_phrasebook import book, lacking

HIGHEST_GRADE = 7.0
NAMES = re.compile(r"(?<=called )[\w ]+")
"""Names of medicines: nobody can say them in shorter words."""


@cache
def plain() -> PlainWords:
    """The shipped words."""
    return read_plain(resources() / "board" / "plain.toml")


def sheet(told: Case | None = None, stamp: Stamp = STAMP, meeting: Meeting | None = MEETING) -> Page:
    """The sheet of a decided case, by default with its meeting and as a draft."""
    told = told or decided()
    known = known_then(told, shipped().vocabulary, Latest())
    found = assess(told, shipped(), Latest())
    return patient_sheet(told, known, found, shipped(), stamp, plain(), meeting)


def uncited(told: Case) -> tuple[Section, ...]:
    """The parts of the sheet with the fields their sentences rest on."""
    known = known_then(told, shipped().vocabulary, Latest())
    board = Board(told, known, assess(told, shipped(), Latest()), shipped(), MEETING)
    return sheet_sections(board, STAMP, plain())


def said(name: str, **other: Any) -> str:
    """The text of one part, of a decision with other words."""
    return text([section(sheet(decided(**other)), name)])


def test_the_aim_is_told_in_plain_words_and_the_words_of_the_team_stand_in_quotation_marks() -> None:
    told = said("decision")
    assert "The aim is to ease what the illness does to you." in told
    assert "palliative" not in told
    assert "As your team wrote it: “Carboplatin and etoposide, every three weeks”." in told
    assert "Why? As your team wrote it: “Metastatic small cell carcinoma; the kidney" in told


def test_a_regimen_written_just_so_is_told_in_plain_words() -> None:
    for written in ("EC", "carboplatin and etoposide (EC)"):
        told = said("decision", regimen=written)
        assert "The plan is chemotherapy. Its two medicines are called carboplatin and etoposide." in told
    assert "“No EC”" in said("decision", regimen="No EC")


def test_each_step_says_who_and_when_or_that_it_is_not_written_down() -> None:
    first, second = list(sentences([section(sheet(), "steps")]))[:2]
    assert first.text == "1. “Port”. Dr Adeyemi will see to this. It is to be done by 27-Nov-2026."
    assert second.text == (
        "2. “First cycle of EC”. Dr Okafor will see to this."
        " The day is not written down. Please ask your team."
    )
    assert (first.mark, second.mark) == (Mark.NONE, Mark.ASK)


def test_a_step_that_was_not_done_is_not_promised() -> None:
    dropped = entry(
        "action", "a-3", of="decision", what="MRI", owner="Dr A", due="2026-11-30", state="dropped"
    )
    told = text([section(sheet(decided(dropped)), "steps")])
    assert "3. “MRI”. This was not done. Please ask your team why." in told


def test_a_condition_is_told_without_the_expression_the_program_checks() -> None:
    told = said("decision")
    assert "“EP only if the kidney recovers”. If so: “EP”. Then the team will also" in told
    assert "talk about your case again. If not: “EC”." in told
    assert "creatinine" not in told.casefold()


@pytest.mark.parametrize(
    "words",
    [
        "Median overall survival 8 months.",
        "Response in 40 % of patients",
        "Response in 40 percent",
        "Etoposide 100 mg/m2, days 1 to 3",
        "Carboplatin AUC 5",
        "50.4 Gy in 28 fractions",
        "PFS is short",
        "One in three respond",
        "Poor prognosis",
        "中位生存期八个月",
    ],
)
def test_figures_of_outcome_and_doses_are_left_to_the_talk_and_the_sheet_says_so(words: str) -> None:
    page = sheet(decided(why=words, regimen=words, told=words, conditions=words))
    assert words not in text(page.first)
    assert text(page.first).count("figures or doses") == 4


def test_a_text_that_is_left_to_the_talk_still_says_what_it_is_about() -> None:
    assert "Who will talk with you? Your team wrote this down with figures" in said("talks", told="In 40 %.")
    kidney = entry("condition", "c-2", of="decision", words="If GFR is 60 ml or more", then="EP")
    told = text([section(sheet(decided(kidney)), "decision")]).splitlines()
    (held,) = [one for one in told if "figures" in one]
    assert held == f"{plain().topics['depends']} {plain().say['held']}"


def test_a_field_nobody_filled_in_is_said_in_words_with_whom_to_ask() -> None:
    bare = replace(decided(), entries=tuple(one for one in decided().entries if one.kind != "condition"))
    gone = ("regimen", "why", "outstanding", "again", "told", "trial")
    entries = tuple(
        replace(one, facts={key: fact for key, fact in one.facts.items() if key not in gone})
        if one.kind == "decision"
        else one
        for one in bare.entries
    )
    told = list(sentences(sheet(replace(bare, entries=entries)).first))
    for key in ("treatment", "why", "waiting", "tells", "again", "study", "nurse"):
        (found,) = [one for one in told if one.text == plain().say[f"{key}_missing"]]
        assert found.mark is Mark.ASK


def test_a_state_is_told_as_what_the_team_noted() -> None:
    told = said("talks", trial={"state": "not applicable"})
    assert "Your team noted: not applicable" in told or "Your team noted: does not apply" in told


def test_without_a_plan_there_is_one_sentence_and_no_empty_parts() -> None:
    page = sheet(decided(entry("question", "q-2", question="And now?")))
    assert [one.id for one in page.first] == ["decision"]
    assert text([section(page, "decision")]) == plain().say["undecided"]
    only_minutes = sheet(decided(entry("question", "q-2"), entry("decision", "d-2", minutes="Talked.")))
    assert text([section(only_minutes, "decision")]) == plain().say["undecided"]


def test_the_sheet_does_not_replace_the_talk_and_a_draft_says_what_it_is() -> None:
    assert "It does not take the place of the talk with your team." in text(sheet().first)
    assert plain().say["draft"] in text(sheet().first) and sheet().status.startswith("DRAFT")
    assert plain().say["draft"] not in text(sheet(stamp=stamped()).first)
    assert "There is a newer sheet of 25-Nov-2026." in text(sheet(stamp=stamped(1, versions=2)).first)


def test_that_a_study_was_thought_of_is_never_claimed() -> None:
    assert "Is there a study with new treatments for you? As your team wrote it: “None open here" in said(
        "talks"
    )


def test_dissent_minutes_and_the_stance_stay_out() -> None:
    told = text(sheet(decided(dissent="Some doubt.")).first)
    for words in ("Some doubt", "A node first", "Radiology showed", "deviates", "comorbidity"):
        assert words not in told


def test_what_a_word_of_the_team_means_is_told_only_where_it_is_printed() -> None:
    assert "Port: a small box under the skin." in said("words")
    assert "Stent" not in said("words")
    assert "Stent: a small tube" in said("words", outstanding="Stent if needed")


def test_hostile_and_long_texts_are_kept_whole() -> None:
    hostile = "<b>&amp;{who}{0} %s \u202eabc\u202c 食管 \U0001f9ea ' OR 1=1; -- \\n"
    hostile = hostile.replace("%", "")
    long = "word " * 800 + "end"
    page = sheet(decided(why=hostile, told=long, outstanding=hostile))
    told = text(page.first)
    assert told.count(hostile) == 2 and long in told


def test_every_sentence_of_the_record_leads_to_its_field() -> None:
    told = decided()
    by_id = {one.id: one for one in told.entries}
    quoted = [one for one in sentences(uncited(told)) if "“" in one.text]
    assert len(quoted) == 9
    for one in quoted:
        assert one.refs
        for ref in one.refs:
            place, _, name = ref.partition("/")
            fact = by_id[place].fact(name)
            assert fact.state is FieldState.VALUE
    assert all(one.text.strip() for one in sentences(uncited(told)))


@pytest.mark.parametrize(
    ("word", "heard"),
    [("team", 1), ("cure", 1), ("wrote", 1), ("illness", 2), ("little", 2), ("planned", 1), ("medicine", 3)],
)
def test_syllables_are_counted_as_they_are_heard(word: str, heard: int) -> None:
    assert syllables(word) == heard


def test_the_reading_level_is_reckoned_by_the_published_formula() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    platypus = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert grade(platypus) == pytest.approx(11.3, abs=2.0)


@pytest.mark.parametrize("part", ["say", "topics", "aim", "ask", "regimens", "terms"])
def test_the_fixed_phrases_read_at_grade_seven_or_below(part: str) -> None:
    words: dict[str, list[str]] = {
        "say": [*plain().say.values()],
        "topics": [*plain().topics.values()],
        "aim": [*plain().aim.values()],
        "ask": [*plain().ask.values()],
        "regimens": [NAMES.sub("Name", one) for one in plain().regimens.values()],
        "terms": [f"{one.name}: {one.means}" for one in plain().terms],
    }
    filled = (one.replace("{words}", "Words.").replace("{who}", "Dr Lee") for one in words[part])
    assert grade(" ".join(filled)) <= HIGHEST_GRADE


def test_no_fixed_sentence_alone_is_hard_to_read() -> None:
    every = (*plain().say.values(), *plain().topics.values(), *plain().aim.values(), *plain().ask.values())
    hard = {
        one: round(grade(one), 1) for one in every if grade(one.replace("{words}", "Words.")) > HIGHEST_GRADE
    }
    assert hard == {}


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Any) -> None:
    path = tmp_path / "plain.toml"
    path.write_text("[say]\n", encoding="utf-8")
    with pytest.raises(EnecError, match=r"plain\.toml cannot be read"):
        read_plain(path)


def test_titles_have_chinese_words() -> None:
    page = sheet(stamp=stamped())
    reader = book().reader(own_texts(decided()))
    assert lacking(page.first, reader) == set()
    assert reader.known(page.title) is not None


def test_every_aim_of_the_vocabulary_has_a_plain_sentence() -> None:
    choices = shipped().vocabulary.field("decision", "intent").choices
    assert set(choices) == set(plain().aim)


def test_no_word_of_the_sheet_counts_as_a_figure_itself() -> None:
    for one in (
        *plain().say.values(),
        *plain().topics.values(),
        *plain().aim.values(),
        *plain().ask.values(),
    ):
        assert not plain().is_held(Sentence(one).text)


def test_the_chinese_sheet_says_its_fixed_phrases_in_chinese_and_that_they_are_not_reviewed() -> None:
    noted = {name: {"state": "pending"} for name in ("told", "again", "trial", "outstanding", "why")}
    held = {"why": "Median survival 9 months", "carried_out": "changed"}
    for told in (decided(), decided(**noted), decided(**held)):
        page = sheet(told)
        reader = book().reader(own_texts(told))
        for one in sentences([*page.first]):
            if any(ref.startswith("term/") for ref in one.rests) or one.text in plain().aim.values():
                assert reader.known(one.text) is None, "what is told of treatment is not reviewed in Chinese"
            else:
                assert reader.known(one.text), one.text
    assert "未经审核" in book().common.say(plain().say["about"])
    assert "未经审核" in book().common.say(plain().say["undecided"])


def test_a_name_made_of_words_of_the_program_stays_as_it_is_written() -> None:
    reader = book().reader(own_texts(decided()))
    told = reader.say("SAMPLE, Patient · 14-Jul-1945 · HN 0042317")
    assert told == "SAMPLE, Patient · 1945-07-14 · HN 0042317"
    assert book().common.say("SAMPLE, Patient") != "SAMPLE, Patient"
