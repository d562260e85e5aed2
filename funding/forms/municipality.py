"""The section on the municipality and its partners, who are found in the register."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField

from funding.errors import Fault
from funding.forms.applying import SectionForm
from funding.forms.choices import SelectChoice
from funding.forms.fields import YES_NO, DayField, EuroField, as_yes_no, yes_no
from funding.forms.pieces import RadioField, Row, RowedForm, cents, email, line, named, spoken, text
from funding.queries.applying.partners import partners
from funding.queries.applying.register import Entry
from funding.queries.case import Case
from funding.services.applying.save_section import PartnerEntry, fold
from funding.words.grounds import AGREEMENT

KEY = re.compile(r"(?<!\d)\d{8,9}(?!\d)")
MOST_PARTNERS = 20
MOST_HITS = 20


class PartnerRow(Row):
    """A partner: found by name or key, its task, its contribution."""

    key = line(
        "partner_key",
        200,
        description=_("Name or municipality key; there are two towns called Auerbach."),
    )
    pick = RadioField(_("Which of these do you mean?"), validate_choice=False)
    task = text("partner_task", 500)
    contribution = EuroField(named("partner_contribution"), description=_("0 is possible."))


class MunicipalityForm(RowedForm, SectionForm):
    """Who represents the municipality, whom to ask, and with whom it applies."""

    representative = line("representative", 120)
    representative_office = line("representative_office", 80, description=_("For example mayor"))
    contact_name = line("contact_name", 120)
    contact_phone = line("contact_phone", 40)
    contact_email = line("contact_email", 254, email)
    together = RadioField(
        named("together"),
        choices=YES_NO,
        description=_("One municipality leads the application and receives the grant."),
    )
    partners = FieldList(FormField(PartnerRow), max_entries=MOST_PARTNERS)
    agreement = RadioField(named("agreement"))
    agreement_on = DayField(
        named("agreement_on"),
        description=_("Date of signing, or the day by which it will be there"),
    )

    TEXTS = (
        "representative",
        "representative_office",
        "contact_name",
        "contact_phone",
        "contact_email",
    )

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return the municipality and its partners as written so far."""
        a = case.answers
        return {name: getattr(a, name) for name in cls.TEXTS} | {
            "together": as_yes_no(a.together),
            "agreement": a.agreement or None,
            "agreement_on": a.agreement_on,
            "partners": [
                {
                    "key": f"{row.name} · {row.district} · {row.key}",
                    "task": row.task,
                    "contribution": row.contribution_cents,
                }
                for row in partners(case)
            ],
        }

    def prepare(self, _case: Case) -> None:
        """Offer the answers in the language of the page."""
        self.agreement.choices = spoken(AGREEMENT)
        for row in self.partners.entries:
            row.form.pick.choices = []

    def values(self) -> dict[str, Any]:
        """Return who represents and whom to ask, as typed."""
        return {name: self[name].data or "" for name in self.TEXTS} | {
            "together": yes_no(self.together.data),
            "agreement": self.agreement.data or "",
            "agreement_on": self.agreement_on.data,
        }

    def find_partners(self, register: Sequence[Entry]) -> list[PartnerEntry] | None:
        """Find every partner in the register; ``None`` where the reader must choose or correct."""
        found, sure = [], True
        known = {entry.key: entry for entry in register}
        for number, row in enumerate(self.partners.entries, 1):
            typed = row.form
            if not (typed.key.data or typed.task.data or typed.contribution.data):
                continue
            hits = search(register, known, str(typed.key.data or ""))
            if len(hits) > 1:
                hits = self._picked(number, hits)
            if len(hits) != 1:
                sure = False
                if not hits:
                    params = {"key": typed.key.data or ""}
                    self.add_fault(Fault(f"partners-{number}-key", "unknown_municipality", params))
                continue
            found.append(
                PartnerEntry(hits[0].key, typed.task.data or "", cents(typed.contribution))
            )
        return found if sure else None

    def _picked(self, number: int, hits: list[Entry]) -> list[Entry]:
        pick = self.partners.entries[number - 1].form.pick
        chosen = [entry for entry in hits if entry.key == pick.data]
        if chosen:
            return chosen
        pick.choices = [SelectChoice(entry.key, entry.shown) for entry in hits[:MOST_HITS]]
        self.add_fault(Fault(f"partners-{number}-pick", "choose"))
        return hits


def search(register: Sequence[Entry], known: Mapping[str, Entry], typed: str) -> list[Entry]:
    """Find municipalities by key or by the beginning of their name; namesakes are all returned."""
    key = KEY.search(typed)
    if key:
        return [known[key[0]]] if key[0] in known else []
    wanted = fold(typed.strip())
    if not wanted:
        return []
    exact = [entry for entry in register if fold(entry.name) == wanted]
    starts = [entry for entry in register if fold(entry.name).startswith(wanted)]
    if len(exact) == 1 and wanted.endswith(", stadt"):
        return exact
    return starts or [entry for entry in register if wanted in fold(entry.name)]
