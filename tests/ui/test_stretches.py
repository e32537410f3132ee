"""What is fetched a little at a time is handed on whole, and not at all once nobody wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from enec_desktop.ui import stretches
from enec_desktop.ui.stretches import in_stretches


@pytest.fixture(autouse=True)
def one_piece_a_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "STRETCH_MS", 0)


def test_all_pieces_arrive_in_their_order_with_looks_at_the_keys_between(qtbot: QtBot) -> None:
    parent, arrived = QObject(), []

    def pieces() -> Iterator[list[int]]:
        for number in range(5):
            yield [number, number]

    in_stretches(parent, pieces(), lambda: True, arrived.extend, arrived.append)
    assert arrived == []
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_what_is_stopped_between_two_pieces_hands_nothing_on(qtbot: QtBot) -> None:
    parent, arrived, fetched = QObject(), [], []

    def pieces() -> Iterator[list[int]]:
        for number in range(5):
            fetched.append(number)
            yield [number]

    asked: list[bool] = []

    def wanted() -> bool:
        asked.append(len(fetched) < 3)
        return asked[-1]

    in_stretches(parent, pieces(), wanted, arrived.extend, arrived.append)
    qtbot.waitUntil(lambda: asked[-1] is False)
    assert (fetched, arrived) == ([0, 1, 2], [])


def test_a_refusal_in_the_middle_is_told_instead_of_half_of_it(qtbot: QtBot) -> None:
    parent, arrived, failed = QObject(), [], []

    def pieces() -> Iterator[list[int]]:
        yield [1]
        raise ValueError("planted")

    in_stretches(parent, pieces(), lambda: True, arrived.extend, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert (str(failed[0]), arrived) == ("planted", [])
