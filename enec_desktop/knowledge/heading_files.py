"""Reads what columns are called in tables of other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from enec_desktop.domain.columns import Address, read_address
from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.knowledge.records import read_toml


def read_headings(path: Path, vocabulary: Vocabulary) -> Mapping[str, Address]:
    """Each heading of the file with the part of a case it names.

    Raises KnowledgeRefused with every fault: an address that is none, a heading that stands twice.
    """
    content, faults = read_toml(path)
    faults = list(faults)
    found: dict[str, Address] = {}
    for text, headings in content.items():
        address = read_address(text, vocabulary)
        if address is None or not isinstance(headings, list):
            faults.append(f"{path.name}: {text} is no part of a case; write it as specimen.ki67.")
            continue
        for heading in headings:
            if not isinstance(heading, str) or heading.casefold() in found:
                faults.append(f"{path.name}: {heading} stands twice, or is no text; keep one of them.")
                continue
            found[heading.casefold()] = address
    if faults:
        raise KnowledgeRefused(tuple(faults))
    return found
