"""In which encoding a text file was written: found out where the bytes say it, else the likeliest."""

from __future__ import annotations

import codecs

from enec_desktop.domain.errors import EnecError

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp1252")
"""What can be chosen; the order is that of the list in the window."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 400_000


def find_encoding(content: bytes) -> tuple[str, bool]:
    """The encoding, and whether it was guessed: a byte order mark and valid UTF-8 are sure."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, False
    if wide := _without_mark(content):
        return wide, True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return ("gb18030" if _reads_as_chinese(content[:_LOOKED_AT]) else "cp1252"), True
    return "utf-8", False


def decoded(content: bytes, encoding: str) -> str:
    """The text, without a byte order mark. Raises EnecError where the bytes are not of that encoding."""
    for mark, _ in _MARKS:
        content = content.removeprefix(mark) if _fits(mark, encoding) else content
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start + 1} of the file is not {encoding}"
        raise EnecError(f"{wrong}; choose another encoding, or save the file as UTF-8.") from error


def _fits(mark: bytes, encoding: str) -> bool:
    return (mark, encoding) in _MARKS


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark: a zero in nearly every second byte, as Latin text has."""
    start = content[:2000]
    if len(start) < 4 or b"\0" not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else ""


def _reads_as_chinese(content: bytes) -> bool:
    """Whether nearly all high bytes stand in pairs that are characters of GB 2312.

    An accented letter of a Western text mostly stands beside an ASCII letter; GB 18030 would read the
    two as a rare character, so that decoding without an error proves nothing.
    """
    text = content.decode("gb18030", errors="replace")
    if "\ufffd" in text[:-1]:
        return False
    foreign = [char for char in text if ord(char) > 127]
    usual = sum(_is_of_gb2312(char) for char in foreign)
    return bool(foreign) and usual >= 0.8 * len(foreign)


def _is_of_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
