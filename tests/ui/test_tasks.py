"""Work off the main thread: only the newest result of a lane arrives, and no fault is lost."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from enec_desktop.ui.tasks import Tasks


def test_only_the_newest_result_of_a_lane_arrives(qtbot: QtBot) -> None:
    tasks, arrived, hold = Tasks(), [], threading.Event()

    def slow() -> str:
        hold.wait(5)
        return "first"

    tasks.run("lane", slow, arrived.append)
    tasks.run("lane", lambda: "skipped", arrived.append)
    tasks.run("lane", lambda: "last", arrived.append)
    hold.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    tasks.close()
    assert arrived == ["last"]


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot) -> None:
    tasks, arrived, hold = Tasks(), [], threading.Event()
    tasks.run("slow", lambda: hold.wait(5), arrived.append)
    tasks.run("quick", lambda: "quick", arrived.append)
    qtbot.waitUntil(lambda: arrived == ["quick"])
    hold.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    tasks.close()


def test_work_runs_off_the_main_thread_and_its_result_arrives_in_it(qtbot: QtBot) -> None:
    tasks, arrived = Tasks(), []
    here = threading.get_ident()
    tasks.run("lane", threading.get_ident, lambda there: arrived.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(arrived))
    tasks.close()
    ((worked, delivered),) = arrived
    assert worked != here
    assert delivered == here


def test_a_fault_of_the_work_is_raised_in_the_main_thread(qtbot: QtBot) -> None:
    tasks = Tasks()

    def work() -> None:
        raise ValueError("planted")

    with qtbot.captureExceptions() as raised:
        tasks.run("lane", work, lambda _: None)
        qtbot.waitUntil(lambda: not tasks.is_busy)
        qtbot.wait(10)
    tasks.close()
    assert [str(error) for _, error, _ in raised] == ["planted"]


def test_stopped_work_hears_that_it_is_not_wanted_and_has_ended(qtbot: QtBot) -> None:
    tasks, arrived, begun, ended = Tasks(), [], threading.Event(), threading.Event()

    def work(wanted) -> str:
        begun.set()
        while wanted():
            pass
        ended.set()
        return "late"

    tasks.run_while_wanted("lane", work, arrived.append)
    begun.wait(5)
    tasks.stop("lane")
    assert ended.is_set()
    tasks.run("other", lambda: "done", arrived.append)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    tasks.close()
    assert arrived == ["done"]


def test_closing_ends_work_that_asks_whether_it_is_wanted(qtbot: QtBot) -> None:
    tasks, begun = Tasks(), threading.Event()

    def work(wanted) -> None:
        begun.set()
        while wanted():
            pass

    tasks.run_while_wanted("lane", work, lambda _: None)
    begun.wait(5)
    tasks.close()
    assert not tasks.is_busy
