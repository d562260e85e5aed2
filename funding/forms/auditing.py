"""Forms of the sample audit: the draw, the checks of every proof, what is said of receipts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField, HiddenField, TextAreaField

from funding.errors import Fault, Invalid
from funding.forms.base import Form, at_most
from funding.forms.fields import EuroField
from funding.forms.pieces import RadioField, Row, RowedForm, RowList, Said, spoken, tidy
from funding.queries.reporting.receipts import MOST_RECEIPTS
from funding.queries.reporting.sample import Judged
from funding.services.reporting.judge_receipts import Verdict
from funding.words.sampling import ACCEPTED, CHECK_NAMES, CUT, VERDICTS

LONGEST_FINDING = 1000
MOST_DIGITS = 5


def said(code: str) -> Any:
    """Return the name of a check, in the language of the page."""
    return Said(CHECK_NAMES[code])


class DrawForm(Form):
    """The draw needs nothing but the click."""


class ChecksForm(Form):
    """The two checks of every proof."""

    formal = BooleanField(said("formal"))
    arithmetic = BooleanField(said("arithmetic"))

    def made(self) -> set[str]:
        """Return the checks that are ticked."""
        return {code for code in CHECK_NAMES if self[code].data}


class JudgeRow(Row):
    """What is said of one receipt; its place in the list comes along unseen."""

    place = HiddenField()
    verdict = RadioField(_("Judgement"))
    cut = EuroField(_("Cut by"))
    finding = TextAreaField(_("Finding"), [at_most(LONGEST_FINDING)], filters=[tidy])


class JudgeForm(RowedForm):
    """Receipts of a proof, each accepted, cut, or left open."""

    receipts = RowList(FormField(JudgeRow), max_entries=MOST_RECEIPTS)

    @staticmethod
    def data_of(receipts: Iterable[Judged]) -> list[dict[str, Any]]:
        """Return what is said so far."""
        return [{"place": str(one.receipt.position)} | _said(one) for one in receipts]

    def prepare(self) -> None:
        """Offer the judgements in the language of the page."""
        for entry in self.receipts.entries:
            entry.form["verdict"].choices = spoken(VERDICTS)

    def places(self) -> list[int]:
        """Return the place of the receipt of each row; what is no number is the place of none."""
        return [_number(entry.form["place"].data) for entry in self.receipts.entries]

    def verdicts(self) -> dict[int, Verdict | None]:
        """Return what is said of each receipt; a cut without an amount is a fault of its row."""
        said: dict[int, Verdict | None] = {}
        for number, (place, entry) in enumerate(zip(self.places(), self.receipts, strict=True), 1):
            row = entry.form
            finding = str(row["finding"].data or "")
            cents: Any = row["cut"].data
            if row["verdict"].data == CUT:
                said[place] = Verdict(int(cents or 0), finding)
                if not cents:
                    self.add_fault(Fault(f"receipts-{number}-cut", "cut_missing"))
            else:
                said[place] = Verdict(0, finding) if row["verdict"].data == ACCEPTED else None
        return said

    def take_faults(self, invalid: Invalid) -> None:
        """Show what cannot be said of a receipt in its row."""
        rows = {f"place-{place}": number for number, place in enumerate(self.places(), 1)}
        for fault in invalid.faults:
            part = "finding" if fault.code == "cut_unreasoned" else "cut"
            known = fault.code.startswith("cut_") and fault.field in rows
            at = f"receipts-{rows[fault.field]}-{part}" if known else fault.field
            self.add_fault(Fault(at, fault.code, fault.params))


def _said(one: Judged) -> dict[str, Any]:
    row = one.judgement
    if row is None:
        return {}
    verdict = CUT if row.cut_cents else ACCEPTED
    return {"verdict": verdict, "cut": row.cut_cents or None, "finding": row.finding}


def _number(text: Any) -> int:
    typed = str(text or "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0
