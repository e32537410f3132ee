"""Small phrases that several sections share."""

from __future__ import annotations

from enec_desktop.domain.assessment import Conditions, Seen, Wish
from enec_desktop.domain.knowledge_base import Verification


def conditions_words(conditions: Conditions) -> str:
    """"M is M0 and N is N0; or ...": what would bring it about."""
    if not conditions.sets:
        return "several facts together; too many combinations to name"
    told = "; or ".join(" and ".join(_wish(wish) for wish in one) for one in conditions.sets)
    return told + (f"; or {conditions.more} other combinations" if conditions.more else "")


def _wish(wish: Wish) -> str:
    return f"{wish.label}: {wish.words}"


def seen_words(seen: Seen) -> str:
    """A fact with its value, date and source: "Creatinine clearance 85 mL/min (03-May-2026, report 7)"."""
    details = [seen.on.shown()] if seen.on else []
    details += [seen.source] if seen.source else []
    details += ["too old to rely on"] if seen.stale else []
    told = f" ({', '.join(details)})" if details else ""
    return f"{seen.label}: {seen.words}{told}"


def unverified(verification: Verification) -> str:
    """The words a statement from outside the article carries when nobody verified it."""
    return " (not verified: check the current source)" if verification is Verification.GENERAL else ""
