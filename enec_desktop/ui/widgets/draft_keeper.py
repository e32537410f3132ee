"""What is half typed in a case: kept at each key, marked as not saved when it comes back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from enec_desktop.domain.draft import Draft, Spot
from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.chapter_view import ChapterView
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey


class DraftKeeper:
    """The texts that stand in fields and are no facts, by field."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._texts: dict[FieldKey, str] = {}
        self._found: dict[FieldKey, Draft] = {}

    def load(self, case_id: str) -> None:
        """Find the texts that an earlier run of the program left in a case."""
        for draft in self._kit.desk.drafts.of_case(case_id):
            field, _, part = draft.spot.field.partition(".")
            key = FieldKey(case_id, draft.spot.entry_id, draft.spot.kind, field, part)
            if key not in self._texts:
                self._texts[key] = draft.text
                self._found[key] = draft

    def keep(self, key: FieldKey, chapter: str, text: str) -> None:
        """Keep what stands in a field now; an empty text: nothing. Raises StoreRefused."""
        if self._texts.get(key, "") == text:
            return
        self.forget(key)
        if text:
            self._texts[key] = text
        spot = Spot(key.case_id, chapter, key.kind, key.entry_id, key.spot)
        self._kit.desk.drafts.keep(spot, text)

    def note(self, key: FieldKey, text: str) -> None:
        """Remember a text over a change of looks; it is kept already."""
        self._texts.setdefault(key, text)

    def forget(self, *keys: FieldKey) -> None:
        """The texts of these fields are facts now."""
        for key in keys:
            self._texts.pop(key, None)
            self._found.pop(key, None)

    def show_in(self, field: FactField) -> None:
        """Show what stood in a field; what an earlier run left waits there for Enter."""
        if field.key in self._texts:
            field.show_draft(self._texts[field.key], self._not_saved(field.key))
        for key in self.keys(field.key.kind):
            if key.part and replace(key, part="") == field.key:
                field.show_part_draft(key.part, self._texts[key], self._not_saved(key))

    def show_in_chapter(self, view: ChapterView) -> None:
        """Unfold the fields with texts, and show what stood where the time of an entry is typed."""
        for card in view.each_card():
            for key in self.keys(card.kind.name):
                if key.entry_id != card.entry_id:
                    continue
                if not key.field:
                    card.show_time_draft(key.part, self._texts[key], self._not_saved(key))
                elif (field := card.field(key.entry_id, key.field)) is not None:
                    view.reveal(field)

    def keys(self, kind: str) -> list[FieldKey]:
        """Where texts stand in entries of a kind."""
        return [key for key in self._texts if key.kind == kind]

    def _not_saved(self, key: FieldKey) -> str:
        """The sentence beside what an earlier run left; empty for what was typed in this one."""
        found = self._found.get(key)
        if found is None:
            return ""
        return self._kit.words("field.not_saved", time=self._kit.desk.drafts.typed_words(found))

    def stand(self, case_id: str, chapter: str, field: FactField | None) -> None:
        """Remember where the user is; no banner is worth it where that cannot be written."""
        with suppress(EnecError):
            self._kit.desk.drafts.go_to(spot_of(case_id, chapter, field))


def spot_of(case_id: str, chapter: str, field: FactField | None) -> Spot:
    """A place of a case: a field of it, or only its chapter."""
    if field is None:
        return Spot(case_id, chapter)
    return Spot(case_id, chapter, field.key.kind, field.key.entry_id, field.at.spot)
