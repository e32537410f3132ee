"""Whose a value is: of this report and this tumour, or of another house, sample, tissue or time."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY, reader


@pytest.fixture(scope="module")
def made() -> Reader:
    return reader()[0]


def told(made: Reader, text: str) -> dict[str, str]:
    """The offers of a text: the words each was read from, by its field."""
    reading = made.read(text, TODAY)
    return {f"{one.kind}.{one.field}": one.span.of(reading.text) for one in reading.offers}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Submitting laboratory case # TV-26-00418", ""),
        ("Your ref no: H26/1182", ""),
        ("External accession: P26-4471", ""),
        ("Slides from Ridge Clinic, their case number AB26-5521", ""),
        ("外院病理号:2025-22071", ""),
        ("City Hospital  Lab no: H26-5521", "H26-5521"),
        ("Es. n. 2025/I-8841", "2025/I-8841"),
        ("Hospital no. 2025/88411", ""),
    ],
)
def test_a_number_of_another_house_or_of_the_patient_is_not_that_of_the_report(
    made: Reader, line: str, number: str
) -> None:
    reading = made.read(f"HISTOPATHOLOGY REPORT\n{line}\n\nDIAGNOSIS\nSmall cell carcinoma.", TODAY)
    assert (reading.reports[0].report_id or "") == number


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Clin.: carcinoma, Ki67 35 %", "specimen.ki67"),
        ("Carcinoma of the cardia on the external biopsy (Ki-67 35 %).", "specimen.ki67"),
        ("The previous endoscopic biopsy (synaptophysin +, Ki-67 50 %) is not at hand.", "specimen.ki67"),
        ("术前胃镜活检(Ki-67 50%)。", "specimen.ki67"),
        (
            "The cells in the deep margin are smooth muscle (synaptophysin -, desmin +).",
            "specimen.synaptophysin",
        ),
        ("Nerve bundles (synaptophysin +, S100 +) are seen at the edge.", "specimen.synaptophysin"),
        ("Ganglion cells are synaptophysin positive.", "specimen.synaptophysin"),
        ("Mast cells stain positive; histiocytes: CD56 +.", "specimen.cd56"),
    ],
)
def test_a_result_of_another_sample_or_of_normal_tissue_is_not_that_of_the_tumour(
    made: Reader, text: str, fact: str
) -> None:
    assert fact not in told(made, f"HISTOLOGY\n{text}")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Tumour cells in the muscularis propria are synaptophysin positive.", "specimen.synaptophysin"),
        ("Synaptophysin +, desmin - (smooth muscle serves as control).", "specimen.synaptophysin"),
        ("No previous biopsy. Ki-67 60 %.", "specimen.ki67"),
    ],
)
def test_a_result_of_the_tumour_beside_words_of_other_tissue_is_offered(
    made: Reader, text: str, fact: str
) -> None:
    assert fact in told(made, f"HISTOLOGY\n{text}")


@pytest.mark.parametrize(
    "row",
    [
        "Creatinine    2.10 mg/dL (mislabeled tube)",
        "Creatinine    2.10 mg/dL -> corrected to 1.02 mg/dL",
        "Creatinine    2.10 mg/dL, withdrawn, wrong patient",
        "Creatinine    2.10 mg/dL  amended to 1.02 mg/dL",
    ],
)
def test_a_laboratory_value_that_was_withdrawn_is_not_offered(made: Reader, row: str) -> None:
    offered = told(made, f"LABORATORY REPORT\nSodium   138 mmol/L\n{row}\n")
    assert "fitness.creatinine" not in offered
    assert "fitness.sodium" in offered


@pytest.mark.parametrize(
    ("sentence", "offered"),
    [
        ("He has been off warfarin since 2017.", False),
        ("She is no longer on warfarin.", False),
        ("He stopped his warfarin in May.", False),
        ("He takes warfarin for atrial fibrillation.", True),
    ],
)
def test_a_medicine_that_somebody_is_off_is_not_taken_for_one_in_use(
    made: Reader, sentence: str, offered: bool
) -> None:
    letter = f"Clinic letter\nDear Dr Hale\n\n{sentence}\nKind regards\n"
    assert ("fitness.anticoagulant" in told(made, letter)) is offered


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Neuroendocrine tumor, grade 1 (WHO 2019)", "net_g1"),
        ("Neuroendocrine tumour, grade 1-2", None),
        ("Neuroendocrine tumour, grade 2 or 3", None),
        ("NET, grade 3", "net_g3"),
    ],
)
def test_a_grade_written_out_is_that_of_the_tumour(made: Reader, text: str, value: str | None) -> None:
    reading = made.read(f"HISTOPATHOLOGY\n\nDIAGNOSIS\nEsophagus: {text}\n", TODAY)
    found = [one.value for one in reading.offers if one.field == "stated_class"]
    assert found == ([frozenset({value})] if value else [])


@pytest.mark.parametrize(
    "line",
    [
        "QC level 2 for Na 158 mmol/L within limits",
        "Quality control: sodium 158 mmol/L, in range",
        "QC material, Na 158 mmol/L",
        "质控:钠 158 mmol/L,在控",
    ],
)
def test_the_value_of_a_sample_of_quality_control_is_not_the_patients(made: Reader, line: str) -> None:
    beside = said(made.read(f"LABORATORY\nNa 131 mmol/L\n{line}\n", TODAY))
    assert beside == {"fitness.sodium": "131 mmol/L"}
    assert said(made.read(f"LABORATORY\n{line}\n", TODAY)) == {}


@pytest.mark.parametrize(
    ("words", "organ"),
    [
        ("Gastrohepatic ligament node 14 mm, enlarged", "lymph_node"),
        ("Hepatic metastasis 14 mm", "liver"),
    ],
)
def test_the_gastrohepatic_ligament_is_not_the_liver(made: Reader, words: str, organ: str | None) -> None:
    assert said(made.read(f"CT ABDOMEN\nFindings:\n{words}.\n", TODAY)).get("lesion.organ") == organ


@pytest.mark.parametrize(
    "words",
    ["纵隔2R、4R组淋巴结缩小,大者短径8mm(前片15mm)", "Enlarged stations 4R and 7 nodes, larger one 12 mm"],
)
def test_a_size_of_several_stations_is_of_none_of_them(made: Reader, words: str) -> None:
    found = said(made.read(f"CT CHEST\nFindings: {words}.\n", TODAY))
    assert found["lesion.organ"] == "lymph_node"
    assert "lesion.station" not in found
