"""What a dossier holds beyond the summary: nothing twice, limits whole, the questions of boards before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from enec_desktop.domain.content import Bullets, Card, Heading, Page, Section
from enec_desktop.domain.time import Latest
from enec_desktop.engine.known import known_then
from enec_desktop.wording.dossier import dossier
from tests.assessing import DEMOS, assessed, shipped, stored
from tests.wording.boards import STAMP, sentences

VEST = "vest-2022-lcnec-liver-55m"
HANZAWA = "hanzawa-2024-egj-nivo-conversion"
ONCE = ("Sources side by side", "Other known errors of the sources used here")


def page() -> Page:
    case = stored(DEMOS, VEST)
    known = known_then(case, shipped().vocabulary, Latest())
    return dossier(case, known, assessed(DEMOS, VEST, "q-first-decision"), shipped(), STAMP)


def under(sections: tuple[Section, ...], *titles: str) -> Iterator[str]:
    """The items below these headings in the cards of options."""
    for card in (block for one in sections for block in one.blocks if isinstance(block, Card)):
        heading = ""
        for block in card.folded:
            heading = block.text if isinstance(block, Heading) else heading
            if isinstance(block, Bullets) and heading in titles:
                yield from (item.text for item in block.items)


def test_a_comparison_or_error_is_told_in_full_once_and_named_after_that() -> None:
    told = list(under(page().rest, *ONCE))
    full = Counter(text for text in told if not text.startswith("Told in full above: "))
    assert full and set(full.values()) == {1}
    leads = {text.partition(". ")[0] for text in full}
    again = [text.removeprefix("Told in full above: ").removesuffix(".") for text in told if text not in full]
    assert again and set(again) <= leads


def test_a_limit_is_told_in_full_with_every_option_it_stands_for() -> None:
    told = Counter(under(page().rest, "Limits that cannot be judged yet"))
    assert any(text.startswith("Cisplatin, stop") and count > 1 for text, count in told.items())


def test_the_questions_put_to_boards_before_stand_below_the_history() -> None:
    case = stored(DEMOS, HANZAWA)
    known = known_then(case, shipped().vocabulary, Latest())
    last = case.of_kind("question")[-1].id
    told = dossier(case, known, assessed(DEMOS, HANZAWA, last), shipped(), STAMP).rest
    shown = [one.text for one in sentences(told)]
    asked = [str(one.fact("question").value) for one in case.of_kind("question")]
    assert len(asked) == 5 and set(asked[:-1]) <= set(shown)
