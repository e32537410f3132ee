"""Four published patients typed from their report texts, by key alone: the same facts are stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from enec_desktop.domain.case import Case, Fact
from enec_desktop.paths import resources
from tests.ui.acting import User
from tests.ui.typing_cases import Typist

REPORTS = (
    "jcimcr-2024-scnec-stage3-70m",
    "humpath-incidental-net-g1-71f",
    pytest.param("takeshita-2000-emr-m3", marks=pytest.mark.long),
    "vest-2022-lcnec-liver-55m",
)


def facts(case: Case) -> Counter[tuple[str, str, object]]:
    return Counter((kind, name, fact.value or fact.state) for kind, name, fact in _facts(case))


def _facts(case: Case) -> Iterator[tuple[str, str, Fact]]:
    """Every fact but those of a lesion without its study, which only a file can hold."""
    for entry in case.entries:
        if entry.kind == "lesion" and entry.of is None:
            continue
        for name, fact in entry.facts.items():
            yield entry.kind, name, fact


@pytest.mark.parametrize("report", REPORTS)
def test_a_published_patient_is_typed_by_key_alone(
    user: User, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path: Path = resources() / "demo" / f"{report}.json"
    case = user.desk.cases.read_file(path)
    typist = Typist(user)
    typist.enter(case)
    user.settle()
    assert facts(user.stored()) == facts(case)
    paid = typist.counts
    assert paid.fields == sum(facts(case).values())
    with capsys.disabled():
        print(
            f"\n{report}: {paid.fields} fields, {paid.keys} keys ({paid.letters} of them the text), "
            f"{paid.seconds:.1f} s of the program, {1000 * paid.seconds / paid.keys:.1f} ms a key"
        )
