"""The knowledge of the program: loaded when first needed, checked and proved on request, counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from enec_desktop.domain.errors import KnowledgeRefused

if TYPE_CHECKING:
    # Comes with the knowledge itself, off the main thread.
    from enec_desktop.domain.knowledge_base import KnowledgeBase
    from enec_desktop.domain.proof import Proof


class KnowledgeDesk:
    """Hands out the knowledge; reading it waits until somebody asks.

    ``load`` may use the compiled form, ``check`` reads the files themselves; ``prove`` is given what was
    read, and whether a proof that is remembered will not do; ``untold`` counts the labels that another
    language lacks, by its name.
    """

    def __init__(
        self,
        load: Callable[[], KnowledgeBase],
        check: Callable[[], KnowledgeBase],
        prove: Callable[[KnowledgeBase, bool], Proof],
        untold: Callable[[KnowledgeBase], Mapping[str, int]] = lambda _: {},
    ) -> None:
        self._load = load
        self._check = check
        self._prove = prove
        self._untold = untold

    @cached_property
    def base(self) -> KnowledgeBase:
        """The checked knowledge. Raises KnowledgeRefused with every fault."""
        return self._load()

    @property
    def is_read(self) -> bool:
        """Whether the knowledge is at hand: asking for it takes no time then."""
        return "base" in self.__dict__

    def check(self) -> KnowledgeBase:
        """Read every file again. Raises KnowledgeRefused with every fault."""
        return self._check()

    def prove(self, knowledge: KnowledgeBase, *, afresh: bool = False) -> Proof:
        """What holds in every cell of the knowledge. Raises KnowledgeRefused with every fault."""
        proof = self._prove(knowledge, afresh)
        if proof.faults:
            raise KnowledgeRefused(proof.faults)
        return proof

    def impossible_shares(self) -> tuple[str, ...]:
        """Printed shares that no whole number of patients gives, each with the error that explains it."""
        from enec_desktop.knowledge.evidence_checks import explained_by, impossible_shares

        base = self.base
        return tuple(
            f"{id}: {share.printed} % of {share.patients} patients (see {', '.join(explained_by(id, base))})"
            for id, share in impossible_shares(base)
        )

    def stats(self) -> dict[str, int]:
        """How much there is of what."""
        base = self.base
        proof = self._prove(base, False)
        fields = sum(len(kind.fields) for kind in base.vocabulary.kinds.values())
        rows = [row for agent in base.agents.values() for row in agent.rows]
        return {
            "fields of a case": fields,
            "facts that conditions may name": len(base.facts),
            "decision tables": len(base.tables),
            "rows of decision tables": sum(len(table.rows) for table in base.tables.values()),
            "options": len(base.options),
            "verdict rows": sum(len(option.verdicts) for option in base.options.values()),
            "safety rows": len(rows),
            "findings": len(base.findings),
            "claims": len(base.claims),
            "sources": len(base.sources),
            "discrepancies of the sources": len(base.discrepancies),
            "silences of the sources": len(base.silences),
            "named trials": len(base.trials),
            "comparisons of sources": len(base.comparisons),
            "sides of comparisons": sum(len(one.sides) for one in base.comparisons.values()),
            "subjects of the background": len(base.background),
            "statements of second sources": sum(len(one.statements) for one in base.background.values()),
            "values that rules can tell apart": proof.groups,
            "situations: moment, class and extent": proof.situations,
            "cells of the options in them": proof.cells,
            "cells of the decision tables": sum(table.cells for table in proof.tables),
            **{f"labels without {name} words": number for name, number in self._untold(base).items()},
        }
