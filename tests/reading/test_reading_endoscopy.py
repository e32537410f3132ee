"""Endoscopy and endosonography in prose, and what a letter tells of tests of several days."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("Tumour confined to the mucosa.", "endoscopy.depth_estimate", "mucosa"),
        ("Tumour limited to the submucosa.", "endoscopy.depth_estimate", "submucosa"),
        ("Tumour not confined to the mucosa.", "endoscopy.depth_estimate", None),
        ("Tumour confined to the mucosa? It may invade the submucosa.", "endoscopy.depth_estimate", None),
        ("Hypoechoic tumour, uT1b.", "staging.t", "T1b"),
        ("uT2-3, at least uT2.", "staging.t", None),
        ("EUS could not tell uT2 from uT3.", "staging.t", None),
        ("Stage uT2N0.", "staging.as_stated", "uT2N0"),
        (
            "Narrow lumen, gastroscope (9.9 mm) passes with mild resistance.",
            "endoscopy.obstruction",
            "passable",
        ),
        ("Ultrathin scope (5.4 mm) passes with mild resistance.", "endoscopy.obstruction", None),
        ("Scope passes without resistance.", "endoscopy.obstruction", "none"),
        ("Scope passed without resistance after dilatation.", "endoscopy.obstruction", None),
        ("Biopsies: 8 from lesion (jar 1), 4 from tongue (jar 2).", "endoscopy.biopsies", "8"),
        ("Suspected aortic invasion.", "study.contact", "doubtful"),
    ],
)
def test_endosonography_in_prose_is_read_where_it_is_certain(
    made: Reader, line: str, fact: str, value: str | None
) -> None:
    assert said(made.read(f"EUS REPORT\n{line}\n", TODAY)).get(fact) == value


def test_a_listed_station_with_a_round_node_is_a_lesion_and_a_benign_one_is_not(made: Reader) -> None:
    text = "EUS REPORT\nNodes: station 8L paraesophageal, 11 mm, round.\nstation 7 6 mm, looks benign.\n"
    found = [(one.field, one.span.of(text)) for one in made.read(text, TODAY).offers if one.kind == "lesion"]
    assert [words for field, words in found if field == "station"] == ["station 8L paraesophageal"]


def test_a_second_finding_further_down_does_not_move_the_tumour(made: Reader) -> None:
    text = "电子胃镜检查报告单\n距门齿25cm至31cm食管见溃疡型肿物。距门齿35cm另见一0.5cm黏膜下隆起。\n"
    assert said(made.read(text, TODAY))["endoscopy.cm_from_incisors"] == "25 cm"


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("血常规(11-03):HGB 94g/L。\n血常规(11-08):HGB 91g/L。", "91 g/L"),
        ("血常规(01-03):HGB 94g/L。\n血常规(12-28):HGB 91g/L。", "94 g/L"),
        ("血常规(11-08):HGB 91g/L。\nHGB 94g/L。", None),
    ],
)
def test_of_tests_on_several_days_of_a_letter_the_last_counts(
    made: Reader, lines: str, value: str | None
) -> None:
    found = said(made.read(f"出院记录\n出院日期:2025-11-09\n{lines}\n", TODAY))
    assert found.get("fitness.haemoglobin") == value


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("No haematemesis or haemoptysis.", "presentation.haemoptysis", "no"),
        ("No haemoptysis.", "presentation.haemoptysis", None),
        ("Dysphagia score 1.", "presentation.dysphagia", "1"),
        ("CTCAE dysphagia grade 3.", "presentation.dysphagia", None),
        ("He weighs 71.4 kg (1.78 m).", "fitness.height", "1.78 m"),
        ("Ex smoker.", "presentation.smoking", "former"),
        ("No history of ischaemic heart disease.", "fitness.coronary_disease", "no"),
    ],
)
def test_a_letter_tells_symptoms_and_fitness_where_the_words_are_those_of_the_field(
    made: Reader, line: str, fact: str, value: str | None
) -> None:
    assert said(made.read(f"Dear colleague,\n{line}\n", TODAY)).get(fact) == value
