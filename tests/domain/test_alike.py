"""Patients who are one, or are taken for each other: a set of look-alikes, and of those who are not."""

from __future__ import annotations

import pytest

from enec_desktop.domain.alike import Likeness, Person, keys, likeness, searched_keys

LOOK_ALIKES = [
    # the same patient stored twice
    (Person("Chan, Anna", "1945-07-14", "HN 0042317"), Person("Chan Anna", "", "hn0042317"), "same_number"),
    (Person("A", "", "", "850714-123"), Person("B", "", "850714123"), "same_number"),
    (Person("García, José", "1950-01-02"), Person("JOSE GARCIA", "1950-01-02"), "same_person"),
    (Person("Müller, Karl", "1950-01-02"), Person("Karl Muller", "1950-01-02"), "same_person"),
    (Person("Kowalski, Łukasz", "1950-01-02"), Person("Lukasz Kowalski", "1950-01-02"), "same_person"),
    (Person("Groß, Eva", "1950-01-02"), Person("Gross, Eva", "1950-01-02"), "same_person"),
    (Person("Ｌｅｅ, Wei", "1950-01-02"), Person("Lee, Wei", "1950-01-02"), "same_person"),
    (Person("陈小梅", "1950-01-02"), Person("陈 小梅", "1950-01-02"), "same_person"),
    # one slip of the pen
    (Person("Meier, Anna", "1950-01-02"), Person("Maier, Anna", "1950-01-02"), "near_name"),
    (Person("Smith, John", "1950-01-02"), Person("Smiht, John", "1950-01-02"), "near_name"),
    (Person("Smith, John", "1950-01-02"), Person("Smith, Jon", "1950-01-02"), "near_name"),
    (Person("Smith, John", "1950-01-02"), Person("Smith, John", "1950-02-01"), "near_birth"),
    (Person("Smith, John", "1945-07-14"), Person("Smith, John", "1954-07-14"), "near_birth"),
    (Person("Smith, John", "1945-07-14"), Person("Smith, John", "1945-07-19"), "near_birth"),
    (Person("王小明", "1945-07-14"), Person("王小明", "1945-07-15"), "near_birth"),
    # two patients, easily confused
    (Person("Smith, John", "1945-07-14"), Person("Smith, John", "1961-11-30"), "same_name"),
    (Person("Smith, John"), Person("Smith, John", "1961-11-30"), "same_name"),
    (Person("王小明", "1945-07-14"), Person("王小明", "1972-03-01"), "same_name"),
    (Person("Meier, Anna", "1945-07-14"), Person("Maier, Anna", "1961-11-30"), "like_name"),
    (Person("Chan, Ada", "1945-07-14"), Person("Chan, Bea", "1945-07-14"), "twins"),
    (Person("王小明", "1945-07-14"), Person("王小红", "1945-07-14"), "twins"),
]
OTHERS = [
    (Person("Smith, John", "1945-07-14"), Person("Brown, Jack", "1945-07-14")),
    (Person("Chan, Ada", "1945-07-14"), Person("Chan, Bea", "1945-07-15")),
    (Person("王小明", "1945-07-14"), Person("王小红", "1950-02-03")),
    (Person("Lee, Al", "1945-07-14"), Person("Lee, Bo", "1950-02-03")),
    (Person("", "1945-07-14"), Person("", "1945-07-14")),
    (Person("A", "", "0042317"), Person("B", "", "0042318")),
    (Person(), Person()),
]


@pytest.mark.parametrize(("one", "other", "how"), LOOK_ALIKES)
def test_look_alikes_are_told_from_both_sides(one: Person, other: Person, how: str) -> None:
    assert likeness(one, other) is likeness(other, one) is Likeness(how)


@pytest.mark.parametrize(("one", "other", "how"), LOOK_ALIKES)
def test_few_candidates_hold_every_look_alike(one: Person, other: Person, how: str) -> None:
    assert set(searched_keys(one)) & set(keys(other))
    assert set(searched_keys(other)) & set(keys(one))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_others_are_not_told(one: Person, other: Person) -> None:
    assert likeness(one, other) is likeness(other, one) is None
