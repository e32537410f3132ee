"""Whose case this is, in words: the same in the banner and in the title of every dialog about the case."""

from __future__ import annotations

from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.time import PartialDate, years_between
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.names import IDENTIFYING
from enec_desktop.ui.widgets.fact_words import fact_words


def patient_words(kit: Kit, case: Case, today: PartialDate) -> tuple[str, str, str, str, str]:
    """Name, born and age, sex, number and board date; what is not recorded is said, hidden names are kept."""
    patient = next(iter(case.of_kind("identity")), Entry("", "identity"))
    name = patient.fact("name").value
    own = name if isinstance(name, str) else case.title or kit.words("banner.no_name")
    born, number = _born(kit, patient, today), _number(kit, patient)
    return kit.name(case.id, own), born, _sex(kit, patient), number, _board(kit, case)


def titled(kit: Kit, title: str, case_id: str) -> str:
    """The title of a dialog with the patient it is about."""
    name, *facts = patient_words(kit, kit.desk.cases.open(case_id), kit.today())
    return f"{title} · {', '.join([name, *facts[:3]])}"


def said_of(kit: Kit, case: Case, today: PartialDate) -> str:
    """The patient in one line of a text: the number is left out while names are hidden."""
    name, born, sex, number, board = patient_words(kit, case, today)
    told = (name, born, sex, "" if kit.names.hidden else number, board)
    return ", ".join(text for text in told if text)


def hidden_of(kit: Kit, case: Case) -> dict[str, str]:
    """Words that may not be read now, with the code that stands for them; none while names are shown."""
    return dict.fromkeys(identifying_words(case), kit.name(case.id, "")) if kit.names.hidden else {}


def identifying_words(case: Case) -> list[str]:
    """The words of a case that tell who the patient is, as they may stand in its texts."""
    patient = next(iter(case.of_kind("identity")), Entry("", "identity"))
    words: list[str] = []
    for value in (patient.fact(field).value for field in sorted(IDENTIFYING)):
        if isinstance(value, PartialDate):
            words += [value.shown(), value.iso()]
        elif isinstance(value, str) and len(value.strip()) > 1:
            words.append(value)
    return words


def _born(kit: Kit, patient: Entry, today: PartialDate) -> str:
    born, age = patient.fact("birth_date").value, patient.fact("age")
    if isinstance(born, PartialDate):
        years = years_between(born, today)
        low, high = f"{years.low:g}", f"{years.high:g}"
        said = low if low == high else f"{low}-{high}"
        if kit.names.hidden:
            return kit.words("banner.age", age=f"{said} y")
        return kit.words("banner.born", date=kit.date(born), age=said)
    if age.value is not None:
        return kit.words("banner.age", age=_shown(kit, "age", age))
    return kit.words("banner.no_birth")


def _sex(kit: Kit, patient: Entry) -> str:
    fact = patient.fact("sex")
    if fact.value is None:
        return kit.words("banner.no_sex")
    return _shown(kit, "sex", fact)


def _number(kit: Kit, patient: Entry) -> str:
    number = patient.fact("hospital_number").value
    if kit.names.hidden:
        return kit.words("banner.hidden")
    if isinstance(number, str):
        return kit.words("banner.number", number=number)
    return kit.words("banner.no_number")


def _board(kit: Kit, case: Case) -> str:
    days = (entry.fact("board_date").value for entry in reversed(case.of_kind("question")))
    day = next((day for day in days if isinstance(day, PartialDate)), None)
    return kit.words("banner.board", date=kit.date(day)) if day else ""


def _shown(kit: Kit, field: str, fact: Fact) -> str:
    return fact_words(kit, "identity", field, fact)
