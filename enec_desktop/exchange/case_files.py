"""Case files: JSON that a reader can follow, read strictly and written the same way every time."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.strict import shown
from enec_desktop.domain.vocabulary import Vocabulary

SIZE_CAP = 2_000_000
"""Bytes; a case is a few kilobytes, so a larger file is something else."""

DEPTH_CAP = 20
"""Objects and lists inside each other; the format needs eight."""

_LONGEST_NUMBER = 40
_LINE = 100


def read_case(source: Path | bytes, vocabulary: Vocabulary) -> Case:
    """The case in a file or in its content.

    Raises CaseRefused with one line that names the file, the place and what to write; a part of a file
    is never taken.
    """
    if isinstance(source, bytes):
        return from_document(_parse(source), vocabulary)
    try:
        return from_document(_parse(_content(source)), vocabulary)
    except CaseRefused as refused:
        raise CaseRefused(f"{source.name}: {refused}") from refused


def write_case(case: Case) -> bytes:
    """The case as the content of a case file (UTF-8); equal cases give equal bytes."""
    return (_laid_out(to_document(case), 0) + "\n").encode("utf-8")


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise CaseRefused("this is not a file that exists; name a case file.")
    try:
        with path.open("rb") as file:
            return file.read(SIZE_CAP + 1)
    except OSError as error:
        raise CaseRefused(f"the file cannot be read ({error.strerror}); mend that and try again.") from error


def _parse(content: bytes) -> object:
    if len(content) > SIZE_CAP:
        raise CaseRefused(f"the file is larger than {SIZE_CAP // 1_000_000} MB; a case file is not.")
    try:
        document = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_duplicates,
            parse_constant=_not_a_number,
            parse_float=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError as error:
        raise CaseRefused(f"byte {error.start} is not UTF-8; save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise CaseRefused(f"{place}: this is not JSON ({error.msg}); mend the file there.") from error
    except RecursionError as error:
        raise CaseRefused(_too_deep()) from error
    _check_depth(document)
    return document


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise CaseRefused(f"the key {shown(key)} stands twice in one object; keep one of them.")
        found[key] = value
    return found


def _not_a_number(word: str) -> NoReturn:
    raise CaseRefused(f"{word} is not a number of JSON; write digits or leave the field out.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise CaseRefused(f"the number {digits[:20]} is too large; check its digits.")
    return number


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise CaseRefused(f"the number {digits[:20]}... has {len(digits)} digits; check them.")
    return int(digits)


def _check_depth(document: object) -> None:
    level = [document]
    for _ in range(DEPTH_CAP):
        members: list[Any] = []
        for part in level:
            members += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        level = members
        if not level:
            return
    raise CaseRefused(_too_deep())


def _too_deep() -> str:
    return "objects and lists stand too deep inside each other; this is not a case file."


def _laid_out(part: Any, indent: int) -> str:
    """JSON with each member on a line of its own, unless the whole part fits on one."""
    line = json.dumps(part, ensure_ascii=False, allow_nan=False)
    if not isinstance(part, dict | list) or not part or (indent and indent + len(line) <= _LINE):
        return line
    inner = indent + 2
    if isinstance(part, dict):
        members = [f"{json.dumps(key)}: {_laid_out(member, inner)}" for key, member in part.items()]
    else:
        members = [_laid_out(member, inner) for member in part]
    start, end = "{}" if isinstance(part, dict) else "[]"
    lines = f",\n{' ' * inner}".join(members)
    return f"{start}\n{' ' * inner}{lines}\n{' ' * indent}{end}"
