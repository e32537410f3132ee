"""What holds for every text that someone may paste."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.reading.offers import Offer, Reading
from enec_desktop.domain.reading.reader import Reader
from enec_desktop.domain.vocabulary import Vocabulary
from tests.reading.score import TODAY, reader

TEXTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
WORDS = (
    *("Ki-67", "90 %", "synaptophysin", "positive", "neg.", "no", "(+)", "CgA", "pT3", "N1", "M0", "liver"),
    *(
        "12 mm",
        "node",
        "Diagnosis:",
        "carcinoma",
        "NEC",
        "\n",
        "  ",
        "A.",
        "B.",
        "Hb",
        "10.2",
        "g/L",
        "-",
        ",",
    ),
    *(
        "小细胞",
        "神经内分泌癌",
        "免疫组化：",
        "（+）",
        "。",
        "previous",
        "2026-01-02",
        "?",
        ";",
        "margin",
        "3/12",
    ),
)


@pytest.fixture(scope="module")
def made() -> tuple[Reader, Vocabulary]:
    return reader()


def facts(reading: Reading) -> set[tuple[str, str, str]]:
    return {(one.kind, one.field, str(one.value)) for one in reading.offers}


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_and_every_offer_stands_in_it(made: tuple[Reader, Vocabulary], text: str) -> None:
    reading = made[0].read(text, TODAY)
    for offer in reading.offers:
        assert 0 <= offer.span.start < offer.span.end <= len(text)
        assert offer.target in reading.targets
        assert_field_takes(offer, made[1])


def assert_field_takes(offer: Offer, vocabulary: Vocabulary) -> None:
    field = vocabulary.field(offer.kind, offer.field)
    if isinstance(offer.value, frozenset):
        assert offer.value <= field.choices.keys()
    if isinstance(offer.value, Quantity):
        assert offer.value.unit in field.units or not field.units
        assert (
            not offer.value.interval.scaled(field.units.get(offer.value.unit or "") or 1)
            .meet(field.hard)
            .is_empty
        )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_more_blanks_and_other_line_ends_change_nothing(made: tuple[Reader, Vocabulary], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spaced = re.sub(r"(?<=\S)  +(?=\S)", "      ", text)
    windows = "\n\n" + text.replace("\n", " \r\n") + "\n \n"
    wanted = facts(made[0].read(text, TODAY))
    assert facts(made[0].read(spaced, TODAY)) == wanted
    assert facts(made[0].read(windows, TODAY)) == wanted


def test_a_second_text_below_a_line_adds_its_values_and_changes_none(made: tuple[Reader, Vocabulary]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    for one, other in zip(texts, [*texts[7:], *texts[:7]], strict=True):
        alone = facts(made[0].read(one, TODAY)) | facts(made[0].read(other, TODAY))
        assert facts(made[0].read(f"{one}\n----------\n{other}", TODAY)) == alone


@pytest.mark.parametrize(
    "piece",
    ["carcinoma vs ", "a", "Ki-67 ", "3/12 ", "神经内分泌癌", "liver 12 mm ", "no ", "CD56" + " " * 60],
)
def test_twenty_thousand_characters_without_a_stop_are_read_in_seconds(
    made: tuple[Reader, Vocabulary], piece: str
) -> None:
    start = time.process_time()
    made[0].read(piece * (20_000 // len(piece)), TODAY)
    assert time.process_time() - start < 5


def test_twice_the_pages_take_no_more_than_a_few_times_as_long(made: tuple[Reader, Vocabulary]) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS[:12])

    def processor(size: int) -> float:
        took = []
        for _ in range(3):
            start = time.process_time()
            made[0].read(pages[:size], TODAY)
            took.append(time.process_time() - start)
        return min(took)

    assert processor(7_500) < 4 * processor(3_750)
