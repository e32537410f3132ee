"""Reads conditions such as ``tumour.m == M1 and not (fitness.ecog in (3, 4))``; never ``eval``.

The grammar is small: ``and``, ``or``, ``not``, parentheses, ``==  !=  <  <=  >  >=`` (also chained,
``3 <= x <= 20``), ``in (a, b)``, ``not in (a, b)``, ``known(name)`` and ``always``. What stands left of a
code is always a fact name, what stands right of it always a code or a number.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from enec_desktop.domain.rule import ALWAYS, And, Compare, Condition, Known, Not, OneOf, Or
from enec_desktop.domain.values import Codes, Interval, ValueSet

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?(?![\w.]))|(?P<word>[A-Za-z0-9_][\w.]*)|(?P<sign><=|>=|==|!=|<|>)|(?P<mark>[(),]))"
)
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_WORDS = frozenset({"and", "or", "not", "in", "known", "always"})


class ConditionFault(ValueError):
    """A condition that cannot be read; the message says where and what to write."""


def parse_condition(text: str, names: Mapping[str, ValueSet]) -> Condition:
    """The condition a text says; ``names`` are the facts it may look at with all they may be.

    Raises ConditionFault for a wrong form, an unknown name, an unknown code or a mixed-up type.
    """
    parser = _Parser(_tokens(text), names)
    condition = parser.either()
    if parser.peek() is not None:
        raise ConditionFault(f'"{parser.peek()}" is not expected here; join conditions with and / or')
    return condition


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionFault(f'"{text[at:].strip()[:20]}" cannot be read')
        found.append(match.group().strip())
        at = match.end()
    if not found:
        raise ConditionFault("the condition is empty; write always where it always holds")
    return found


class _Parser:
    """Recursive descent over the tokens, one method per level of binding."""

    def __init__(self, tokens: list[str], names: Mapping[str, ValueSet]) -> None:
        self._tokens = tokens
        self._names = names
        self._at = 0

    def peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def either(self) -> Condition:
        parts = [self._both()]
        while self._skip("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Condition:
        parts = [self._one()]
        while self._skip("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Condition:
        if self._skip("not"):
            return Not(self._one())
        if self._skip("("):
            inside = self.either()
            self._need(")")
            return inside
        if self._skip("always"):
            return ALWAYS
        if self._skip("known"):
            self._need("(")
            name = self._name()
            self._need(")")
            return Known(name)
        return self._comparison()

    def _comparison(self) -> Condition:
        if _is_number(self.peek()):
            low = float(self._next())
            sign = self._sign()
            name = self._name()
            first = self._compare(name, _MIRRORED[sign], low)
            if self.peek() in _MIRRORED:
                return And((first, self._compare(name, self._sign(), self._number())))
            return first
        name = self._name()
        if self._skip("in"):
            return OneOf(name, self._codes(name))
        if self._skip("not"):
            self._need("in")
            return Not(OneOf(name, self._codes(name)))
        sign = self._sign()
        if isinstance(self._names[name], Interval):
            return self._compare(name, sign, self._number())
        one = OneOf(name, Codes({self._code(name)}))
        if sign not in ("==", "!="):
            raise ConditionFault(f"{name} holds codes; compare it with == or in (...)")
        return one if sign == "==" else Not(one)

    def _compare(self, name: str, sign: str, number: float) -> Compare:
        if not isinstance(self._names[name], Interval):
            raise ConditionFault(f"{name} holds codes, not numbers")
        return Compare(name, sign, number)

    def _codes(self, name: str) -> Codes:
        self._need("(")
        found = {self._code(name)}
        while self._skip(","):
            found.add(self._code(name))
        self._need(")")
        return Codes(found)

    def _code(self, name: str) -> str:
        allowed = self._names[name]
        word = self._next()
        if not isinstance(allowed, frozenset):
            raise ConditionFault(f"{name} holds numbers; compare it with <, <=, ==, >= or >")
        if word not in allowed:
            near = difflib.get_close_matches(word, allowed, 1)
            mend = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(sorted(allowed))}"
            raise ConditionFault(f'"{word}" is no code of {name}; {mend}')
        return word

    def _name(self) -> str:
        word = self._next()
        if word in self._names and word not in _WORDS:
            return word
        near = difflib.get_close_matches(word, self._names, 1)
        raise ConditionFault(f'"{word}" is no fact' + (f"; did you mean {near[0]}?" if near else ""))

    def _sign(self) -> str:
        word = self._next()
        if word not in _MIRRORED:
            raise ConditionFault(f'"{word}" stands where a comparison such as == or >= is expected')
        return word

    def _number(self) -> float:
        word = self._next()
        if not _is_number(word):
            raise ConditionFault(f'"{word}" stands where a number is expected')
        return float(word)

    def _skip(self, word: str) -> bool:
        if self.peek() == word:
            self._at += 1
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._skip(word):
            raise ConditionFault(f'"{word}" is expected before "{self.peek() or "the end"}"')

    def _next(self) -> str:
        word = self.peek()
        if word is None:
            raise ConditionFault("the condition ends too early")
        self._at += 1
        return word


def _is_number(word: str | None) -> bool:
    return word is not None and re.fullmatch(r"-?\d+(?:\.\d+)?", word) is not None
