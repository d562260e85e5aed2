"""Forms of a partner that signs along, and the changes since it signed, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField

from funding.definition.first.a02_partners import PARTNERS
from funding.definition.language import Kind
from funding.errors import Fault
from funding.forms.applying import SignForm
from funding.forms.base import Form, at_most, required
from funding.forms.fields import DecimalField, EuroField
from funding.forms.pieces import LONG, tidy
from funding.forms.reading import written
from funding.forms.speech import language
from funding.law import quantities
from funding.queries.applying.cosigning import Change
from funding.queries.applying.sheet import day
from funding.queries.case import Case
from funding.services.applying.fill_part import Part
from funding.words.text import Text

LONGEST_TASK = 500


def _called(name: str, part: str = "label") -> LazyString:
    """Return what a field of a partner's row is called, in the language of the page."""
    field = next(field for field in PARTNERS.fields if field.name == name)
    text: Text = getattr(field, part)
    return LazyString(lambda: text.in_(language()))


class PartnersForm(Form):
    """A form of a partner: ``partner`` is who acts, ``base`` fingerprints what the page showed."""

    partner = HiddenField()
    base = HiddenField()

    def version_read(self, case: Case, fingerprint: str) -> int:
        """Return the version to act on: today's where all that concerns the partner is as read.

        That another partner has signed meanwhile is no conflict.
        """
        read = self.read_version
        return max(read, case.application.version) if self.base.data == fingerprint else read


class CosignForm(PartnersForm, SignForm):
    """The signatory of a partner confirms who they are."""


class DeclineForm(PartnersForm):
    """Why a partner does not sign."""

    reason = TextAreaField(_("Reason"), [at_most(LONG)], filters=[tidy])

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand a reason in words; blanks are none."""
        readable = bool(super().validate(extra_validators))
        if readable and not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        return readable and bool(self.reason.data)


class PartForm(PartnersForm):
    """What a partner says of itself."""

    task = TextAreaField(_called("task"), [required(), at_most(LONGEST_TASK)], filters=[tidy])
    contribution = EuroField(
        _called("contribution"), [required()], description=_called("contribution", "hint")
    )
    share = DecimalField(_called("share"), description=_called("share", "hint"))

    def part(self) -> Part:
        """Return what was typed, as the service takes it."""
        share: Any = self.share.data
        return Part(str(self.task.data), int(self.contribution.data or 0), share)


def share_text(hundredths: int | None) -> str:
    """Write a share of the cost in percent; nothing stated is nothing."""
    return "" if hundredths is None else f"{quantities.typed(hundredths, language(), 2)} %"


def changed(case: Case, changes: Iterable[Change]) -> list[tuple[str, str, str, str]]:
    """Put changes into words: page, field with its row, old and new."""
    return [
        (
            f"{one.page.number} {one.page.title.in_(language())}",
            _place(case, one),
            _written(case, one, one.old) or "–",
            _written(case, one, one.new) or "–",
        )
        for one in changes
    ]


def _place(case: Case, change: Change) -> str:
    label = change.field.label.in_(language())
    if change.rows is None:
        return label
    if change.rows.name == PARTNERS.name:
        return f"{case.town_names.get(change.row, change.row)}: {label}"
    return f"{change.rows.named.fill(language(), number=change.row)}: {label}"


def _written(case: Case, change: Change, held: Any) -> str:
    return written(case, change.field, day(held) if change.field.kind == Kind.DAY else held)
