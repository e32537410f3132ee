"""Everything that is offered of a report can be taken together, and makes a case that the store takes."""

from collections import Counter
from pathlib import Path

import pytest

from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.chronology import check_chronology
from enec_desktop.domain.reading.reader import Reader
from enec_desktop.domain.reading.sheet import Sheet, Verdict
from tests.builders import case, vocabulary
from tests.reading.score import TODAY, reader

HERE = Path(__file__).parent
TEXTS = sorted([*(HERE / "reports").glob("*.txt"), *(HERE / "hard").glob("*.txt")])


@pytest.fixture(scope="module")
def made() -> Reader:
    return reader()[0]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_all_offers_of_a_report_are_written_once_and_lesions_have_their_study(
    made: Reader, path: Path
) -> None:
    reading = made.read(path.read_text(encoding="utf-8"), TODAY)
    sheet = Sheet(case(), reading, vocabulary())
    for home in sheet.targets:
        sheet.take_all(home.target.key)
    taken = len(sheet.taken)
    result = sheet.result()
    check_chronology(result, vocabulary())
    assert from_document(to_document(result), vocabulary()) == result
    assert sum(len(entry.facts) for entry in result.entries) == taken
    # Of two units of one field (PD-L1 by CPS and by TPS) someone chooses.
    fields = Counter((one.target, one.field) for one in reading.offers)
    assert taken == list(fields.values()).count(1)
    assert all(lesion.of is not None for lesion in result.of_kind("lesion"))


def test_of_two_units_of_one_field_the_one_taken_last_counts(made: Reader) -> None:
    reading = made.read("MOLECULAR PATHOLOGY\nPD-L1: CPS 5, TPS 1 %.", TODAY)
    sheet = Sheet(case(), reading, vocabulary())
    for number in range(len(reading.offers)):
        sheet.say(number, Verdict.TAKEN)
    assert [one.span for one in sheet.taken] == [reading.offers[-1].span]
