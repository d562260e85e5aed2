"""A notice that a step owes: its kind, its readers, and when it is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from funding.models import Application
from funding.notices.people import Audience
from workflows.application import State


def always(_application: Application, _amount: int) -> bool:
    """Mean a notice whatever the case."""
    return True


def granted(application: Application, _amount: int) -> bool:
    """Mean a notice only where a grant was decided."""
    return application.state == State.APPROVED


def approved_so_far(application: Application, _amount: int) -> bool:
    """Mean a notice only where one more approval is needed."""
    return application.state == State.FIRST_APPROVED


def decided(application: Application, _amount: int) -> bool:
    """Mean a notice only where it was decided, and whoever was to hear of that is concerned."""
    return application.decided_at is not None


def undecided(application: Application, _amount: int) -> bool:
    """Mean a notice only where it was not decided."""
    return application.decided_at is None


def refused(application: Application, _amount: int) -> bool:
    """Mean a notice only where a rejection was decided."""
    return application.state == State.REJECTED


def waiting(application: Application, _amount: int) -> bool:
    """Mean a notice only where partners are asked to sign."""
    return application.state == State.COSIGNING


def signed_by_all(application: Application, _amount: int) -> bool:
    """Mean a notice only where all partners have signed."""
    return application.state == State.COSIGNED


def paid(_application: Application, amount: int) -> bool:
    """Mean a notice only where money went to the town."""
    return amount > 0


def repaid(_application: Application, amount: int) -> bool:
    """Mean a notice only where money came back."""
    return amount < 0


def rest_open(application: Application, _amount: int) -> bool:
    """Mean a notice only where the final grant is not paid in full."""
    return (application.final_cents or 0) > application.paid_cents


def on_proof(application: Application, _amount: int) -> bool:
    """Mean a notice only where a proof of use is, or was, audited."""
    return not without_proof(application, 0)


def without_proof(application: Application, _amount: int) -> bool:
    """Mean a notice only where the whole grant is at stake, for want of a proof or renounced."""
    return application.return_to in (State.REPORT_DUE, State.IN_PROGRESS)


def waits_for_proof(application: Application, _amount: int) -> bool:
    """Mean a notice only where the case goes back to waiting for its proof of use."""
    return application.state == State.REPORT_DUE


def goes_on(application: Application, _amount: int) -> bool:
    """Mean a notice only where the project goes on."""
    return application.state == State.IN_PROGRESS


def audits_on(application: Application, _amount: int) -> bool:
    """Mean a notice only where the audit of the proof goes on."""
    return application.state == State.REPORTED


def to_reclaim(application: Application, _amount: int) -> bool:
    """Mean a notice only where a renounced grant was paid already."""
    return application.state == State.HEARD


@dataclass(frozen=True, slots=True)
class Owed:
    """A kind of notice, its readers, and (by case and amount in cents) when it is meant.

    ``deadline`` names the one that its readers have to keep, where it is not that of the case.
    """

    kind: str
    audience: Audience
    when: Callable[[Application, int], bool] = always
    deadline: str = ""
