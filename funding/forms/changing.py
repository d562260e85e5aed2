"""Forms of changes: what the town writes, and what the office says to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most, required
from funding.forms.fields import DayField, EuroField
from funding.forms.pieces import RadioField, Row, cents, spoken, tidy
from funding.forms.words import fault_text
from funding.models import Change
from funding.models.change import GRANT, LESS, PARTNER, PERIOD, SHIFT
from funding.queries.spending.changes import Moved
from funding.words.changes import CHANGE_KINDS, CHANGE_PROPOSALS, LOWER_AWARD

MOST_LINES = 500
LONGEST = 8000


class KindForm(Form):
    """Which kind of change is begun."""

    kind = RadioField(_("What shall change?"), validators=[required()])

    def offer(self, kinds: list[str]) -> None:
        """Offer the kinds that the state of the case allows."""
        self.kind.choices = spoken({kind: CHANGE_KINDS[kind] for kind in kinds})


class LineRow(Row):
    """The new amount of one line of the plan."""

    amount = EuroField(_("New amount"))


class ChangeForm(Form):
    """Why, and the new end or the new amounts; an answer where the office has asked."""

    reason = TextAreaField(
        _("Reason"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("Why is the change necessary, and what does it mean for your goals?"),
    )
    new_end = DayField(_("New end of the project"))
    lines = FieldList(FormField(LineRow), max_entries=MOST_LINES)
    answer = TextAreaField(_("Your answer to the question"), [at_most(LONGEST)], filters=[tidy])

    @classmethod
    def data_of(cls, change: Change, rows: list[Moved]) -> dict[str, Any]:
        """Return what is written so far."""
        return {
            "version": change.version,
            "reason": change.reason,
            "answer": change.answer,
            "new_end": change.new_end,
            "lines": [{"amount": row.new} for row in rows],
        }

    def check(self) -> bool:
        """Demand an amount in every line: nothing typed is not nothing spent."""
        for entry in self.lines:
            if entry.form.amount.data is None:
                text = fault_text(Fault("amount", "amount_empty"))
                entry.form.amount.errors = [*entry.form.amount.errors, text]
        return not any(True for _problem in self.problems())

    def amounts(self, rows: list[Moved]) -> dict[UUID, int]:
        """Return the new amounts by their line, in cents."""
        return {
            row.line.id: cents(entry.form.amount)
            for row, entry in zip(rows, self.lines, strict=False)
        }


def writable(change: Change, rows: list[Moved]) -> list[Moved]:
    """Return the lines that a change of this kind may alter."""
    if change.kind in (PERIOD, PARTNER):
        return []
    return [row for row in rows if row.movable] if change.kind == SHIFT else rows


class QuestionForm(Form):
    """What the office wants to know."""

    question = TextAreaField(_("Question to the municipality"), [at_most(LONGEST)], filters=[tidy])

    def check(self) -> bool:
        """Demand a question."""
        if not self.question.data:
            self.add_fault(Fault("question", "required"))
        return bool(self.question.data)


class NoteForm(Form):
    """A remark to the town with what is noted."""

    note = TextAreaField(
        _("Remark to the municipality"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("May be left empty."),
    )


class AssessForm(Form):
    """What the reviewer proposes, and why."""

    proposal = RadioField(_("Proposal"))
    reason = TextAreaField(
        _("Reasons"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("For the approver; they go on the file."),
    )

    def prepare(self, kind: str) -> None:
        """Offer the proposals in the language of the page; of less spending there is just one."""
        words = {GRANT: LOWER_AWARD} if kind == LESS else CHANGE_PROPOSALS
        self.proposal.choices = spoken(words)

    def check(self) -> bool:
        """Demand a proposal with its reasons."""
        if not self.proposal.data:
            self.add_fault(Fault("proposal", "choose"))
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(True for _problem in self.problems())


class SendBackForm(Form):
    """Why an approver wants a change assessed anew."""

    why = TextAreaField(
        _("Reason for the reviewer"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("What is missing, or shall be weighed anew? The municipality is not told."),
    )

    def check(self) -> bool:
        """Demand a reason."""
        if not self.why.data:
            self.add_fault(Fault("why", "reason_missing"))
        return bool(self.why.data)


class DecideForm(Form):
    """What the town is told of the decision; a refusal needs reasons."""

    decision = TextAreaField(
        _("Reasons for the municipality"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("A refusal needs them. They stand in the message to the municipality."),
    )
