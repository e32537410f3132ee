"""The order of options: kinds apart, ties stay ties, blocked ones last with the reason."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from enec_desktop.domain.assessment import (
    Certainty,
    Clearance,
    Conditions,
    Explanation,
    OptionView,
    Verdict,
)
from enec_desktop.domain.evidence import Directness, Tier
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.engine.ranking import groups
from tests.assessing import VIGNETTES, assessed

REASON = Explanation("always", True)
STRONG = (Standing.RECOMMENDED, Certainty.CERTAIN, Tier.RANDOMISED, Directness.ENEC)


def option(
    name: str,
    standing: Standing = Standing.OPTION,
    certainty: Certainty = Certainty.CERTAIN,
    tier: Tier = Tier.EXPERT,
    directness: Directness = Directness.NONE,
    *,
    kind: OptionKind = OptionKind.TREATMENT,
    clearance: Clearance = Clearance.CLEAR,
    urgent: bool = False,
) -> OptionView:
    """An option with one verdict."""
    verdict = Verdict("row", standing, certainty, "", (), tier, directness, Conditions(()), REASON)
    return OptionView(
        name,
        name,
        kind,
        "",
        standing,
        certainty,
        (verdict,),
        clearance,
        (),
        (),
        (),
        (),
        (),
        (),
        urgent=urgent,
    )


def ordered(*views: OptionView) -> list[list[str]]:
    return [[one.id for one in group.options] for group in groups(list(views))]


def test_kinds_stay_apart_in_their_order_whatever_their_standing() -> None:
    kinds = list(OptionKind)
    views = [option(kind.name, *STRONG, kind=kind) for kind in reversed(kinds)]
    weak = option("weak", Standing.AGAINST, kind=kinds[0])
    assert ordered(*views, weak) == [[kinds[0].name], ["weak"], *([kind.name] for kind in kinds[1:])]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (option("better", Standing.RECOMMENDED), option("worse", Standing.OPTION, tier=Tier.RANDOMISED)),
        (option("better", Standing.OPTION), option("worse", Standing.INVESTIGATIONAL, tier=Tier.RANDOMISED)),
        (option("better", Standing.INVESTIGATIONAL), option("worse", Standing.AGAINST)),
        (option("better"), option("worse", certainty=Certainty.POSSIBLE, tier=Tier.RANDOMISED)),
        (
            option("better", Standing.RECOMMENDED, Certainty.POSSIBLE),
            option("worse", Standing.OPTION, Certainty.CERTAIN),
        ),
        (
            option("better", tier=Tier.GUIDELINE),
            option("worse", tier=Tier.RETROSPECTIVE, directness=Directness.ENEC),
        ),
        (option("better", directness=Directness.ENEC), option("worse", directness=Directness.SCLC)),
    ],
)
def test_standing_comes_first_then_certainty_then_evidence_then_whom_it_was_found_in(
    better: OptionView, worse: OptionView
) -> None:
    assert ordered(worse, better) == [["better"], ["worse"]]


def test_what_the_sources_do_not_separate_shares_a_group() -> None:
    assert ordered(option("c"), option("a"), option("b")) == [["a", "b", "c"]]


def test_a_blocked_option_ends_its_kind_and_never_leaves() -> None:
    blocked = option("blocked", *STRONG, clearance=Clearance.BLOCKED)
    against = option("against", Standing.AGAINST)
    support = option("support", kind=OptionKind.SUPPORT)
    assert ordered(blocked, option("other"), against, support) == [
        ["other"],
        ["against"],
        ["blocked"],
        ["support"],
    ]


@pytest.mark.parametrize("clearance", [Clearance.CLEAR, Clearance.CAUTION, Clearance.UNKNOWN])
def test_a_caution_or_a_missing_value_moves_nothing(clearance: Clearance) -> None:
    assert ordered(option("one", clearance=clearance), option("two")) == [["one", "two"]]


def test_the_order_in_which_options_are_read_does_not_matter() -> None:
    every = list(product(list(Standing)[:4], Certainty, list(Tier)[:2], list(Directness)[:2]))
    views = [option(f"{number}", *one) for number, one in enumerate(every)]
    expected = ordered(*views)
    for seed in range(5):
        Random(seed).shuffle(views)
        assert ordered(*views) == expected


@pytest.mark.parametrize("name", ["cisplatin-unfit-metastatic", "ecog-4"])
def test_a_blocked_option_says_what_blocks_it(name: str) -> None:
    (view,) = assessed(VIGNETTES, name, "q").moments
    blocked = [one for g in view.groups for one in g.options if one.clearance is Clearance.BLOCKED]
    assert blocked
    for one in blocked:
        assert any(alert.fires and alert.text and alert.refs for alert in one.alerts)


@pytest.mark.parametrize("name", [path.stem for path in sorted(VIGNETTES.glob("*.json"))][::6])
def test_every_option_of_a_kind_is_listed_once_in_some_group_or_as_not_for_here(name: str) -> None:
    point = "q" if name != "nothing-known-but-age" else ""
    for view in assessed(VIGNETTES, name, point).moments:
        listed = [one.id for group in view.groups for one in group.options] + [o.id for o in view.not_here]
        assert len(listed) == len(set(listed))
        assert all(one.why_not is not None for one in view.not_here)


def test_what_surely_cannot_wait_stands_before_what_only_may_be_recommended() -> None:
    may = option("may", Standing.RECOMMENDED, Certainty.POSSIBLE)
    now, perhaps = option("now", urgent=True), option("perhaps", certainty=Certainty.POSSIBLE, urgent=True)
    never = option("never", Standing.AGAINST, urgent=True)
    assert ordered(never, may, perhaps, now) == [["now"], ["may"], ["perhaps"], ["never"]]
