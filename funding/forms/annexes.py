"""The page of the annexes: a file for each slot that has room, a day for each that may follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import LazyString, gettext
from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import Field

from funding.definition.annexes import Slot
from funding.errors import Fault
from funding.forms.base import Form
from funding.forms.fields import DayField
from funding.forms.speech import language
from funding.forms.words import fault_text
from funding.queries.applying.annexes import Filled


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent up: at which field, for which slot, in whose place if in any's."""

    field: str
    slot: str
    replaces: UUID | None
    file: FileStorage


class AnnexForm(Form):
    """What can be added to the annexes of a case as they are now."""

    targets: Mapping[str, tuple[str, UUID | None]] = {}
    days: Mapping[str, str] = {}

    def uploads(self) -> Iterator[Upload]:
        """Yield the files that were sent up."""
        for name, (slot, replaces) in self.targets.items():
            data = self[name].data
            for one in data if isinstance(data, list) else [data]:
                if isinstance(one, FileStorage) and one:
                    yield Upload(name, slot, replaces, one)

    def promises(self) -> dict[str, date | None]:
        """Return by which day each slot is to be filled, as far as it can be read."""
        return {slot: self[name].data for name, slot in self.days.items() if not self[name].errors}

    def blame(self, field: str, fault: Fault) -> None:
        """Show at its field why a file was not taken."""
        self[field].errors = [*self[field].errors, fault_text(fault)]


class DeliverForm(Form):
    """The files of a promised annex that come after submission."""

    def files(self) -> list[FileStorage]:
        """Return the files that were sent up; raise no fault where there is none."""
        data = self["file"].data
        return [one for one in (data if isinstance(data, list) else [data]) if one]


def annex_form(slots: Sequence[Filled], **how: Any) -> AnnexForm:
    """Build the form for the slots of a case; ids are the public keys of the slots."""
    fields: dict[str, Any] = {}
    targets: dict[str, tuple[str, UUID | None]] = {}
    days, data = {}, {}
    for one in slots:
        code = one.slot.code
        if not one.full:
            fields[f"file_{code}"] = _file_field(one)
            targets[f"file_{code}"] = (code, None)
        for file in one.files:
            name = f"replace_{file.id.hex}"
            fields[name] = FileField(_spoken(one))
            targets[name] = (code, file.id)
        if one.slot.may_follow and not one.files:
            name = f"later_{code}"
            fields[name] = DayField(_following(one), id=f"{one.slot.key}.nachreichen")
            days[name], data[name] = code, one.promised
    kind = type("AnnexFormOfCase", (AnnexForm,), fields | {"targets": targets, "days": days})
    form: AnnexForm = kind(data=data, **how)
    return form


def deliver_form(slot: Slot, **how: Any) -> DeliverForm:
    """Build the form for the files of one promised annex; its id is the public key of the slot."""
    field = MultipleFileField if slot.most > 1 else FileField
    label = LazyString(lambda: slot.label.in_(language()))
    kind = type("DeliverFormOfSlot", (DeliverForm,), {"file": field(label, id=slot.key)})
    form: DeliverForm = kind(**how)
    return form


def _file_field(one: Filled) -> Field:
    # Several at once only where they have nothing to do with each other.
    kind = MultipleFileField if one.slot.code == "other" else FileField
    field: Field = kind(_spoken(one), id=one.slot.key)
    return field


def _spoken(one: Filled) -> LazyString:
    return LazyString(lambda: one.slot.label.in_(language()))


def _following(one: Filled) -> LazyString:
    return LazyString(
        lambda: gettext("%(annex)s: will follow by", annex=one.slot.label.in_(language()))
    )
