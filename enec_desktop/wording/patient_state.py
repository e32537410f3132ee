"""The patient's tumour, stage and fitness in a few words each, as the engine saw them."""

from __future__ import annotations

import re

from enec_desktop.domain.assessment import Assessment, Derived, Seen

NOT_KNOWN = "not known"
_LONG_CLASS = re.compile(r"^[^(),]+ \(([A-Z][A-Za-z]+)\)(?=,|$)")


def seen_fact(assessment: Assessment, name: str) -> Seen | None:
    """A recorded fact as the engine saw it, or None."""
    return next((one for one in assessment.facts if one.name == name), None)


def known_words(assessment: Assessment, name: str) -> str:
    """A recorded fact in words; "" where nothing is recorded or nothing can be said of it."""
    seen = seen_fact(assessment, name)
    return seen.words if seen is not None and seen.words not in (NOT_KNOWN, str(seen.state)) else ""


def derived_value(assessment: Assessment, name: str) -> Derived | None:
    """What a table worked out, or None where the table is not shown."""
    found = (*assessment.diagnosis, *assessment.staging)
    return next((one for one in found if one.name == name), None)


def tumour_words(assessment: Assessment, *, short: bool = False) -> str:
    """Class and cell type, then the site: "neuroendocrine carcinoma (NEC), small cell, lower third".

    ``short``: the class by its letters where it has some, "NEC, small cell, lower third".
    """
    words = diagnosis_words(assessment)
    words = _LONG_CLASS.sub(r"\1", words) if short else words
    site, depth = (seen_fact(assessment, f"endoscopy.{one}") for one in ("site", "cm_from_incisors"))
    if site is None and depth is not None:
        return f"{words}, at {depth.words}"
    return f"{words}, {site.words}" if site else f"{words}, site not recorded"


def diagnosis_words(assessment: Assessment) -> str:
    """Class of the tumour and, in a carcinoma, its cell type."""
    found = derived_value(assessment, "histology.class")
    words = found.words if found and found.values else "diagnosis not established"
    cell = known_words(assessment, "specimen.cell_type")
    if cell and found and {"NEC", "MiNEN"} & set(found.values):
        return f"{words}, {cell}"
    return words


def stage_is_settled(assessment: Assessment) -> bool:
    """Whether T, N and M have one value each."""
    found = [derived_value(assessment, f"tumour.{one}") for one in ("t", "n", "m")]
    return all(one is not None and len(one.values) == 1 for one in found)


def stage_words(assessment: Assessment, *, short: bool = False) -> str:
    """Prefix, T, N and M, a question mark for each that cannot be said, and the extent where it is one.

    ``short``: without the extent.
    """
    prefix = seen_fact(assessment, "staging.prefix")
    before = ""
    if prefix is not None and isinstance(prefix.values, frozenset) and len(prefix.values) == 1:
        before = next(iter(prefix.values))
    told = [_category(derived_value(assessment, f"tumour.{one}"), one.upper()) for one in ("t", "n", "m")]
    extent = derived_value(assessment, "extent")
    more = f" ({_bare(extent.words)})" if extent and len(extent.values) == 1 and not short else ""
    return f"{before}{' '.join(told)}{more}"


def ecog_words(assessment: Assessment) -> str:
    """ "ECOG 1", "ECOG 1 or 2", "ECOG not recorded"."""
    ecog = seen_fact(assessment, "fitness.ecog")
    if ecog is None:
        return "ECOG not recorded"
    if isinstance(ecog.values, frozenset) and ecog.words != str(ecog.state) and len(ecog.values) < 5:
        return f"ECOG {' or '.join(sorted(ecog.values))}"
    return f"ECOG {ecog.words}"


def _bare(words: str) -> str:
    """Without what stands in brackets: N0 and M0 were said before."""
    return words.partition(" (")[0]


def _category(found: Derived | None, letter: str) -> str:
    if found is None or not found.values:
        return f"{letter}?"
    return found.values[0] if len(found.values) == 1 else f"({' or '.join(found.values)})"
