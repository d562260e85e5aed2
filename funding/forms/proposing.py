"""The proposal of a case: the grant with its cuts and conditions, or a rejection."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.choices import SelectChoice
from funding.forms.fields import EuroField
from funding.forms.reviewing import LONGEST_REASON, choices
from funding.forms.speech import language
from funding.law import grants
from funding.models import Proposal
from funding.models.answers import Line
from funding.queries.case import Case
from funding.words.award_conditions import AWARD_CONDITIONS
from funding.words.grounds import REJECTION_GROUNDS

LONGEST_CUT, LONGEST_CONDITION = 300, 1000
OWN = "own"
NAME = "cut_{}"


class GrantForm(Form):
    """The proposed grant, what is cut of which line and why, and the conditions of the award."""

    cut_lines: ClassVar[tuple[Line, ...]] = ()
    amount_cents = EuroField(_("Proposed grant"))
    reason = TextAreaField(
        _("Reason of the proposal"),
        [at_most(LONGEST_REASON)],
        description=_("Needed if you propose less than was applied for (section 39 VwVfG)."),
    )
    conditions = SelectMultipleField(_("Conditions of the award (section 36 VwVfG)"))
    own_condition = TextAreaField(
        _("Another condition"),
        [at_most(LONGEST_CONDITION)],
        description=_("In German, as it is to stand in the notice."),
    )

    def offer(self) -> None:
        """Offer the catalogue in the language of the page."""
        self.conditions.choices = [
            SelectChoice(code, one.name.in_(language())) for code, one in AWARD_CONDITIONS.items()
        ]

    def cuts(self) -> list[dict[str, Any]]:
        """Return what is cut, line by line, in cents, with the reason."""
        return [
            {
                "position": line.position,
                "label": line.label,
                "eligible_cents": line.eligible_cents,
                "cents": int(self[NAME.format(line.position)].data),
                "reason": (self[f"{NAME.format(line.position)}_reason"].data or "").strip(),
            }
            for line in self.cut_lines
            if self[NAME.format(line.position)].data
        ]

    def worded(self) -> list[dict[str, str]]:
        """Return the conditions as they stand in the notice, in German."""
        found = [
            {"code": code, "text": AWARD_CONDITIONS[code].wording.de}
            for code in AWARD_CONDITIONS
            if code in (self.conditions.data or ())
        ]
        own = (self.own_condition.data or "").strip()
        return [*found, {"code": OWN, "text": own}] if own else found

    def check(self, case: Case) -> bool:
        """Demand amounts that the rules allow, and a reason for each cut (§ 39 VwVfG)."""
        requested, amount = case.application.requested_cents, self.amount_cents.data
        for cut in self.cuts():
            name = NAME.format(cut["position"])
            if cut["cents"] > cut["eligible_cents"]:
                self.add_fault(Fault(name, "cut_too_large", {"limit": cut["eligible_cents"]}))
            if not cut["reason"]:
                self.add_fault(Fault(f"{name}_reason", "reason_missing"))
        left = case.eligible_cents - sum(cut["cents"] for cut in self.cuts())
        highest = grants.highest_grant(left, case.rule("rate_percent"))
        if not amount:
            self.add_fault(Fault("amount_cents", "amount_unreadable"))
        elif int(amount) > min(highest, requested):
            limits = {"highest": highest, "base": left, "requested": requested}
            self.add_fault(Fault("amount_cents", "grant_too_large", limits))
        elif int(amount) < requested and not (self.reason.data or "").strip():
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(self.problems())


def grant_form(case: Case, **how: Any) -> GrantForm:
    """Build the form for the lines of a case of which something may be cut."""
    lines = tuple(line for line in case.lines if line.eligible_cents)
    fields: dict[str, Any] = {}
    for line in lines:
        name = NAME.format(line.position)
        fields[name] = EuroField(_("Cut"))
        fields[f"{name}_reason"] = StringField(_("Reason of the cut"), [at_most(LONGEST_CUT)])
    kind = type("GrantFormOfCase", (GrantForm,), fields | {"cut_lines": lines})
    form: GrantForm = kind(**how)
    form.offer()
    return form


def usual_conditions(case: Case) -> list[str]:
    """Return what is ticked at first: the usual ones, and what the case itself suggests."""
    found = [code for code, one in AWARD_CONDITIONS.items() if one.usual]
    return [*found, "agreement"] if case.partner_keys else found


def as_proposed(proposal: Proposal) -> dict[str, Any]:
    """Return what the form of the grant holds where it begins with an earlier proposal."""
    own = next((one["text"] for one in proposal.conditions if one["code"] == OWN), "")
    found: dict[str, Any] = {
        "amount_cents": proposal.amount_cents,
        "reason": proposal.reasons,
        "conditions": [one["code"] for one in proposal.conditions if one["code"] != OWN],
        "own_condition": own,
    }
    for cut in proposal.cuts:
        name = NAME.format(cut["position"])
        found |= {name: cut["cents"], f"{name}_reason": cut["reason"]}
    return found


class RejectionForm(Form):
    """The proposed rejection: its ground, its reasons, and that the town was heard."""

    ground = RadioField(_("Ground"), [Optional()], choices=choices(REJECTION_GROUNDS))
    reasons = TextAreaField(
        _("Reasons"),
        [at_most(LONGEST_REASON)],
        description=_("The reasons go into the notice (section 39 VwVfG)."),
    )
    facts_put = BooleanField(
        _("The municipality was told the facts and could comment (section 28 VwVfG).")
    )

    def check(self, _case: Case) -> bool:
        """Demand ground, reasons and hearing."""
        if not self.ground.data:
            self.add_fault(Fault("ground", "choose"))
        if not (self.reasons.data or "").strip():
            self.add_fault(Fault("reasons", "reason_missing"))
        if not self.facts_put.data:
            self.facts_put.errors = [_("Please put the facts to the municipality first.")]
        return not any(self.problems())
