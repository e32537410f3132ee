"""Irradiated sites, severe reactions, single refusals and silences, each on a case as thin as possible."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Clearance
from tests.assessing import codes_of, course, facts, judged, listed, nec, shown, told
from tests.builders import entry

M1 = entry("staging", prefix="c", t="T3", n="N1", m="M1")
M0 = entry("staging", prefix="c", t="T3", n="N1", m="M0")
EP = course("ep", "EP", date="2024-01-01", best_response="PR", reason_stopped="completed")


def fitness(**told_: Any) -> dict[str, Any]:
    return entry("fitness", **told_)


def clearance(found: Assessment, option: str) -> set[Clearance]:
    return {one.clearance for one in shown(found, option)}


def fires(found: Assessment, option: str) -> set[str]:
    """The rows that fire for an option, by their own id."""
    alerts = (alert for one in shown(found, option) for alert in one.alerts)
    return {alert.id.split("/")[-1] for alert in alerts if alert.fires}


@pytest.mark.parametrize(
    ("told_", "seen"),
    [
        ({"modality": "radiotherapy", "radiotherapy_site": "brain"}, {"no"}),
        ({"modality": "radiotherapy", "radiotherapy_site": "bone"}, {"no"}),
        ({"modality": "radiotherapy", "radiotherapy_site": "esophagus"}, {"yes"}),
        ({"modality": "radiotherapy"}, {"yes", "no"}),
        ({"modality": "immuno_radiotherapy", "radiotherapy_site": "esophagus"}, {"yes"}),
        ({"modality": "chemoradiotherapy"}, {"yes"}),
        ({"modality": "chemoradiotherapy", "radiotherapy_site": "other"}, {"no"}),
    ],
)
def test_radiotherapy_of_another_site_does_not_count_as_esophageal(
    told_: dict[str, Any], seen: set[str]
) -> None:
    found = facts(nec(), M1, entry("course", "rt", setting="palliative", **told_), listed())
    assert codes_of(found.values("history.esophageal_radiotherapy")) == seen


@pytest.mark.parametrize(
    ("agent", "reaction"),
    [
        ("cisplatin-etoposide", "platinum"),
        ("carboplatin-etoposide", "platinum"),
        ("folfox", "platinum"),
        ("carboplatin-etoposide", "etoposide"),
        ("folfiri", "irinotecan"),
        ("folfiri", "fluoropyrimidine"),
        ("captem", "fluoropyrimidine"),
        ("captem", "temozolomide"),
        ("everolimus-cisplatin", "rapamycin"),
        ("chemo-immunotherapy", "antibody"),
    ],
)
def test_a_severe_reaction_to_a_drug_blocks_it_and_a_mild_one_or_another_does_not(
    agent: str, reaction: str
) -> None:
    asked_for = fitness(allergies_asked="yes")
    severe = entry("reaction", to=reaction, severity="severe")
    assert clearance(judged(nec(), M1, asked_for, severe, listed()), agent) == {Clearance.BLOCKED}
    for other in ({"to": reaction, "severity": "mild"}, {"to": "contrast", "severity": "severe"}):
        found = judged(nec(), M1, asked_for, entry("reaction", **other), listed())
        assert "severe-reaction" not in fires(found, agent)
    (open_,) = shown(judged(nec(), M1, listed()), agent)
    assert any(one.id.endswith("/severe-reaction") and one.fires is None for one in open_.alerts)


@pytest.mark.parametrize(
    ("wish", "option"),
    [
        ("chemotherapy", "carboplatin-etoposide"),
        ("cisplatin", "cisplatin-etoposide"),
        ("immunotherapy", "chemo-immunotherapy"),
    ],
)
@pytest.mark.parametrize("said", ["refuses", "reluctant"])
def test_who_refuses_one_treatment_sees_it_marked_and_still_there(wish: str, option: str, said: str) -> None:
    found = judged(nec(), M1, entry("preferences", **{wish: said}), listed())
    assert "wish" in fires(found, option)
    assert {one.standing for one in shown(found, option)} == {
        one.standing for one in shown(judged(nec(), M1, listed()), option)
    }


@pytest.mark.parametrize(
    ("wish", "option"),
    [("surgery", "esophagectomy-with-adjuvant"), ("radiotherapy", "definitive-chemoradiotherapy")],
)
def test_who_refuses_an_operation_or_radiotherapy_sees_it_marked_and_still_there(
    wish: str, option: str
) -> None:
    fit = fitness(surgery_fit="yes")
    local = (nec(), M0, entry("judgement", resectability="resectable"), fit)
    found = judged(*local, entry("preferences", **{wish: "refuses"}), listed())
    assert "wish" in fires(found, option)
    assert shown(found, option)


@pytest.mark.parametrize(
    ("extra", "finding"),
    [
        (entry("presentation", second_primary="suspected"), "second-primary-beside"),
        (entry("endoscopy", site="cervical"), "cervical"),
        (entry("progression", type="progression", extent="few"), "few-metastases"),
        (entry("progression", type="progression", extent="single"), "few-metastases"),
    ],
)
def test_what_the_sources_are_silent_on_is_said_where_the_case_has_it(
    extra: dict[str, Any], finding: str
) -> None:
    assert finding in told(judged(nec(), M1, EP, extra, listed()))
    assert finding not in told(judged(nec(), M1, EP, listed()))
