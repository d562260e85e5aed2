"""A case as the questions of the procedure see it: the record and what belongs to it, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Uuid, bindparam, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law import berlin
from funding.models import (
    ActionField,
    Answers,
    Application,
    BudgetLine,
    Call,
    DecisionNotice,
    Envelope,
    InformationRequest,
    Line,
    Municipality,
    Proof,
    Proposal,
    RequestExtension,
)
from funding.policy import Actor, Scope
from funding.queries.administration import rules
from funding.queries.applying.offered import offered_fields
from funding.queries.details import Details
from funding.queries.frame import FRAME_BY_ID, PAPERS
from funding.queries.spending.granted import Granted, granted
from funding.queries.surroundings import (
    PartnerTown,
    Surroundings,
    surroundings,
)
from workflows.application.words import BEFORE_SUBMISSION, NEVER_SUBMITTED

LINES = (
    select(Line)
    .where(Line.application_id == bindparam("case", type_=Uuid))
    .order_by(Line.position, Line.id)
)


class Lapsed(NamedTuple):
    """A co-signature that no longer counts: when it was given, and how many places changed."""

    signed_at: datetime
    places: int


@dataclass
class Case:
    """One application with everything a step may ask about; reads each thing at most once.

    ``details`` is ``None`` when nobody has typed anything yet (for the buttons of a page).
    ``claimed_cents`` is what a step has taken out of the envelope since it was read, ``lapsed``
    which co-signatures it has let lapse, by the key of the partner.
    """

    session: Session
    actor: Actor
    application: Application
    details: Details | None = None
    now: datetime = field(default_factory=clock.now)
    claimed_cents: int = 0
    lapsed: dict[str, Lapsed] = field(default_factory=dict)

    @cached_property
    def connection(self) -> Connection:
        """Return the connection of the transaction, for statements built once."""
        return self.session.connection()

    @cached_property
    def today(self) -> date:
        """Return today's date in Berlin."""
        return berlin.local_date(self.now)

    def rule(self, key: str) -> int:
        """Return a rule value that is a whole number, as valid today."""
        return rules.number(self.session, key, self.today)

    @property
    def doer_id(self) -> UUID | None:
        """Return whose deed a step is: the signer's of a notice that brings it about, else ours."""
        return self.given("signed_by_id") or self.actor.person_id

    def given(self, key: str) -> Any:
        """Return what was typed for a key, or ``None``."""
        return None if self.details is None else self.details.get(key)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Return partners, bias, hands, finished marks, and what else is read together."""
        return surroundings(self.connection, self.application.id, self.actor, self.today)

    @property
    def partners(self) -> list[PartnerTown]:
        """Return the partners, in their order, with what each says of itself."""
        return self.surroundings.partners

    @cached_property
    def partner_keys(self) -> tuple[str, ...]:
        """Return the keys of the partners, in their order."""
        return tuple(partner.key for partner in self.partners)

    @cached_property
    def biased(self) -> frozenset[UUID]:
        """Return the persons who declared bias on this case."""
        return frozenset(p for p, biased in self.surroundings.declared.items() if biased)

    @cached_property
    def scope(self) -> Scope:
        """Return what the policy asks of this case; a right on a draft ends with the draft."""
        known = self.application.state not in NEVER_SUBMITTED
        return Scope(
            self.application.lead_key,
            frozenset(self.partner_keys),
            known,
            self.biased,
            own=bool(self.surroundings.actors_towns & self.concerned_towns),
            begun_by=self.application.created_by_id,
            rights=self.surroundings.rights if self.application.state in BEFORE_SUBMISSION else {},
        )

    @cached_property
    def towns(self) -> frozenset[str]:
        """Return the keys of all municipalities of the case."""
        return frozenset({self.application.lead_key, *self.partner_keys})

    @property
    def concerned_towns(self) -> frozenset[str]:
        """Return the keys of those, and of whoever has been a partner since, or shall be one."""
        return self.towns | self.surroundings.concerned

    @cached_property
    def town_names(self) -> dict[str, str]:
        """Return the names of the municipalities of the case by their keys."""
        names = {partner.key: partner.name for partner in self.partners}
        lead, read = self.application.lead_key, self.frame
        if lead not in names and read.lead_key == lead:
            names[lead] = read.lead_name
        elif lead not in names:  # the lead has changed with this step
            names[lead] = self.session.get_one(Municipality, lead).name
        return names

    def forget_partners(self) -> None:
        """Read the partners anew, after a service has changed them."""
        named = ("partner_keys", "scope", "towns", "town_names", "biased")
        for name in ("surroundings", *named):
            self.__dict__.pop(name, None)

    @cached_property
    def frame(self) -> Any:
        """Return the row of call, envelope, line, action field and lead; it comes with the case."""
        return self.session.execute(FRAME_BY_ID, {"case": self.application.id}).one()

    @cached_property
    def call(self) -> Call:
        """Return the call of the case."""
        found: Call = self.frame.Call
        return found

    @cached_property
    def action_field(self) -> ActionField | None:
        """Return the action field of the case, once it is chosen."""
        found: ActionField | None = self.frame.ActionField
        return found

    @cached_property
    def offered(self) -> list[ActionField]:
        """Return the action fields that the call of the case offers, in their order."""
        return offered_fields(self.session, self.application.call_id)

    @cached_property
    def _papers(self) -> Any:
        app = self.application
        return self.session.execute(PAPERS, {"case": app.id, "round": app.round}).one()

    @cached_property
    def answers(self) -> Answers:
        """Return what the town has written."""
        found: Answers = self.frame.Answers
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """Return the lines of the expenditure plan, in order."""
        return list(self.session.scalars(LINES, {"case": self.application.id}))

    @cached_property
    def granted(self) -> Granted:
        """Return what granted and noted changes have made of the plan; nothing before a grant."""
        app = self.application
        if app.approved_cents is None:
            return Granted()
        return granted(self.session, app.id, app.round)

    @property
    def ends_on(self) -> date | None:
        """Return the last day of the project as it is approved now, or as the town has written."""
        return self.granted.ends_on or self.answers.ends_on

    @property
    def proof_due(self) -> date | None:
        """Return the day of the proof of use as the notice or a later change has set it."""
        return self.granted.proof_due or (self.notice.proof_due_on if self.notice else None)

    def planned(self, line: Line) -> int:
        """Return what a line of the plan may cost as it is approved now, in cents."""
        return self.granted.lines.get(line.id, line.amount_cents)

    @property
    def eligible_cents(self) -> int:
        """Return the eligible expenditure of the plan in cents."""
        return sum(line.eligible_cents for line in self.lines)

    @property
    def award_eligible_cents(self) -> int:
        """Return the eligible expenditure by which the award is measured as it is now, in cents."""
        lowered = self.granted.eligible_cents
        return self.eligible_cents if lowered is None else lowered

    @cached_property
    def proposal(self) -> Proposal | None:
        """Return the proposal of the current round."""
        found: Proposal | None = self._papers.Proposal
        return found

    @cached_property
    def envelope(self) -> Envelope | None:
        """Return the envelope of the call."""
        found: Envelope | None = self.frame.Envelope
        return found

    @cached_property
    def budget_line(self) -> BudgetLine | None:
        """Return the line of the case's action field."""
        found: BudgetLine | None = self.frame.BudgetLine
        return found

    @property
    def available_cents(self) -> int:
        """Return what is left for this case in cents: the smaller of envelope and action field."""
        pots = (self.envelope, self.budget_line)
        left = (p.available_cents if p else 0 for p in pots)
        return min(left) - self.claimed_cents

    @cached_property
    def request(self) -> InformationRequest | None:
        """Return the latest request for information."""
        return self.session.scalar(
            select(InformationRequest)
            .where(InformationRequest.application_id == self.application.id)
            .order_by(InformationRequest.number.desc())
            .limit(1)
        )

    @cached_property
    def extension(self) -> RequestExtension | None:
        """Return the longer period that is asked for and undecided."""
        return self.session.scalar(
            select(RequestExtension)
            .join(InformationRequest, InformationRequest.id == RequestExtension.request_id)
            .where(
                InformationRequest.application_id == self.application.id,
                RequestExtension.state == "asked",
            )
        )

    @cached_property
    def notice(self) -> DecisionNotice | None:
        """Return the award or rejection notice of the current round that is not set aside."""
        found: DecisionNotice | None = self._papers.DecisionNotice
        return found

    @cached_property
    def final_notice(self) -> DecisionNotice | None:
        """Return the final notice, unless it was set aside."""
        return self.session.scalar(
            select(DecisionNotice)
            .where(
                DecisionNotice.application_id == self.application.id,
                DecisionNotice.kind == "final",
                DecisionNotice.set_aside_on.is_(None),
            )
            .order_by(DecisionNotice.round.desc())
            .limit(1)
        )

    @cached_property
    def proof(self) -> Proof | None:
        """Return the proof of use."""
        return self.session.scalar(select(Proof).where(Proof.application_id == self.application.id))
