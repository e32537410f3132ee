"""Whether two patients look like one, or could be taken for each other. Nothing is ever merged by this."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))
_LETTERS_ALONE = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LEAST_LETTERS = 5
_LEAST_DIGITS = 4


class Likeness(StrEnum):
    """How two patients resemble each other, in the order of how surely they are one."""

    SAME_NUMBER = "same_number"
    SAME_PERSON = "same_person"
    NEAR_NAME = "near_name"
    NEAR_BIRTH = "near_birth"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    TWINS = "twins"


ONE_PERSON = frozenset({Likeness.SAME_NUMBER, Likeness.SAME_PERSON, Likeness.NEAR_NAME, Likeness.NEAR_BIRTH})
"""These look like one patient stored twice; the others like two who are easily confused."""


@dataclass(frozen=True, slots=True)
class Person:
    """What tells a patient from another; empty where nothing is recorded. ``born`` is an ISO date."""

    name: str = ""
    born: str = ""
    number: str = ""
    national_id: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A stored case whose patient resembles another one."""

    case_id: str
    person: Person
    title: str
    likeness: Likeness


def plain(text: str) -> str:
    """A text without case, accents and width, letters that no accent makes written out (Ł as l)."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS).casefold()
    return unicodedata.normalize("NFC", bare.translate(_LETTERS_ALONE))


@lru_cache(maxsize=1024)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name in an order of their own: ``Chan, Anna`` is ``Anna Chan``.

    The characters of a Chinese name keep theirs; a space between them means nothing.
    """
    found = re.findall(r"[^\W_]+", plain(name))
    return ("".join(found),) if found and all(map(_HAN.match, found)) else tuple(sorted(found))


@lru_cache(maxsize=1024)
def number_key(number: str) -> str:
    """A number as it is compared: letters and digits alone."""
    return "".join(re.findall(r"[^\W_]", plain(number)))


def keys(person: Person) -> Iterator[str]:
    """What two patients share if they look alike: a store finds few candidates by these.

    One changed, missing or added letter leaves the first or the last half of a name as it was; letters
    that changed places leave the letters as they were.
    """
    letters = "".join(parts(person.name))
    if letters:
        middle = len(letters) // 2
        yield f"a:{''.join(sorted(letters))}"
        if len(letters) >= _LEAST_LETTERS:
            yield f"h:{len(letters)}:{letters[:middle]}"
            yield f"t:{len(letters)}:{letters[middle:]}"
    if person.born:
        yield f"b:{person.born}"
    for number in {number_key(person.number), number_key(person.national_id)} - {""}:
        yield f"n:{number}"


def searched_keys(person: Person) -> Iterator[str]:
    """The keys under which patients like this one can be found: its own, and those of nearly equal names."""
    yield from keys(person)
    letters = "".join(parts(person.name))
    length = len(letters)
    if length >= _LEAST_LETTERS:
        for other in (length - 1, length + 1):
            yield f"h:{other}:{letters[: other // 2]}"
            yield f"t:{other}:{letters[length - (other - other // 2) :]}"


def likeness(one: Person, other: Person) -> Likeness | None:
    """How two patients resemble each other; None where nobody would take one for the other."""
    numbers = {number_key(one.number), number_key(one.national_id)} - {""}
    if numbers & {number_key(other.number), number_key(other.national_id)}:
        return Likeness.SAME_NUMBER
    mine, theirs = parts(one.name), parts(other.name)
    if not mine or not theirs:
        return None
    same, near = mine == theirs, _near_names(mine, theirs)
    if one.born and one.born == other.born:
        if same:
            return Likeness.SAME_PERSON
        return Likeness.NEAR_NAME if near else Likeness.TWINS if _related(mine, theirs) else None
    if same:
        return Likeness.NEAR_BIRTH if _near_dates(one.born, other.born) else Likeness.SAME_NAME
    return Likeness.LIKE_NAME if near else None


def _near_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One letter is another, missing or too many, or letters changed places."""
    return _near("".join(one), "".join(other), _LEAST_LETTERS)


def _near_dates(one: str, other: str) -> bool:
    """Day and month changed places, or one digit is another or two changed places."""
    if not one or not other:
        return False
    swapped = sorted(one.split("-")[1:]) == sorted(other.split("-")[1:]) and one[:4] == other[:4]
    return swapped or (len(one) == len(other) and _near(number_key(one), number_key(other), _LEAST_DIGITS))


def _near(one: str, other: str, least: int) -> bool:
    if min(len(one), len(other)) < least or abs(len(one) - len(other)) > 1:
        return False
    # Counted in no time: letters in common anywhere are never fewer than those in common stretches.
    if len(one) + len(other) - 2 * (Counter(one) & Counter(other)).total() > 2:
        return False
    alike = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return len(one) + len(other) - 2 * sum(block.size for block in alike) <= 2


def _related(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """A part of the name in common, or the first character of two Chinese names."""
    han = all(_HAN.match(name[0]) for name in (one, other))
    return bool(set(one) & set(other)) or (han and one[0][0] == other[0][0])
