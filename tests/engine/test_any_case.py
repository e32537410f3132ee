"""Any case the format allows, at any point in time, is assessed; nothing said of it leads astray."""

from __future__ import annotations

import os
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Case
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate
from enec_desktop.engine.assess import assess, at_words
from tests.assessing import shipped
from tests.builders import cases
from tests.engine.tracing import astray

HOW_MANY = 5000 if os.environ.get("ENEC_LONG") == "1" else 20
DAYS = st.dates(date(1960, 1, 1), date(2100, 12, 31))


def points(told: Case) -> st.SearchStrategy[At]:
    """Any point in time a case can be asked at."""
    whole: st.SearchStrategy[At] = st.just(Latest()) | DAYS.map(Latest) | DAYS.map(OnDate)
    events = [AfterEvent(entry.id) for entry in told.entries]
    return whole | st.sampled_from(events) if events else whole


@settings(
    max_examples=HOW_MANY,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(cases(), st.data())
def test_any_case_is_assessed_at_any_point_and_every_id_leads_somewhere(
    told: Case, data: st.DataObject
) -> None:
    at = data.draw(points(told))
    found = assess(told, shipped(), at)
    assert found.at == at_words(at)
    assert not astray(found, told)
