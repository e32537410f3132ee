"""What the reader makes of single sentences, by what a pathologist or radiologist means with them."""

import pytest

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("Synaptophysin, chromogranin A and CD56 positive.", "specimen.cd56", "positive"),
        (
            "The cells are positive for synaptophysin and INSM1, and negative for p40.",
            "specimen.p40",
            "negative",
        ),
        ("Chromogranin (focal +), synaptophysin +.", "specimen.chromogranin", "patchy"),
        ("免疫组化：Syn（+），CgA（弱+），RB1（缺失）。", "specimen.rb1", "lost"),
        ("Ki67: approx. 80-\n90 %", "specimen.ki67", "80 %"),
        ("38 mitoses\nper 2 mm2", "specimen.mitoses", "38 /2 mm²"),
        ("Mitoses: 31/10 HPF", "specimen.mitoses", "31 /10 HPF"),
        ("Ki-67: approximately 90-95%.", "specimen.ki67", "90 %"),
        (
            "Reactive for synaptophysin, chromogranin (weak), and do not express p40.",
            "specimen.p40",
            "negative",
        ),
        ("Strong diffuse staining for synaptophysin and CD56.", "specimen.synaptophysin", "positive"),
        ("Syn、CgA、CD56均阳性,P40阴性。", "specimen.chromogranin", "positive"),
        ("Synaptophysin and chromogranin are both strongly positive.", "specimen.synaptophysin", "positive"),
        ("Negative stains: p40, CK5/6, TTF-1.", "specimen.ttf1", "negative"),
        ("CK (AE1/AE3): positive.", "specimen.cytokeratin", "positive"),
        ("未见脉管内癌栓。", "specimen.lymphovascular", "none"),
        ("Regional lymph nodes: 4 positive of 22 examined.", "specimen.nodes_examined", "22"),
        ("Margins: proximal clear, radial: involved by tumour.", "specimen.margins", "positive"),
        ("Extends through the muscularis propria into the adventitia.", "specimen.depth", "adventitia"),
    ],
)
def test_a_plain_statement_of_a_pathologist_is_offered(
    made: Reader, text: str, fact: str, value: str
) -> None:
    assert said(made.read(f"HISTOLOGY\n{text}", TODAY)).get(fact) == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Synaptophysin, chromogranin and Ki-67 not carried out.", "specimen.synaptophysin"),
        ("SSTR2 and PD-L1 to follow in an addendum.", "specimen.sstr2"),
        ("Family history: mother died of neuroendocrine carcinoma.", "specimen.stated_class"),
        ("Clinical details: ?small cell carcinoma", "specimen.stated_class"),
        ("Diagnosis: suspicious for neuroendocrine carcinoma.", "specimen.stated_class"),
        ("Diagnosis: no evidence of neuroendocrine carcinoma.", "specimen.stated_class"),
        ("Ki-67 of the previous biopsy 60 %.", "specimen.ki67"),
        ("Tumour cell content 70 %, VAF 40 %.", "specimen.ki67"),
        ("Adenocarcinoma component: synaptophysin -, CDX2 +.", "specimen.gland_marker"),
        ("CK7 neg., CK20 neg.", "specimen.cytokeratin"),
        ("Mitoses 12 per mm2.", "specimen.mitoses"),
        ("The original biopsy (H-24-100) was reported as NEC, Ki-67 55 %.", "specimen.ki67"),
        ("NEC is defined by a Ki-67 above 20 %: Ki-67 >20 %.", "specimen.ki67"),
        ("Diagnosis: Combined small cell carcinoma and squamous cell carcinoma.", "specimen.stated_class"),
        ("Breast: pT2 N1 in 2010.", "staging.t"),
        ("Synaptophysin (+/-).", "specimen.synaptophysin"),
        ("p53 positive.", "specimen.p53"),
        ("You had reported a squamous cell carcinoma, Ki-67 about 50 %.", "specimen.ki67"),
        ("Focal low grade dysplasia (p53 wild-type).", "specimen.p53"),
        ("p63 labels a handful of basal cells of the overlying epithelium, p63 positive.", "specimen.p40"),
        ("If the Ki-67 is above 55 %, Ki-67 >55 %, a platinum doublet.", "specimen.ki67"),
        ("In most published series RB1 is lost.", "specimen.rb1"),
        ("原单位诊断鳞癌，Ki-67约40%。", "specimen.ki67"),
    ],
)
def test_what_is_open_past_or_of_others_is_not_offered(made: Reader, text: str, fact: str) -> None:
    assert fact not in said(made.read(f"HISTOLOGY\n{text}", TODAY))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("HISTOLOGY\nThe distal margin is not free of tumour.", "specimen.margins"),
        ("HISTOLOGY\nThe margins are not clear.", "specimen.margins"),
        ("HISTOLOGY\nThe tumour invades into but not through the adventitia.", "specimen.depth"),
        ("HISTOLOGY\nSynaptophysin was not positive.", "specimen.synaptophysin"),
        ("CT\nImpression: Liver metastases are not seen.", "study.distant_disease"),
        ("HISTOLOGY\nKi-67 60 %, in the hot spot 80 %.", "specimen.ki67"),
    ],
)
def test_a_negation_within_the_words_of_a_value_takes_it_back(made: Reader, text: str, fact: str) -> None:
    assert fact not in said(made.read(text, TODAY))


def test_a_stenosis_that_is_not_passable_is_impassable(made: Reader) -> None:
    text = "ENDOSCOPY\nStenosing tumour 25-30 cm from the incisors, not passable."
    assert said(made.read(text, TODAY))["endoscopy.obstruction"] == "impassable"


def test_two_readings_of_one_field_are_shown_as_a_doubt_and_not_offered(made: Reader) -> None:
    reading = made.read("HISTOLOGY\nKi-67 60 %. The Ki-67 index is 85 %.", TODAY)
    assert "specimen.ki67" not in said(reading)
    assert [doubt.field for doubt in reading.doubts] == ["ki67"]


def test_an_addendum_takes_the_place_of_the_older_value_and_names_it(made: Reader) -> None:
    text = "HISTOLOGY\nDiagnosis:\nKi-67: 60 %\n\nADDENDUM: Recount on deeper levels.\nKi-67: 85 %\n"
    reading = made.read(text, TODAY)
    assert said(reading)["specimen.ki67"] == "85 %"
    assert next(one.replaces for one in reading.offers if one.field == "ki67") == "Ki-67: 60 %"


def test_an_addendum_that_speaks_of_a_value_unread_leaves_the_older_one_in_doubt(made: Reader) -> None:
    text = "HISTOLOGY\nKi-67: 15-20 %\n--- ADDENDUM 1 (25.02.26) ---\nThe Ki-67 is far higher below.\n"
    reading = made.read(text, TODAY)
    assert "specimen.ki67" not in said(reading)
    assert [doubt.field for doubt in reading.doubts] == ["ki67"]


def test_the_value_of_an_addendum_is_of_its_day(made: Reader) -> None:
    text = "HISTOLOGY 18.02.2026\nKi-67: 20 %\nCgA +.\n--- ADDENDUM (02.03.2026) ---\nKi-67: 45 %\n"
    days = {one.field: one.on.iso() if one.on else "" for one in made.read(text, TODAY).offers}
    assert days == {"ki67": "2026-03-02", "chromogranin": ""}


def test_the_last_of_several_addenda_stands(made: Reader) -> None:
    text = "HISTOLOGY\nKi-67: 20 %\n== Addendum 1 ==\nKi-67: 30 %\n== Addendum 2 ==\nKi-67: 45 %\n"
    assert said(made.read(text, TODAY))["specimen.ki67"] == "45 %"


def test_an_original_report_repeated_below_its_amendment_gives_nothing(made: Reader) -> None:
    text = "HISTOLOGY\nAMENDED REPORT\nKi-67: 78 %\n\nORIGINAL REPORT:\nKi-67: 45 %. CgA negative.\n"
    assert said(made.read(text, TODAY)) == {"specimen.ki67": "78 %"}


def test_letters_and_line_ends_that_a_scanner_spoilt_are_read(made: Reader) -> None:
    text = "H1STOLOGY\nSynaptophysin posit-\nive, p4O nega-\ntive. Ki-67: 8O-85 %. Mitoses 33/1O HPF."
    assert said(made.read(text, TODAY)) == {
        "specimen.synaptophysin": "positive",
        "specimen.p40": "negative",
        "specimen.ki67": "80 %",
        "specimen.mitoses": "33 /10 HPF",
    }


def test_a_letter_has_neither_the_day_of_a_birth_nor_of_a_dose(made: Reader) -> None:
    text = "Dear Dr Quill,\nRE: Mr Henry OKORO DOB: 30/11/1955\n\nCycle 3 given on 02/03/2026.\nHb 109 g/L\n"
    assert made.read(text, TODAY).reports[0].date is None


def test_what_a_letter_tells_of_other_days_has_the_day_in_front_of_it(made: Reader) -> None:
    text = "MDT讨论病情摘要  2026-03-20\n病理(2026-02-26):小细胞神经内分泌癌。\n化验:Hb 108g/L。\n"
    reading = made.read(text, TODAY)
    days = {one.kind: one.date.iso() for one in reading.targets.values() if one.date}
    assert days == {"specimen": "2026-02-26", "fitness": "2026-03-20"}


def test_tests_told_in_a_letter_are_of_the_day_in_front_of_them(made: Reader) -> None:
    text = "Oncology letter 12 May 2026\nDear Dr Quill,\nLab 4 May 2026: Hb 98 g/L\nECOG 1.\n"
    days = {one.field: one.on.iso() if one.on else "" for one in made.read(text, TODAY).offers}
    assert days == {"haemoglobin": "2026-05-04", "ecog": ""}


@pytest.mark.parametrize(
    "text",
    [
        "has increased from 12 mm to 22 mm",
        "has decreased from 30 mm to 22 mm",
        "22 mm (before 12 mm)",
        "22 mm (02/26: 12 mm)",
    ],
)
def test_a_lesion_that_grew_has_its_size_of_today(made: Reader, text: str) -> None:
    reading = made.read(f"CT\nFindings: The liver metastasis in segment VII {text}.\n", TODAY)
    sizes = [one.value for one in reading.offers if one.field == "size"]
    assert [one.interval.low for one in sizes if isinstance(one, Quantity)] == [22]


def test_numbers_in_a_row_without_the_days_they_are_of_give_none(made: Reader) -> None:
    assert said(made.read("LABORATORY\nHb (g/dl)   11.9   10.8   10.1   12-15.5\n", TODAY)) == {}


def test_numbered_specimens_are_told_apart_without_headings(made: Reader) -> None:
    text = (
        "PATHOLOGY\nSpecimen 1: Oesophagus, biopsy. Specimen 2: Lymph node of the neck, excision.\n"
        "1) Small cell carcinoma, Ki-67 95 %.\n2) Metastasis of small cell carcinoma, Ki-67 90 %.\n"
    )
    values = [one.value for one in made.read(text, TODAY).offers if one.field == "ki67"]
    assert [one.interval.low for one in values if isinstance(one, Quantity)] == [95, 90]


def test_what_leads_the_next_stains_is_no_result_of_the_one_before(made: Reader) -> None:
    text = "HISTOLOGY\nPositive for synaptophysin, INSM1 and CD56 and negative for chromogranin and p40."
    assert said(made.read(text, TODAY)) == {
        "specimen.synaptophysin": "positive",
        "specimen.insm1": "positive",
        "specimen.cd56": "positive",
        "specimen.chromogranin": "negative",
        "specimen.p40": "negative",
    }


def test_a_column_of_clones_stands_between_a_stain_and_its_result(made: Reader) -> None:
    table = "HISTOLOGY\nMarker   Clone   Result\nCD56     123C3   Positive\np40      BC28    Negative\n"
    assert said(made.read(table, TODAY)) == {"specimen.cd56": "positive", "specimen.p40": "negative"}


def test_what_a_conclusion_says_of_one_organ_is_not_said_of_the_next(made: Reader) -> None:
    text = "腹部CT\n影像所见：右肾上腺结节约1.4cm，考虑转移可能。\n影像诊断：肝多发转移，右肾上腺转移可能。\n"
    assert "lesion.finding" not in said(made.read(text, TODAY))


def test_one_normal_position_of_a_gene_is_no_normal_gene(made: Reader) -> None:
    assert "fitness.ugt1a1" not in said(made.read("LABORATORY\nUGT1A1*6 GA, *28 TA6/TA6\n", TODAY))


def test_two_categories_of_tumour_are_not_one(made: Reader) -> None:
    assert "staging.t" not in said(made.read("CT\nImpression: T3/T4 N2 M1.", TODAY))


def test_the_newest_day_of_a_table_of_lesions_counts(made: Reader) -> None:
    text = (
        "CT THORAX\nTarget lesions, mm   11 May 2026   02 Mar 2026\n"
        "Liver segment VI         30            41\nSum                      30            41\n"
    )
    reading = made.read(text, TODAY)
    assert said(reading)["lesion.size"] == "30 mm"
    assert said(reading)["lesion.role"] == "target"
    assert len([one for one in reading.offers if one.field == "size"]) == 1


def test_the_day_of_a_report_is_not_its_number(made: Reader) -> None:
    assert made.read("HISTOLOGY 18.02.2026\nKi-67: 20 %\n", TODAY).reports[0].report_id == ""


def test_a_lesion_that_the_conclusion_repeats_is_one(made: Reader) -> None:
    text = (
        "MRI BRAIN\nFINDINGS: A 9 mm lesion in the left cerebellar hemisphere, consistent with metastasis.\n"
        "IMPRESSION: Left cerebellar metastasis, 9 mm.\n"
    )
    assert [one.field for one in made.read(text, TODAY).offers].count("size") == 1


def test_addenda_with_the_newest_on_top_are_ranked_by_their_numbers(made: Reader) -> None:
    text = (
        "HISTOLOGY\nADDENDUM #2\nKi-67: 72 %\n\nADDENDUM #1\nKi-67: 30 %\n\n"
        "ORIGINAL REPORT\nKi-67: 27 %. CgA positive.\n"
    )
    assert said(made.read(text, TODAY)) == {"specimen.ki67": "72 %", "specimen.chromogranin": "positive"}


def test_a_type_left_open_between_two_is_not_offered_nor_its_cells(made: Reader) -> None:
    text = (
        "HISTOLOGY\nDiagnosis: The distinction between NET G3 and large cell NEC cannot be made. Favour NEC."
    )
    found = said(made.read(text, TODAY))
    assert not {"specimen.stated_class", "specimen.cell_type"} & found.keys()


def test_parts_with_tumour_are_told_apart_and_a_part_without_is_left_out(made: Reader) -> None:
    text = (
        "PATHOLOGY REPORT\nSPECIMEN:\nA. Esophagus, biopsy\nB. Liver, core biopsy\nC. Stomach, biopsy\n\n"
        "DIAGNOSIS:\nA. Neuroendocrine carcinoma. Ki-67: 80 %\n"
        "B. Metastatic neuroendocrine carcinoma. Ki-67: 60 %\nC. Gastric mucosa, no malignancy. Ki-67: 5 %\n"
    )
    reading = made.read(text, TODAY)
    assert [
        (reading.targets[one.target].label, one.value.interval.low)
        for one in reading.offers
        if one.field == "ki67" and isinstance(one.value, Quantity)
    ] == [("Esophagus, biopsy", 80), ("Liver, core biopsy", 60)]


def test_lesions_carry_their_own_size_and_what_they_are_called(made: Reader) -> None:
    text = (
        "CT\nFindings:\nLiver: metastasis in segment V 18 x 12 mm (previously 24 mm), simple cyst 30 mm.\n"
        "Coeliac node 18 x 14 mm, metastatic. Right hilar node 9 mm, likely reactive.\n"
    )
    reading = made.read(text, TODAY)
    sizes = {
        (reading.targets[one.target].label, one.value.interval.low)
        for one in reading.offers
        if one.field == "size" and isinstance(one.value, Quantity)
    }
    assert sizes == {("segment V 18 x 12 mm", 18), ("Coeliac node 18 x 14 mm", 14)}


@pytest.mark.parametrize(
    ("findings", "offered"),
    [
        ("Fat plane to the aorta preserved. No infiltration of the trachea.", True),
        ("Fat plane to the aorta preserved. Infiltration of the left main bronchus.", False),
        ("Fat plane to the aorta preserved. Suspected invasion of the trachea.", False),
    ],
)
def test_no_contact_is_offered_only_where_nothing_else_is_touched(
    made: Reader, findings: str, offered: bool
) -> None:
    found = said(made.read(f"CT\nFindings:\n{findings}\n", TODAY))
    assert (found.get("study.contact") == "no") is offered


@pytest.mark.parametrize(
    ("findings", "organ"),
    [
        ("Liver: enlarged. New 9 mm nodule in the right lower lobe, metastasis.", "lung"),
        ("Liver: enlarged. New 9 mm lesion, metastasis.", "liver"),
        ("Liver: normal. New 9 mm nodule RUL, likely infectious.", None),
    ],
)
def test_a_place_named_behind_a_size_stands_against_the_heading_of_the_line(
    made: Reader, findings: str, organ: str | None
) -> None:
    assert said(made.read(f"CT CHEST\nFindings:\n{findings}\n", TODAY)).get("lesion.organ") == organ


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("No distant metastases.", "no"),
        ("No distant metastases apart from the liver.", None),
        ("除肝脏外未见远处转移。", None),
        ("cT3 N1 M1. For comparison a T2 N0 M0 would be smaller.", "yes"),
    ],
)
def test_no_distant_disease_is_offered_only_without_exception(
    made: Reader, words: str, value: str | None
) -> None:
    found = said(made.read(f"CT CHEST\nImpression: {words}\n", TODAY))
    assert found.get("study.distant_disease") == value


def test_the_nodes_of_one_station_are_not_all_nodes(made: Reader) -> None:
    found = said(made.read("HISTOLOGY\nSubcarinal lymph nodes: 0/4. 食管旁淋巴结2/5。", TODAY))
    assert not {"specimen.nodes_examined", "specimen.nodes_positive"} & found.keys()


def test_two_dates_that_can_be_read_in_two_ways_give_no_day(made: Reader) -> None:
    assert made.read("HISTOLOGY\nReported: 02/03/2026", TODAY).reports[0].date is None
    assert made.read("HISTOLOGY\nReported: 02/03/2026 DOB 09/30/1951", TODAY).reports[0].date is not None


@pytest.mark.parametrize(
    ("head", "sex", "age"),
    [
        ("姓名 王*   性别 男   年龄 61岁   住院号 0098812", "male", "61 years"),
        ("Pathology Report (English print-out)      S26-0055310      F/52", "female", "52 years"),
        ("Patient: R. Devi      58Y/F      UHID 2025/778103", "female", "58 years"),
    ],
)
def test_the_head_of_a_report_tells_sex_and_age_without_colons(
    made: Reader, head: str, sex: str, age: str
) -> None:
    found = said(made.read(f"{head}\nHISTOLOGY\nKi-67: 80 %", TODAY))
    assert (found.get("identity.sex"), found.get("identity.age")) == (sex, age)
