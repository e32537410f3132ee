"""Treatment told in a phrase: what was given is read, what is planned, offered, of others or mixed is not."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY

LETTER = "Dear colleague,\n"
BRIEF = "出院记录\n"
CT = "CT CHEST\nClinical: "


def course(made: Reader, text: str) -> dict[str, str]:
    found = said(made.read(f"{text}\n", TODAY))
    return {
        name.removeprefix("course."): value for name, value in found.items() if name.startswith("course.")
    }


@pytest.mark.parametrize(
    ("text", "regimen", "cycles"),
    [
        (f"{LETTER}She received four cycles of etoposide-cisplatin in 2025.", "EP", "4"),
        (f"{LETTER}Carboplatin AUC5 + etoposide 100 mg/m2 x 6, last dose 2026-01-12.", "EC", "6"),
        (f"{LETTER}Progressed through carboplatin/etoposide x6 last year.", "EC", "6"),
        (f"{CT}NEC of the oesophagus, s/p 6x EP, ?progression.", "EP", "6"),
        (f"{CT}large cell NEC, after 3 cycles of carboplatin/etoposide.", "EC", "3"),
        (f"{BRIEF}患者于2025-06行依托泊苷+卡铂方案化疗6个周期,末次化疗时间2025-10-18。", "EC", "6"),
        (f"{BRIEF}术后行EP方案化疗4周期。", "EP", "4"),
        ("CT检查报告单\n临床诊断:食管小细胞癌EP方案4周期后评估", "EP", "4"),
    ],
)
def test_chemotherapy_that_was_given_is_read_with_its_cycles(
    made: Reader, text: str, regimen: str, cycles: str
) -> None:
    found = course(made, text)
    assert (found["regimen"], found["modality"], found["cycles"]) == (regimen, "chemotherapy", cycles)


@pytest.mark.parametrize(
    "text",
    [
        f"{LETTER}We offered four cycles of cisplatin/etoposide.",
        f"{LETTER}Carboplatin/etoposide x 4 from 3 March, CT after 2.",
        f"{LETTER}CT after 3 cycles of carboplatin/etoposide.",
        f"{LETTER}Plan: cisplatin/etoposide x 4.",
        f"{LETTER}She had cisplatin/etoposide explained to her.",
        f"{LETTER}Given carboplatin/etoposide x 4 is active, we talked it over.",
        f"{LETTER}Breast cancer treated with 4 cycles of carboplatin/etoposide in 2011.",
        f"{LETTER}She completed 6 cycles of carboplatin and etoposide with atezolizumab.",
        f"{LETTER}Received EP (carboplatin/etoposide) x 4.",
        f"{LETTER}Completed 4 of 6 cycles of cisplatin/etoposide.",
        f"{LETTER}We plan an Ivor Lewis oesophagectomy after chemotherapy.",
        f"{BRIEF}建议EP方案4周期后手术。",
        f"{BRIEF}行EP方案化疗4周期前完善检查。",
        f"{BRIEF}返院行EP方案第3周期化疗。",
        f"{BRIEF}乳腺癌术后EC方案化疗4周期后。",
        f"{BRIEF}拟行食管癌根治术。",
        f"{LETTER}Small cell lung cancer in 2015. He received cisplatin/etoposide x 4 then.",
        f"{LETTER}Small cell carcinoma of the lung 2015, treated with cisplatin/etoposide x 4.",
        f"{LETTER}Finished 3 of a planned 6 cycles of cisplatin/etoposide.",
        f"{LETTER}Received carboplatin, etoposide and durvalumab x 4.",
        f"{CT}Assessment before oesophagectomy. Father had oesophagectomy.",
        f"{BRIEF}既往2018年肺小细胞癌,行EP方案化疗6周期。",
    ],
)
def test_what_is_planned_offered_or_mixed_is_no_course(made: Reader, text: str) -> None:
    assert course(made, text) == {}


def test_two_courses_of_one_regimen_leave_their_cycles_open(made: Reader) -> None:
    text = f"{LETTER}Received 2 cycles of carboplatin/etoposide. Completed 4 cycles of carboplatin/etoposide."
    assert course(made, text) == {"regimen": "EC", "modality": "chemotherapy"}


@pytest.mark.parametrize(
    "text",
    [
        f"{LETTER}He is s/p Ivor Lewis esophagectomy and has recovered.",
        f"{LETTER}She underwent minimally invasive McKeown oesophagectomy in May 2025.",
        f"{BRIEF}患者2025年6月经食管癌根治术。",
    ],
)
def test_an_operation_that_was_done_is_read(made: Reader, text: str) -> None:
    assert course(made, text) == {"modality": "surgery"}


def test_drugs_with_concurrent_radiation_are_one_course_and_those_before_it_leave_its_kind_open(
    made: Reader,
) -> None:
    together = course(
        made,
        f"{LETTER}Received cisplatin/etoposide x 4 with concurrent radiotherapy 50 Gy to the oesophagus.",
    )
    assert together["modality"] == "chemoradiotherapy"
    assert together["radiotherapy_site"] == "esophagus"
    apart = course(
        made, f"{LETTER}Cisplatin/etoposide x4 completed, then radiotherapy 50 Gy to the oesophagus."
    )
    assert apart == {"regimen": "EP", "cycles": "4"}


def test_a_course_told_in_a_report_is_not_of_the_day_of_the_report(made: Reader) -> None:
    reading = made.read(f"{CT}s/p 6x EP.\nExam date: 2026-03-02\nFindings: Normal.\n", TODAY)
    days = {target.kind: target.date for target in reading.targets.values()}
    assert days["course"] is None
    assert days["study"] is not None


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("Overall response: PR (was SD)", "PR"),
        ("Overall response (RECIST 1.1): CR", "CR"),
        ("Overall response: SD", None),
        ("Overall response: PD", None),
        ("疗效评价:PR(RECIST 1.1)", "PR"),
    ],
)
def test_only_a_response_that_stays_the_best_one_is_read(
    made: Reader, text: str, response: str | None
) -> None:
    assert course(made, f"CT CHEST\nImpression: {text}").get("best_response") == response
