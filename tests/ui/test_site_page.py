"""The page of the hospital: written by keyboard, kept at once, seen beside the options."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain.site import SiteNote, SiteTrial
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener


def note(user: User, name: str, box: str, answer: str) -> None:
    user.press(Key.Key_5, CTRL)
    user.go_to("Option, drug or procedure")
    user.press(Key.Key_A, CTRL)
    user.type(name)
    user.press(Key.Key_Down)
    user.choose(box, answer)


def test_an_answer_is_kept_at_once_and_stands_beside_the_option(reader: User) -> None:
    reader.open_first("liver")
    note(reader, "Cisplatin and irinotecan", "Available here", "no")
    assert reader.desk.site.profile.options["cisplatin-irinotecan"] == SiteNote(available=False)
    reader.settle()
    reader.press(Key.Key_2, CTRL)
    assert reader.see("Note: not available here")


def test_an_answer_taken_back_leaves_nothing_said(user: User) -> None:
    note(user, "Cisplatin and irinotecan", "Funded here", "no")
    note(user, "Cisplatin and irinotecan", "Funded here", "not said")
    assert user.desk.site.profile.is_empty


def test_a_remark_and_the_name_are_kept_when_their_line_is_left(open_user: Opener) -> None:
    user = open_user()
    note(user, "Cisplatin and irinotecan", "Funded here", "no")
    user.go_to("Remark")
    user.type("on request")
    user.press(Key.Key_Return)
    user.go_to("Name of the hospital")
    user.type("St Example")
    user.press(Key.Key_Return)
    again = open_user()
    assert again.desk.site.profile.name == "St Example"
    assert again.desk.site.profile.options["cisplatin-irinotecan"].note == "on request"


def test_a_trial_needs_a_contact_and_an_option_before_it_is_kept(user: User) -> None:
    user.press(Key.Key_5, CTRL)
    assert not user.find("Remove trial").isEnabled()
    user.click("New trial")
    user.type("EXAMPLE-1")
    user.click("Keep trial")
    assert user.see("A trial needs a name, a contact and the option it is shown beside.")
    user.go_to("Contact")
    user.type("trial office")
    user.choose("Shown beside", "Clinical trial")
    user.click("Keep trial")
    assert user.desk.site.profile.trials == (SiteTrial("EXAMPLE-1", "trial office", ("clinical-trial",)),)
    user.click("Remove trial")
    assert user.desk.site.profile.trials == ()


def test_a_bad_file_is_said_at_the_start_and_is_not_written_over(open_user: Opener, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "site.toml").write_text("[options.unheard-of]\navailable = false\n", encoding="utf-8")
    user = open_user()
    said = "The site profile is not used until it is mended"
    user.qtbot.waitUntil(lambda: bool(user.see(said, partly=True)))
    user.press(Key.Key_5, CTRL)
    assert not user.find("Name of the hospital").isEnabled()
    (store / "site.toml").unlink()
    user.press(Key.Key_1, CTRL)
    user.press(Key.Key_5, CTRL)
    assert user.find("Name of the hospital").isEnabled()
