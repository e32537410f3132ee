"""Small phrases that several sections share."""

from __future__ import annotations

from collections.abc import Iterable

from enec_desktop.domain.assessment import Conditions, Seen, Wish
from enec_desktop.domain.evidence import Verification


def conditions_words(conditions: Conditions) -> str:
    """What would bring it about: "M category is M0 and N category is N0; or ..."."""
    if not conditions.sets:
        return "several missing facts come together, in too many ways to name"
    shared = [wish for wish in conditions.sets[0] if all(wish in one for one in conditions.sets)]
    rest = [[_wish(wish) for wish in one if wish not in shared] for one in conditions.sets]
    ways = " or ".join(" and ".join(one) for one in rest if one)
    other = "another combination" if conditions.more == 1 else f"{conditions.more} other combinations"
    more = f" or {other}" if conditions.more else ""
    told = " and ".join(_wish(wish) for wish in shared)
    if told and ways:
        return f"{told}, and either {ways}{more}"
    return (told or ways) + more


def _wish(wish: Wish) -> str:
    """ "M is M1", "Neutrophils: below 0.5 10^9/L", "Last tumour treatment: setting: palliative"."""
    plural = wish.label.endswith("s") and not wish.label.endswith(("ss", "us", "is"))
    apart = plural or ":" in wish.label or wish.words in ("yes", "no") or wish.words.startswith("not ")
    return f"{wish.label}{':' if apart else ' is'} {wish.words}"


def seen_words(seen: Seen) -> str:
    """A fact with its value, date and source: "Creatinine clearance 85 mL/min (03-May-2026, report 7)"."""
    details = [seen.on.shown()] if seen.on else []
    details += [seen.source] if seen.source else []
    details += ["too old to rely on"] if seen.stale else []
    told = f" ({', '.join(details)})" if details else ""
    return f"{seen.label}: {seen.words}{told}"


def told_seen(seen: Iterable[Seen]) -> str:
    """What is recorded, and what is only supposed for one of the possible questions; "" for nothing."""
    told = {"Recorded": list[str](), "Supposed here": list[str]()}
    for one in seen:
        told["Supposed here" if one.supposed else "Recorded"].append(seen_words(one))
    return " ".join(f"{lead}: {'; '.join(dict.fromkeys(words))}." for lead, words in told.items() if words)


def unverified(verification: Verification) -> str:
    """The words a statement from outside the article carries when nobody verified it."""
    return " Not verified: check the current source." if verification is Verification.GENERAL else ""


def marked(text: str, verification: Verification) -> str:
    """A statement with the mark it carries; one that says itself that it is not verified says it once."""
    return text if "not verified" in text.lower() else text + unverified(verification)


def beside_words(labels: list[str]) -> str:
    """The questions that stand beside the first one, as part of a sentence."""
    told = [inside_words(label) for label in labels]
    return f"beside it {told[0]}" if len(told) == 1 else f"beside it one of {', '.join(told)}"


def inside_words(label: str) -> str:
    """The label of a question of the day as part of a sentence: "after surgery, adjuvant treatment"."""
    return label.rstrip("?").replace(":", ",")


def ended(words: str) -> str:
    """The words with a full stop, unless they end with a mark of their own."""
    return words if words.endswith(("?", ".")) else f"{words}."


def in_sentence(label: str) -> str:
    """A label inside a sentence: without its capital, unless it begins with an abbreviation ("TNM")."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def first_capital(words: str) -> str:
    """The words with a capital at the start, nothing else changed ("PD-1 antibody", "mFOLFIRINOX" stay)."""
    return words if words[1:2].isupper() else words[:1].upper() + words[1:]
