"""Reading many cases: facts that are alike, such as "positive" or "male", are read once."""

from __future__ import annotations

import json
from typing import Any

from enec_desktop.domain.case import Case, Fact
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.fact_document import fact_from_document, fact_to_document
from enec_desktop.domain.vocabulary import Field, Vocabulary

MOST_REMEMBERED = 20_000


class ManyCases:
    """Reads one case after another, each as ``from_document`` does, in a fraction of its time.

    What is refused is never remembered: its sentence names the place. For one thread at a time.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._facts: dict[tuple[int, object], Fact] = {}

    def of_text(self, text: str) -> Case:
        """The case of a document as JSON text. Raises ValueError for no JSON, and CaseRefused."""
        return self.of_document(json.loads(text))

    def of_document(self, document: object) -> Case:
        """The case of a document. Raises CaseRefused."""
        return from_document(document, self.vocabulary, self._read)

    def again(self, case: Case) -> Case:
        """A case as it would be read from its own document. Raises CaseRefused."""
        document = to_document(case, _with_facts)
        return from_document(document, self.vocabulary, self._read_again)

    def _read(self, raw: object, field: Field, place: str) -> Fact:
        # Not the value itself: 1, 1.0 and True are equal, and only two of them are numbers.
        key = (id(field), repr(raw))
        found = self._facts.get(key)
        return self._keep(key, fact_from_document(raw, field, place)) if found is None else found

    def _read_again(self, raw: object, field: Field, place: str) -> Fact:
        assert isinstance(raw, Fact)
        found = self._facts.get((id(field), raw))
        if found is not None:
            return found
        return self._keep((id(field), raw), fact_from_document(fact_to_document(raw), field, place))

    def _keep(self, key: tuple[int, object], fact: Fact) -> Fact:
        if len(self._facts) >= MOST_REMEMBERED:
            self._facts.clear()
        self._facts[key] = fact
        return fact


def _with_facts(fact: Fact) -> Any:
    return fact
