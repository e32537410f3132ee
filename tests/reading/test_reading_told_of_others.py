"""What a report tells of outside readings, books, other patients or spoilt samples is no value here.

Nothing may be offered for the field of a row of REFUSED; those of KEPT must be read in spite of what stands
beside them.
"""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY

PATHOLOGY = "HISTOPATHOLOGY REPORT\nSpecimen: oesophageal biopsy\n"
LETTER = "Dear colleague,\n"
BLOOD = "LABORATORY REPORT\n"
BEFUND = "病理检查报告\n标本:食管活检\n"
BLUT = "检验报告单\n"
BRIEF = "出院记录\n"

REFUSED = [
    (PATHOLOGY, "The outside hospital reported adenocarcinoma. Synaptophysin was negative.", "synaptophysin"),
    (PATHOLOGY, 'Report as received: "NET G3, Ki-67 28 %, chromogranin +."', "chromogranin"),
    (PATHOLOGY, "Sender's diagnosis: adenocarcinoma, Ki-67 40 %.", "ki67"),
    (PATHOLOGY, "They report Ki-67 of 40 %.", "ki67"),
    (PATHOLOGY, "By definition, Ki-67 is above 20 % in a NEC.", "ki67"),
    (PATHOLOGY, "Grading: G1 Ki-67 < 3 %, G2 Ki-67 3-20 %, G3 Ki-67 > 20 %.", "ki67"),
    (PATHOLOGY, "WHO 2019 requires a Ki-67 of 55 % or more here.", "ki67"),
    (PATHOLOGY, "Report of the patient in bed 14: Ki-67 15 %. Synaptophysin positive.", "synaptophysin"),
    (PATHOLOGY, "The previous value is withdrawn: Ki-67 30 % was incorrect.", "ki67"),
    (PATHOLOGY, "Control tissue: synaptophysin positive.", "synaptophysin"),
    (BEFUND, "备注:WHO规定NEC的Ki-67>20%。", "ki67"),
    (BEFUND, "免疫组化:淋巴细胞CD45(+)。", "cd45"),
    (BEFUND, "外院病理报告:鳞癌。免疫组化:P40(+)。", "p40"),
    (LETTER, "He was taken off warfarin; he is on apixaban, warfarin no longer.", "anticoagulant"),
    (LETTER, "出院医嘱:已停用华法林。", "anticoagulant"),
    (LETTER, "Irinotecan provided UGT1A1 is not *28/*28.", "ugt1a1"),
    (LETTER, "Next patient: Mrs D., ECOG 3. Weight 51 kg.", "weight"),
    (BLOOD, "Platelets      41    L    10^9/L    150-400     Clumped, repeat in citrate", "platelets"),
    (BLOOD, "Platelets  44  L  150 - 400  10^9/L\n      Comment: clumps seen on the film", "platelets"),
    (BLUT, "乳酸脱氢酶   611   ↑   U/L   120-250      标本溶血", "ldh"),
    (BLUT, "血小板   46   ↓   10^9/L   125-350      血小板聚集,建议枸橼酸抗凝复查", "platelets"),
    (BLOOD, "Total bilirubin  1.9 mg/dL  (3 - 21)", "bilirubin"),
    (BLOOD, "Total bilirubin  30 umol/L  (0.2 - 1.2 mg/dL)", "bilirubin"),
    (BLOOD, "This sample was taken from the arm with the infusion.\nSodium 151 mmol/L", "sodium"),
    (BLOOD, "Hb 103 g/L\nReport of bed 5: sodium 121 mmol/L", "sodium"),
    (BRIEF, "既往:否认高血压、冠心病病史。", "coronary_disease"),
    (BLOOD, "Case 2: sodium 121 mmol/L", "sodium"),
]

SWAPPED = "HISTOPATHOLOGY REPORT\nHosp No: 4432l0\nLab No: H26-20l45\nDiagnosis: small cell carcinoma.\n"

TABLE = """CT RESPONSE ASSESSMENT, RECIST 1.1
Target lesions        Baseline   Nadir   Current
Liver seg 4 (mm)         48        22      31
Lung RUL (mm)            20        11      11  -45
Sum                      92        45      56
"""

KEPT = [
    (
        PATHOLOGY,
        "The outside hospital called Ki-67 30 %. On review Ki-67 is 70 %.",
        "specimen.ki67",
        "70 %",
    ),
    (
        PATHOLOGY,
        "Tumour mutational burden: 6.3 mut/Mb (high is defined as >= 10 mut/Mb)",
        "specimen.tmb",
        "6.3 mut/Mb",
    ),
    (PATHOLOGY, "The proliferative activity (MIB-1) is 75 %.", "specimen.ki67", "75 %"),
    (LETTER, "A carcinoma with a proliferation index of 85 %.", "specimen.ki67", "85 %"),
    (PATHOLOGY, "The referring diagnosis is revised.", "specimen.expert_review", "changed"),
    (LETTER, "The scan of June shows clear progression in the liver.", "progression.type", "progression"),
    (PATHOLOGY, "Dlagnosis: small cell carcinoma.", "specimen.stated_class", "nec"),
    (BLUT, "LDH 575U/L(参考<250)", "fitness.ldh", "2.3 x ULN"),
    (BLOOD, "Haemolysis index: 0\nLDH 300 U/L (120-250)", "fitness.ldh", "1.2 x ULN"),
    (BLOOD, "Sodium 133 mmol/L\n\nReport of bed 5: sodium 121 mmol/L", "fitness.sodium", "133 mmol/L"),
    (
        PATHOLOGY,
        "Diagnosis: small cell carcinoma, pT3 N2 with four of 26 nodes involved.",
        "staging.as_stated",
        "pT3 N2",
    ),
]


@pytest.mark.parametrize(("head", "text", "field"), REFUSED, ids=lambda one: one[:50])
def test_what_is_told_of_others_is_not_offered(made: Reader, head: str, text: str, field: str) -> None:
    fields = {name.split(".")[1] for name in said(made.read(f"{head}{text}\n", TODAY))}
    assert field not in fields


@pytest.mark.parametrize(("head", "text", "fact", "value"), KEPT, ids=lambda one: one[:50])
def test_what_is_of_this_patient_is_read_beside_it(
    made: Reader, head: str, text: str, fact: str, value: str
) -> None:
    assert said(made.read(f"{head}{text}\n", TODAY)).get(fact) == value


def test_a_number_that_a_scanner_spoilt_is_not_offered(made: Reader) -> None:
    offered = said(made.read(SWAPPED, TODAY))
    assert "specimen.stated_class" in offered
    assert not {"identity.hospital_number", "specimen.report_id"} & set(offered)


def test_a_table_that_names_its_visits_gives_the_column_of_now(made: Reader) -> None:
    offers = made.read(TABLE, TODAY).offers
    sizes = [one.value.interval.low for one in offers if one.field == "size"]  # type: ignore[union-attr]
    assert sizes == [31.0], "the row with a column more than the head is left out"


ROWS = """TUMOUR RESPONSE, CT
              Baseline 28/01   wk 6 11/03   wk 12 22/04
Target lesions (mm)
 1 liver S2          33          25           36
Non target
 2 lung RUL          16          13           15
"""


def test_rows_bear_the_unit_and_the_kind_told_above_them(made: Reader) -> None:
    offers = made.read(ROWS, TODAY).offers
    sizes = [one.value.interval.low for one in offers if one.field == "size"]  # type: ignore[union-attr]
    assert sizes[0] == 36.0
    assert sum(one.field == "role" for one in offers) == 1


def test_a_letter_about_a_mister_is_no_magnetic_resonance(made: Reader) -> None:
    text = "Port Selkirk Cancer Clinic\nRE: Mr. A. Fenn\n\nDear Dr. Sandhu,\nECOG 1. No\nDVT or PE.\n"
    reading = made.read(text, TODAY)
    assert reading.reports[0].kind == "letter"
    assert "fitness.thrombosis" not in said(reading)


def test_laboratory_medicine_in_the_heading_does_not_make_histology_a_laboratory_report(made: Reader) -> None:
    text = "Laboratory Medicine      HISTOPATHOLOGY\nOesophagus, biopsy\nDiagnosis: small cell carcinoma\n"
    assert made.read(text, TODAY).reports[0].kind == "pathology"


def test_a_midline_shift_is_no_lesion(made: Reader) -> None:
    text = "头颅MRI报告\n所见:右侧额叶见环形强化结节,约14mm×11mm,中线轻度左移约2mm。\n意见:右额叶转移瘤。\n"
    offers = made.read(text, TODAY).offers
    assert [one.value.interval.high for one in offers if one.field == "size"] == [14.0]  # type: ignore[union-attr]


def test_the_day_of_a_birth_is_not_the_day_of_the_report(made: Reader) -> None:
    text = "PATHOLOGY CONSULTATION\nDate of birth 03 Mar 1955\nDiagnosis: small cell carcinoma.\n"
    assert made.read(text, TODAY).reports[0].date is None
