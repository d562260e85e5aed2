"""What a person may do on a case just now: as who holds it, or in the place of who is away."""

from __future__ import annotations

from sqlalchemy import select

from funding.db import reading
from funding.models import Absence, Account, Application, Hand
from workflows.application import Trigger
from workflows.application.words import SIGNED

OF_THE_HOLDER = (Trigger.REQUEST_INFO, Trigger.ACCEPT_COMPLETE, Trigger.RECOMMEND)
SIGNING = (
    *(Trigger.APPROVE_FIRST, Trigger.APPROVE_SECOND),
    *(Trigger.REJECT_FIRST, Trigger.REJECT_SECOND),
)


class Standing:
    """Whom somebody stands in for today, who holds the case, and who has signed, before a step."""

    def __init__(self, email, reference, today):
        with reading() as session:
            own = select(Account.person_id, Account.id).where(Account.email == email)
            self.person, self.account = session.execute(own).one()
            case = session.scalars(
                select(Application).where(Application.reference == reference)
            ).one()
            self.holder = case.holder_id
            covering = (
                select(Absence.person_id)
                .where(Absence.deputy_id == self.person, Absence.lifted_at.is_(None))
                .where(Absence.begins_on <= today, Absence.ends_on >= today)
            )
            self.covers = set(session.scalars(covering))
            self.accounts = set(
                session.scalars(select(Account.id).where(Account.person_id.in_(self.covers)))
            )
            self.signed = set(
                session.scalars(
                    select(Hand.person_id).where(
                        Hand.application_id == case.id,
                        Hand.deed.in_(SIGNED),
                        Hand.round == case.round,
                    )
                )
            )

    def allows(self, trigger):
        """Whoever took the step held the case or stood in; nobody signs for who has signed."""
        if trigger in OF_THE_HOLDER:
            assert self.holder == self.account or self.holder in self.accounts
        if trigger in SIGNING:
            assert self.person not in self.signed
            assert not self.covers & self.signed
