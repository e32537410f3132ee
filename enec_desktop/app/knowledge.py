"""The knowledge of the program: loaded when first needed, checked on request, counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from enec_desktop.domain.knowledge_base import KnowledgeBase


class KnowledgeDesk:
    """Hands out the knowledge; reading it waits until somebody asks.

    ``load`` may use the compiled form, ``check`` reads the files themselves.
    """

    def __init__(self, load: Callable[[], KnowledgeBase], check: Callable[[], KnowledgeBase]) -> None:
        self._load = load
        self._check = check

    @cached_property
    def base(self) -> KnowledgeBase:
        """The checked knowledge. Raises KnowledgeRefused with every fault."""
        return self._load()

    def check(self) -> KnowledgeBase:
        """Read every file again. Raises KnowledgeRefused with every fault."""
        return self._check()

    def stats(self) -> dict[str, int]:
        """How much there is of what."""
        base = self.base
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
        }
