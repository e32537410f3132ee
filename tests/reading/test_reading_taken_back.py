"""Lines written to mislead: what is denied, supposed, of others, a range or an empty form is no value.

Each line bears the one value that a careful reader may take from it, or None. To leave it unread is allowed,
to offer anything else is not. The answers were written down before the reader saw the lines, but for
the four with boxes behind their options, which were added later.
"""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY

PATHOLOGY = "HISTOPATHOLOGY REPORT\nSpecimen: oesophageal biopsy\nDiagnosis: "
STAINS = "HISTOPATHOLOGY REPORT\nSpecimen: oesophageal biopsy\nImmunohistochemistry: "
IMAGING = "CT CHEST AND ABDOMEN\nFindings: "
LETTER = "Dear colleague,\n"
BLOOD = "LABORATORY REPORT\n"
BEFUND = "病理检查报告\n标本:食管活检\n病理诊断:"
BLUT = "检验报告单\n"
BRIEF = "出院记录\n"

FORMS = [
    (STAINS, "Lymphovascular invasion: [ ] present  [x] not identified", "specimen.lymphovascular", "none"),
    (STAINS, "Lymphovascular invasion: ( ) absent  (X) present", "specimen.lymphovascular", "present"),
    (STAINS, "Resection margins: ☐ involved  ☑ free of tumour", "specimen.margins", "negative"),
    (STAINS, "Synaptophysin: positive / negative (delete as applicable)", "specimen.synaptophysin", None),
    (STAINS, "Synaptophysin: [ ] positive [x] negative", "specimen.synaptophysin", "negative"),
    (STAINS, "Ki-67: <20 % / 20-55 % / >55 % (circle one)", "specimen.ki67", None),
    (LETTER, "ECOG 0 1 2 3 4 (please ring)", "fitness.ecog", None),
    (LETTER, "ECOG: [ ] 0  [ ] 1  [x] 2  [ ] 3", "fitness.ecog", "2"),
    (LETTER, "ECOG PS: 0 ☐ 1 ☑ 2 ☐ 3 ☐", "fitness.ecog", "1"),
    (LETTER, "ECOG PS: 0 ☐ 1 ☑ 2 ☐ 3", "fitness.ecog", None),
    (LETTER, "ECOG 0 ☐ 1 ☑ 2 ☐ 3", "fitness.ecog", None),
    (STAINS, "Lymphovascular invasion: present [ ] absent [x]", "specimen.lymphovascular", "none"),
    (LETTER, "Smoking: [ ] never smoker  [x] current smoker", "presentation.smoking", "current"),
    (LETTER, "Ischaemic heart disease: [x] no  [ ] coronary heart disease", "fitness.coronary_disease", "no"),
    (BEFUND, "食管鳞状细胞癌。脉管癌栓:□有 ☑无", "specimen.lymphovascular", "none"),
    (BEFUND, "食管鳞状细胞癌。切缘:[√]阳性 [ ]阴性", "specimen.margins", "positive"),
    (BEFUND, "小细胞癌。免疫组化:Syn(  ),CgA(  ),CD56(  )", "specimen.synaptophysin", None),
]
DENIED = [
    (PATHOLOGY, "No evidence of neuroendocrine carcinoma in this biopsy.", "specimen.stated_class", None),
    (
        PATHOLOGY,
        "Squamous cell carcinoma. Small cell carcinoma was excluded by immunohistochemistry.",
        "specimen.stated_class",
        "squamous",
    ),
    (
        STAINS,
        "The control (appendix) is chromogranin positive; the tumour is not.",
        "specimen.chromogranin",
        "negative",
    ),
    (STAINS, "CD56 is positive in nerve bundles only.", "specimen.cd56", None),
    (STAINS, "Ki-67 should not be read as 70 %.", "specimen.ki67", None),
    (IMAGING, "No liver metastasis larger than 10 mm.", "lesion.size", None),
    (LETTER, "No history of myocardial infarction.", "fitness.coronary_disease", "no"),
    (LETTER, "She denies weight loss.", "presentation.weight_loss", "no"),
    (LETTER, "He never had cisplatin and etoposide; 4 cycles were planned.", "course.regimen", None),
    (BEFUND, "未见小细胞癌。", "specimen.stated_class", None),
    (BEFUND, "可排除小细胞癌,考虑低分化鳞癌。", "specimen.stated_class", None),
    (BRIEF, "患者拒绝化疗,未行EP方案4周期化疗。", "course.regimen", None),
]
SUPPOSED = [
    (PATHOLOGY, "We were asked to rule out small cell carcinoma.", "specimen.stated_class", None),
    (
        PATHOLOGY,
        "If synaptophysin were positive, large cell neuroendocrine carcinoma would be diagnosed.",
        "specimen.stated_class",
        None,
    ),
    (STAINS, "If synaptophysin were positive, the diagnosis would stand.", "specimen.synaptophysin", None),
    (
        IMAGING,
        "Should the 8 mm lung nodule grow, a metastasis would have to be assumed.",
        "lesion.finding",
        None,
    ),
    (LETTER, "Four cycles of cisplatin and etoposide would be given.", "course.regimen", None),
    (
        LETTER,
        "He was offered carboplatin and etoposide, 4 cycles, and declined; none was given.",
        "course.regimen",
        None,
    ),
    (
        LETTER,
        "She would have received six cycles of carboplatin and etoposide had the counts allowed.",
        "course.cycles",
        None,
    ),
    (BEFUND, "若Ki-67>55%,则考虑神经内分泌癌。", "specimen.ki67", None),
    (BRIEF, "拟行EC方案化疗4周期。", "course.regimen", None),
    (BRIEF, "建议先行EP方案2周期后再评估。", "course.regimen", None),
    ("CT检查报告单\n影像所见:", "肝S6结节约12mm,转移瘤不除外。", "lesion.finding", "suspicious"),
]
OF_OTHERS = [
    (
        LETTER,
        "His father was treated with cisplatin and etoposide, 4 cycles given in 2010.",
        "course.regimen",
        None,
    ),
    (
        STAINS,
        "In another patient of this list Ki-67 was 80 %; here it awaits counting.",
        "specimen.ki67",
        None,
    ),
    (
        STAINS,
        "A block of a patient with the same surname was stained in error: Ki-67 95 %.",
        "specimen.ki67",
        None,
    ),
    (BLOOD, "Creatinine of the donor (his brother) 82 umol/L", "fitness.creatinine", None),
    (LETTER, "His wife smokes 20 a day.", "presentation.smoking", None),
    (BRIEF, "患者之父患小细胞癌,曾行EP方案化疗4周期。", "course.regimen", None),
    (BLUT, "同床患者张某:钠128mmol/L,误入本单。", "fitness.sodium", None),
    (BEFUND, "上例患者Ki-67 90%,本例待计数。", "specimen.ki67", None),
]
RANGES = [
    (BLOOD, "Sodium: normal range 135-145 mmol/L, result to follow", "fitness.sodium", None),
    (BLOOD, "Neutrophils must be above 1.0 x10^9/L before each cycle", "fitness.neutrophils", None),
    (LETTER, "Transfuse if Hb falls below 70 g/L.", "fitness.haemoglobin", None),
    (LETTER, "Our target is a haemoglobin above 100 g/L.", "fitness.haemoglobin", None),
    (
        LETTER,
        "The trial needs a creatinine clearance of at least 60 mL/min.",
        "fitness.creatinine_clearance",
        None,
    ),
    (IMAGING, "Nodes under 10 mm short axis are regarded as normal.", "lesion.size", None),
    (BLUT, "血红蛋白低于70g/L时输血", "fitness.haemoglobin", None),
    (BLUT, "化疗标准:血小板≥100×10^9/L", "fitness.platelets", None),
    (BLUT, "中性粒细胞参考范围:1.8-6.3×10^9/L", "fitness.neutrophils", None),
]


@pytest.mark.parametrize(
    ("head", "line", "fact", "right"), [*FORMS, *DENIED, *SUPPOSED, *OF_OTHERS, *RANGES], ids=str
)
def test_a_line_written_to_mislead_gives_its_one_right_value_or_none(
    made: Reader, head: str, line: str, fact: str, right: str | None
) -> None:
    assert said(made.read(f"{head}{line}\n", TODAY)).get(fact) in (None, right)


@pytest.mark.parametrize(
    ("head", "line", "fact", "right"),
    [
        (STAINS, "Synaptophysin positive, chromogranin negative.", "specimen.chromogranin", "negative"),
        (STAINS, "Ki-67: 80 %.", "specimen.ki67", "80 %"),
        (LETTER, "ECOG 2.", "fitness.ecog", "2"),
        (BLOOD, "Neutrophils 1.0 x10^9/L", "fitness.neutrophils", "1 10^9/L"),
        (BLUT, "血小板 102 ×10^9/L", "fitness.platelets", "102 10^9/L"),
        (BEFUND, "小细胞癌。免疫组化:Syn(+),Ki-67(90%)", "specimen.ki67", "90 %"),
    ],
    ids=str,
)
def test_the_same_said_plainly_is_read(made: Reader, head: str, line: str, fact: str, right: str) -> None:
    assert said(made.read(f"{head}{line}\n", TODAY)).get(fact) == right
