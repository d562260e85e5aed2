"""How interest of a case is proposed, heard about and signed in the tests."""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy import select

from funding.db import reading
from funding.models import Application, InterestClaim, Recovery
from funding.models.recovery import INTEREST
from funding.services.reporting import ask_interest, recover
from tests.recoveries import CASHIER, fallen_due, received
from tests.services.attempts import notice
from tests.stages import AUDITOR, SIGNATORY, bring
from tests.stations import reach
from workflows.application import State

LATE = date(2024, 3, 4)
OWED = 60_001


def paid_late(story, day=LATE):
    """Bring a case to its settlement in which what was reclaimed came back so late."""
    return reach(story, f"paid_late_{day}", lambda: _paid_late(story, day))


def _paid_late(story, day):
    reference = bring(story, State.RECOVERING)
    fallen_due(story, reference)
    story.go(day)
    received(story, reference, OWED)
    return reference


def claimed(story, begin=paid_late):
    """Bring a case from ``begin`` to where its town is notified of interest; nothing is paid yet."""
    reference = notified(story, begin(story))
    story.go(proposal(reference).notified_on)
    return reference


def notified(story, reference):
    """Let the interest of a case be proposed, commented and signed; it counts some days later."""
    proposed(story, reference)
    commented(story, reference)
    signed(story, reference)
    return reference


def proposal(reference):
    """Read the newest proposal about interest of a case afresh."""
    with reading() as session:
        found = session.scalars(
            select(InterestClaim)
            .join(Application, Application.id == InterestClaim.application_id)
            .where(Application.reference == reference)
            .order_by(InterestClaim.number.desc())
        ).first()
        if found is not None:
            session.expunge(found)
        return found


def proposed(story, reference, reason="Die Rückzahlung kam spät.", email=AUDITOR, version=None):
    """Let the proof auditor propose the interest of a case."""
    deed = ask_interest.propose_interest
    story.act(email, partial(deed, key=reference, reason=reason, version=version))


def weighed(story, reference, weighing="Nachsicht ist nicht vorgesehen.", email=AUDITOR):
    """Let the proof auditor write how the comment is weighed."""
    number = proposal(reference).number
    deed = partial(ask_interest.weigh_comment, key=reference, number=number, weighing=weighing)
    story.act(email, deed)


def commented(story, reference, said="Wir bitten um Nachsicht.", email=SIGNATORY, *, weigh=True):
    """Let the town comment on it, and the auditor weigh the comment."""
    details = {"comment": said, "reauthenticated": True}
    story.act(email, partial(ask_interest.comment_on_interest, key=reference, details=details))
    if weigh:
        weighed(story, reference)


def signed(story, reference, email="entscheidung2@smi.example", **dates):
    """Let an approver sign the notice about it."""
    given = notice(story.today) | dates
    number = proposal(reference).number
    deed = partial(ask_interest.sign_interest, key=reference, number=number, details=given)
    story.act(email, deed)


def returned(story, reference, reason="Bitte neu rechnen.", email="entscheidung2@smi.example"):
    """Let an approver send it back."""
    number = proposal(reference).number
    story.act(email, partial(ask_interest.return_interest, key=reference, number=number,
                             reason=reason))  # fmt: skip


def withdrawn(story, reference, reason="Es gilt etwas anderes.", email=AUDITOR):
    """Let the proof auditor take it back."""
    number = proposal(reference).number
    story.act(email, partial(ask_interest.withdraw_interest, key=reference, number=number,
                             reason=reason))  # fmt: skip


def giving_up(story, reference, reason="Die Kommune hat es nicht zu vertreten.", email=AUDITOR):
    """Let the proof auditor propose to give it up."""
    story.act(email, partial(ask_interest.propose_giving_up, key=reference, reason=reason))


def given_up(story, reference, email="entscheidung2@smi.example"):
    """Let an approver confirm that it is given up."""
    number = proposal(reference).number
    story.act(email, partial(ask_interest.confirm_giving_up, key=reference, number=number))


def owed(reference):
    """Read what interest is owed in a case afresh."""
    with reading() as session:
        return session.scalars(
            select(Recovery)
            .join(Application, Application.id == Recovery.application_id)
            .where(Application.reference == reference, Recovery.kind == INTEREST)
        ).one_or_none()


def paid(story, reference, cents, day=None, email=CASHIER):
    """Let the cashier book what came in for it, today or as of a day."""
    deed = partial(recover.receive, key=reference, cents=cents, kind=INTEREST)
    story.act(email, partial(deed, value_on=day or story.today))
