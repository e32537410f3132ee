"""The evidence: its data hold together, and files with faults are refused all at once."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from enec_desktop.domain.evidence import (
    Claim,
    Directness,
    Discrepancy,
    Silence,
    Source,
    Tier,
    Trial,
    TrialState,
    Verification,
)
from enec_desktop.knowledge.evidence_files import (
    link_faults,
    read_claims,
    read_discrepancies,
    read_silences,
    read_sources,
    read_trials,
)
from enec_desktop.paths import resources

FAMILIES = {
    "BIO": 13, "CLS": 26, "CT1": 57, "CT2": 63, "DX": 12, "ENDO": 8, "EPI": 15, "GAP": 8, "GEN": 14,
    "IMG": 12, "IO": 48, "NEO": 16, "PRRT": 6, "RT": 7, "STG": 4, "SURG": 6, "TGT": 18,
}  # fmt: skip
REVERSED = ("D01", "D102")
"""Severity A where the article turns the direction of its source round."""

NOT_OUR_WORDS = re.compile(r"\b(best(?! supportive care)|must|safe|proven|unproven|AI)\b")


@dataclass(frozen=True)
class Evidence:
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    discrepancies: Mapping[str, Discrepancy]
    silences: Mapping[str, Silence]
    trials: Mapping[str, Trial]
    faults: tuple[str, ...]


def read(folder: Path) -> Evidence:
    claims, in_claims = read_claims(folder / "evidence")
    sources, in_sources = read_sources(folder / "sources")
    discrepancies, in_discrepancies = read_discrepancies(folder / "discrepancies.toml")
    silences, in_silences = read_silences(folder / "silences.toml")
    trials, in_trials = read_trials(folder / "trials.toml")
    faults = in_claims + in_sources + in_discrepancies + in_silences + in_trials
    links = link_faults(claims, sources, discrepancies, trials)
    return Evidence(claims, sources, discrepancies, silences, trials, (*faults, *links))


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return read(resources() / "knowledge")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    shutil.copytree(resources() / "knowledge", folder)
    return folder


def test_the_evidence_has_no_fault(evidence: Evidence) -> None:
    assert evidence.faults == ()


def test_every_family_has_its_claims_numbered_without_a_gap(evidence: Evidence) -> None:
    assert len(evidence.claims) == sum(FAMILIES.values()) == 333
    assert Counter(id.split("-")[0] for id in evidence.claims) == FAMILIES
    expected = {
        f"{family}-{number:03d}" for family, count in FAMILIES.items() for number in range(1, count + 1)
    }
    assert set(evidence.claims) == expected


def test_every_claim_rests_on_a_source(evidence: Evidence) -> None:
    assert [claim.id for claim in evidence.claims.values() if not claim.sources] == []


def test_the_reference_list_is_whole_and_its_repeated_entry_is_one_source(evidence: Evidence) -> None:
    numbers = [source.number for source in evidence.sources.values() if source.number is not None]
    assert sorted(numbers) == [number for number in range(1, 94) if number != 68]
    assert "68" in evidence.sources["shah-2021"].note
    listed = (resources() / "knowledge/sources/article-references.toml").read_text(encoding="utf-8")
    assert "numbers = [52, 68]" in listed


def test_every_outside_source_says_how_well_it_was_read(evidence: Evidence) -> None:
    outside = [one for one in evidence.sources.values() if one.number is None and one.id != "shi-2025"]
    assert [one.id for one in outside if one.verification is Verification.ARTICLE] == []
    unread = [one for one in outside if one.verification is Verification.GENERAL]
    assert [one.id for one in unread if not one.note] == []


def test_there_are_105_discrepancies_and_their_claims_point_back(evidence: Evidence) -> None:
    assert list(evidence.discrepancies) == [f"D{number:02d}" for number in range(1, 106)]
    for discrepancy in evidence.discrepancies.values():
        assert discrepancy.claims
        for id in discrepancy.claims:
            assert discrepancy.id in evidence.claims[id].discrepancies


def test_a_reading_that_could_harm_is_never_without_its_discrepancy(evidence: Evidence) -> None:
    serious = [one for one in evidence.discrepancies.values() if one.severity == "A"]
    assert len(serious) == 16
    for discrepancy in serious:
        claims = [evidence.claims[id] for id in discrepancy.claims]
        assert all(discrepancy.id in claim.discrepancies for claim in claims)
        if discrepancy.id in REVERSED:
            assert [claim.id for claim in claims if claim.direction in ("supports", "against")] == []


def test_a_printed_share_fits_its_patients_or_carries_a_discrepancy(evidence: Evidence) -> None:
    impossible = [claim.id for claim in evidence.claims.values() if not share_is_possible(claim)]
    assert impossible == ["CT1-037", "CT1-048"]
    assert "D05" in evidence.claims["CT1-048"].discrepancies
    assert "D57" in evidence.claims["CT1-037"].discrepancies


def share_is_possible(claim: Claim) -> bool:
    """Whether every exact percentage of a claim is k of its n patients, rounded as printed."""
    shares = re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", claim.value)
    if not (claim.unit.startswith("%") and claim.n.isdigit()) or re.search("[<>~-]", claim.value):
        return True
    patients = int(claim.n)
    return all(
        any(
            f"{100 * treated / patients:.{len(share.partition('.')[2])}f}" == share
            for treated in range(patients + 1)
        )
        for share in shares
    )


@pytest.mark.parametrize(
    ("id", "directness", "tier"),
    [
        ("CT1-016", Directness.ENEC, Tier.RANDOMISED),
        ("RT-002", Directness.ENEC, Tier.RETROSPECTIVE),
        ("CT1-014", Directness.GEP_NEC, Tier.RANDOMISED),
        ("CT1-034", Directness.MIXED, Tier.RANDOMISED),
        ("CT1-026", Directness.MIXED, Tier.RETROSPECTIVE),
        ("CT2-049", Directness.GEP_NEC, Tier.RANDOMISED),
        ("CT2-041", Directness.GEP_NEC, Tier.PROSPECTIVE),
        ("NEO-004", Directness.ESCC_EAC, Tier.RANDOMISED),
        ("NEO-009", Directness.ENEC, Tier.CASE_REPORT),
        ("ENDO-002", Directness.NET, Tier.RETROSPECTIVE),
        ("TGT-013", Directness.SCLC, Tier.PROSPECTIVE),
        ("IO-005", Directness.ENEC, Tier.CASE_REPORT),
        ("GEN-013", Directness.NONE, Tier.EXPERT),
    ],
)
def test_a_claim_is_labelled_by_whom_it_was_found_in(
    evidence: Evidence, id: str, directness: Directness, tier: Tier
) -> None:
    assert (evidence.claims[id].directness, evidence.claims[id].tier) == (directness, tier)


def test_a_single_patient_is_never_a_median(evidence: Evidence) -> None:
    alone = [claim for claim in evidence.claims.values() if claim.n == "1"]
    assert len(alone) > 10
    assert [claim.id for claim in alone if claim.outcome.startswith("m")] == []


def test_a_check_outside_the_article_is_marked_as_one(evidence: Evidence) -> None:
    notes = [claim.note for claim in evidence.claims.values() if "outside the article" in claim.note.lower()]
    assert len(notes) >= 50
    assert [note for note in notes if "Outside the article: " not in note] == []


def test_the_words_are_those_of_the_product(evidence: Evidence) -> None:
    said = [f"{one.statement} {one.note}" for one in evidence.claims.values()]
    said += [one.says for one in evidence.silences.values()]
    said += [f"{one.holds} {one.used} {one.why}" for one in evidence.discrepancies.values()]
    assert [text for text in said if NOT_OUR_WORDS.search(text)] == []


def test_a_silence_is_one_sentence(evidence: Evidence) -> None:
    assert len(evidence.silences) == 64
    assert [one.id for one in evidence.silences.values() if not re.fullmatch(r"[A-Z][^.]+\.", one.says)] == []


def test_a_trial_carries_its_state_with_the_year(evidence: Evidence) -> None:
    assert len(evidence.trials) == 19
    assert {trial.as_of for trial in evidence.trials.values()} == {"2025"}
    assert evidence.trials["folfirinec"].state is TrialState.ONGOING
    assert evidence.trials["seneca"].state is TrialState.STOPPED


def test_all_faults_of_bad_files_are_told_at_once_with_file_id_and_remedy(copy: Path) -> None:
    edit(copy / "evidence/ct1.toml", 'n = "35"', 'n = "about 35"')
    edit(copy / "evidence/ct2.toml", 'statement = "TLC388: DCR 15 %."', 'statement = " "')
    edit(copy / "evidence/rt.toml", 'tier = "guideline"', 'tier = "gold"')
    edit(copy / "evidence/rt.toml", 'population = "limited-stage SCLC"\n', "")
    edit(copy / "evidence/io.toml", 'sources = ["takagi-2021"]', 'sources = ["takagi-2012"]')
    edit(copy / "evidence/stg.toml", "statement =", "statment =")
    edit(copy / "evidence/surg.toml", '"D48", "D105"', '"D48", "D150"')
    edit(copy / "discrepancies.toml", 'severity = "C"', 'severity = "D"')
    edit(copy / "trials.toml", '"TGT-013"', '"TGT-113"')
    edit(copy / "silences.toml", "[brain-imaging]\nsays", "[brain-imaging]\nsay")
    edit(copy / "sources/article-references.toml", "number = 93\n", "number = 92\n")
    faults = read(copy).faults
    for expected in (
        r"evidence/ct1\.toml \[CT1-051\]: \"n\" is 'about 35'; write a number or a range",
        r"evidence/ct2\.toml \[CT2-058\]: \"statement\" is ' '; write a text",
        r"evidence/rt\.toml \[RT-001\]: \"tier\" is 'gold'; write one of randomised, guideline",
        r"evidence/rt\.toml \[RT-006\]: \"population\" is missing; write it",
        r"evidence/io\.toml \[IO-00\d\]: \"sources\" names takagi-2012, which is nowhere",
        r"evidence/stg\.toml \[STG-001\]: \"statment\" is no known key: write \"statement\"",
        r"evidence/stg\.toml \[STG-001\]: \"statement\" is missing",
        r"evidence/surg\.toml \[SURG-002\]: \"discrepancies\" names D150",
        r"evidence/surg\.toml \[SURG-002\]: \"discrepancies\" lacks D105, which names it; add it",
        r"knowledge/discrepancies\.toml \[D43\]: \"severity\" is 'D'; write one of A, B, C",
        r"knowledge/trials\.toml \[everolimus-carboplatin-paclitaxel\]: \"claims\" names TGT-113",
        r"knowledge/silences\.toml \[brain-imaging\]: \"says\" is missing",
        r"sources/article-references\.toml \[wang-2021\]: number 92 belongs to cheng-2021; keep one",
    ):
        assert [fault for fault in faults if re.match(expected, fault)], expected


def test_a_file_that_is_no_toml_is_named_with_its_line(copy: Path) -> None:
    (copy / "evidence/rt.toml").write_text('[RT-001]\nstatement = "open\n', encoding="utf-8")
    assert any("evidence/rt.toml" in fault and "line 2" in fault for fault in read(copy).faults)


def test_a_claim_in_the_wrong_file_is_refused(copy: Path) -> None:
    edit(copy / "evidence/rt.toml", "[RT-007]", "[STG-007]")
    assert any('reads "RT-001"' in fault for fault in read(copy).faults)


def test_two_sources_of_one_id_are_refused(copy: Path) -> None:
    edit(copy / "sources/standards.toml", "[who-2019]", "[ma-2017]")
    assert any("[ma-2017]: another file has a source of this id" in fault for fault in read(copy).faults)


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first place of a text that is there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
