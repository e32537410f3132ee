"""All of the article: every claim of its ledger is here with its figures, and leads somewhere.

``ledger/`` holds what was listed of the article beforehand: ids, figures, reference numbers, the claims of
each discrepancy, and the 86 claims that may stand in the background alone.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from enec_desktop.domain.content import Section
from enec_desktop.knowledge.reach import all_refs, orphans, used_ids
from enec_desktop.wording.evidence import BACKGROUND, evidence_card
from enec_desktop.wording.plain import section_text
from tests.assessing import shipped

LEDGER = Path(__file__).parent / "ledger"
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def rows(name: str) -> list[dict[str, str]]:
    with (LEDGER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = rows("claims.csv")
DISCREPANCIES = rows("discrepancies.csv")
MAY_BE_BACKGROUND = set((LEDGER / "background.txt").read_text(encoding="utf-8").split())


def printed(ref: str) -> str:
    """The card of an id as the command line prints it."""
    text = section_text(Section(ref, "", evidence_card(ref, shipped())), folded=True)
    return " ".join(text.split())


def test_the_ledger_and_the_knowledge_have_the_same_333_claims() -> None:
    assert len(CLAIMS) == 333
    assert [row["id"] for row in CLAIMS if row["id"] not in shipped().claims] == []
    assert len(shipped().claims) == 333


def test_every_number_of_the_ledger_stands_in_its_claim() -> None:
    lost = []
    for row in CLAIMS:
        claim = shipped().claims[row["id"]]
        here = set(NUMBER.findall(f"{claim.statement} {claim.value} {claim.unit} {claim.n}"))
        lost += [(row["id"], one) for one in NUMBER.findall(f"{row['value']} {row['n']}") if one not in here]
    assert lost == []


def test_a_number_of_patients_is_as_the_ledger_has_it_and_none_is_added() -> None:
    assert [row["id"] for row in CLAIMS if row["n"] != shipped().claims[row["id"]].n] == []


def test_a_measure_with_a_value_keeps_its_unit() -> None:
    valued = [shipped().claims[row["id"]] for row in CLAIMS if row["unit"] and row["value"]]
    assert [
        one.id for one in valued if not one.unit and one.id not in ("CT1-026", "CT1-027", "CT1-028")
    ] == []


def test_every_claim_cites_the_corrected_references_and_no_others() -> None:
    wrong = []
    for row in CLAIMS:
        sources = [shipped().sources[one] for one in shipped().claims[row["id"]].sources]
        numbers = {one.number for one in sources if one.number is not None}
        if numbers != {int(one) for one in row["references"].split()}:
            wrong.append(row["id"])
    assert wrong == []


def test_a_rule_or_comparison_uses_every_claim_but_the_86_of_the_background() -> None:
    assert len(MAY_BE_BACKGROUND) == 86
    used = used_ids(shipped())
    assert [row["id"] for row in CLAIMS if row["id"] not in used | MAY_BE_BACKGROUND] == []


def test_the_background_page_shows_each_of_the_86() -> None:
    page = printed(BACKGROUND)
    assert [id for id in MAY_BE_BACKGROUND if shipped().claims[id].statement[:60] not in page] == []


def test_nothing_leads_nowhere_and_nothing_is_led_to_by_nothing() -> None:
    base = shipped()
    kinds = (base.claims, base.sources, base.discrepancies, base.silences, base.trials)
    assert [ref for _, refs in all_refs(base) for ref in refs if not any(ref in kind for kind in kinds)] == []
    assert orphans(base) == []


def test_a_claim_taken_from_the_background_is_missed() -> None:
    bare = replace(shipped(), background=MappingProxyType({}))
    assert any(one.startswith("claim EPI-008:") for one in orphans(bare))


def test_all_93_references_of_the_article_can_be_reached() -> None:
    numbered = {one.number: one for one in shipped().sources.values() if one.number is not None}
    assert set(numbered) | {68} == set(range(1, 94))  # 52 and 68 are one entry, printed twice (D94)
    behind = {source for claim in shipped().claims.values() for source in claim.sources} | used_ids(shipped())
    assert [one.id for one in numbered.values() if one.id not in behind] == []


@pytest.mark.parametrize("row", DISCREPANCIES, ids=[row["id"] for row in DISCREPANCIES])
def test_a_known_error_is_shown_with_its_reading_on_the_card_of_each_claim(row: dict[str, str]) -> None:
    error = shipped().discrepancies[row["id"]]
    assert error.severity == row["severity"]
    assert error.used and error.why and error.holds and error.printed
    for claim in row["claims"].split():
        assert row["id"] in shipped().claims[claim].discrepancies
        card = printed(claim)
        assert f"Known error {row['id']}" in card
        assert " ".join(error.used.split()) in card and " ".join(error.why.split()) in card


def test_the_105_known_errors_are_all_in_the_ledger() -> None:
    assert {row["id"] for row in DISCREPANCIES} == set(shipped().discrepancies)
    assert len(DISCREPANCIES) == 105
    assert sum(row["severity"] == "A" for row in DISCREPANCIES) == 16
