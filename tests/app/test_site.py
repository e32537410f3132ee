"""The site profile: shown beside the options everywhere, changing nothing; a bad file is one sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import MappingProxyType

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Card
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.site import SiteNote, SiteProfile, SiteTrial
from enec_desktop.knowledge.site_files import read_site, site_text
from enec_desktop.paths import resources

LIVER = resources() / "demo" / "vest-2022-lcnec-liver-55m.json"
PROFILE = SiteProfile(
    "St Example",
    MappingProxyType({"prrt": SiteNote(available=False, note="regional centre")}),
    MappingProxyType({"irinotecan": SiteNote(funded=False), "cisplatin": SiteNote(available=True)}),
    (SiteTrial("EXAMPLE-1", "trial office", ("cisplatin-etoposide",), "NCT00000000"),),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


@pytest.fixture
def here(desk: Desk) -> Desk:
    desk.site.save(PROFILE)
    return desk


def cards(desk: Desk) -> list[Card]:
    found = desk.assessments.assess(desk.cases.read_file(LIVER))
    return [
        block
        for section in desk.assessments.sections(found)
        if section.id.startswith("options/")
        for block in section.blocks
        if isinstance(block, Card)
    ]


def tags(desk: Desk, title: str) -> list[str]:
    (card,) = [one for one in cards(desk) if one.title == title]
    return [tag.text for tag in card.tags]


def test_what_is_lacking_stands_among_the_tags_of_the_option(here: Desk) -> None:
    assert "irinotecan: not funded here" in tags(here, "Cisplatin and irinotecan (IP)")
    assert "trial open here: EXAMPLE-1 (NCT00000000), contact: trial office" in tags(
        here, "Cisplatin and etoposide (EP)"
    )


def test_what_is_there_needs_no_word(here: Desk) -> None:
    assert not any("cisplatin:" in tag for tag in tags(here, "Cisplatin and etoposide (EP)"))


def test_standing_certainty_clearance_and_order_are_the_same_with_and_without_a_profile(
    desk: Desk,
) -> None:
    case = desk.cases.read_file(LIVER)
    before, shown = desk.assessments.assess(case), cards(desk)
    everything = MappingProxyType(
        {id: SiteNote(False, False, False, "nothing here") for id in desk.knowledge.base.options}
    )
    desk.site.save(SiteProfile("Nowhere", everything, MappingProxyType({}), ()))
    assert desk.assessments.assess(case) == before
    after = cards(desk)
    assert [card.title for card in after] == [card.title for card in shown]
    assert all(new.tags[: len(old.tags)] == old.tags for old, new in zip(shown, after, strict=True))
    assert all("not available here" in new.tags[-1].text for new in after)
    plain = desk.assessments.document(before)
    assert {key: value for key, value in plain.items() if key != "site"}["moments"] == plain["moments"]


def test_the_json_names_the_site_and_its_words_by_option(here: Desk) -> None:
    document = here.assessments.document(here.assessments.assess(here.cases.read_file(LIVER)))
    site = json.loads(json.dumps(document))["site"]
    assert site["name"] == "St Example"
    assert site["options"]["cisplatin-irinotecan"] == ["irinotecan: not funded here"]


def test_without_a_profile_nothing_is_said(desk: Desk) -> None:
    document = desk.assessments.document(desk.assessments.assess(desk.cases.read_file(LIVER)))
    assert "site" not in document
    assert not any(" here" in tag.text for card in cards(desk) for tag in card.tags[4:])


def test_the_paper_says_it_behind_the_name_and_whole_in_a_section(here: Desk) -> None:
    pdf = here.reports.summary_pdf(here.cases.read_file(LIVER), 1)
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert "Cisplatin and irinotecan (IP) [irinotecan: not funded here]" in pages[0]
    whole = " ".join(pages)
    assert "At St Example" in whole
    assert "EXAMPLE-1 (NCT00000000), contact: trial office" in whole


def test_the_profile_is_read_again_at_the_next_start(here: Desk, tmp_path: Path) -> None:
    again = open_desk(tmp_path / "store")
    assert again.site.profile == PROFILE
    assert again.site.problem == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[options.unheard-of]\navailable = false\n", "unheard-of"),
        ("[options.prrt]\navailable = 'no'\n", "true or false"),
        ("[agents.cisplatin]\nfundet = true\n", 'write "funded"'),
        ("[[trial]]\ntitle = 'X'\noptions = ['prrt']\n", "contact"),
        ("name = [\n", "cannot be read"),
    ],
)
def test_a_bad_file_is_one_sentence_and_the_program_goes_on(tmp_path: Path, text: str, said: str) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "site.toml").write_text(text, encoding="utf-8")
    desk = open_desk(folder)
    assert said in desk.site.problem and "\n" not in desk.site.problem
    assert str(tmp_path) not in desk.site.problem
    assert desk.site.profile.is_empty
    assert cards(desk)
    with pytest.raises(EnecError):
        desk.site.save(PROFILE)
    assert (folder / "site.toml").read_text(encoding="utf-8") == text


def test_a_mended_file_is_used_after_it_is_checked(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "site.toml").write_text("nonsense", encoding="utf-8")
    desk = open_desk(folder)
    assert desk.site.check()
    (folder / "site.toml").write_text('name = "Mended"\n', encoding="utf-8")
    assert desk.site.check() == ()
    assert desk.site.profile.name == "Mended"


words = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
notes = st.builds(
    SiteNote, *[st.sampled_from([True, False, None])] * 3, note=st.one_of(st.just(""), words)
).filter(lambda note: not note.is_empty)
profiles = st.builds(
    SiteProfile,
    name=st.one_of(st.just(""), words),
    options=st.dictionaries(st.sampled_from(["prrt", "captem", "a b"]), notes).map(MappingProxyType),
    agents=st.dictionaries(st.sampled_from(["cisplatin", "esd"]), notes).map(MappingProxyType),
    trials=st.lists(
        st.builds(
            SiteTrial,
            title=words,
            contact=words,
            options=st.lists(st.sampled_from(["prrt", "captem"]), unique=True).map(tuple),
            identifier=st.one_of(st.just(""), words),
            note=st.one_of(st.just(""), words),
        ),
        max_size=3,
    ).map(tuple),
)


@given(profiles)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_whatever_its_words(profile: SiteProfile) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.toml"
        path.write_text(site_text(profile), encoding="utf-8")
        found, faults = read_site(path, {"prrt", "captem", "a b"}, {"cisplatin", "esd"})
    assert faults == ()
    assert found == profile
