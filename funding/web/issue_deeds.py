"""What the office does on the page of a notice, each deed through its own service."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from funding.forms.issuing import IssueForm
from funding.queries.spending.papers import About
from funding.services.spending import issue_notice, send_notice
from funding.web.signin import actor
from workflows.decision_notice import Trigger


def _freeze(session: Session, form: IssueForm, reference: str, about: About) -> None:
    issue_notice.draft_notice(session, actor(), reference, form.read_version, form.given(), about)


def _sign(session: Session, form: IssueForm, reference: str, about: About) -> None:
    issue_notice.sign_notice(session, actor(), reference, form.read_version, about)


def _send_back(session: Session, form: IssueForm, reference: str, about: About) -> None:
    why = form.given().reason
    issue_notice.send_back(session, actor(), reference, why, form.read_version, about)


def _withdraw(session: Session, form: IssueForm, reference: str, about: About) -> None:
    issue_notice.withdraw_notice(session, actor(), reference, form.read_version, about)


def _recall(session: Session, form: IssueForm, reference: str, about: About) -> None:
    why = form.given().reason
    issue_notice.recall_notice(session, actor(), reference, why, form.read_version, about)


def _reroute(session: Session, form: IssueForm, reference: str, about: About) -> None:
    send_notice.reroute_notice(session, actor(), reference, form.given(), form.read_version, about)


def _dispatch(session: Session, form: IssueForm, reference: str, about: About) -> None:
    send_notice.dispatch_notice(session, actor(), reference, form.given(), form.read_version, about)


def _arrive(session: Session, form: IssueForm, reference: str, about: About) -> None:
    on = form.given().on
    send_notice.notice_arrived(session, actor(), reference, on, form.read_version, about)


def _come_back(session: Session, form: IssueForm, reference: str, about: About) -> None:
    send_notice.notice_came_back(
        session, actor(), reference, form.given(), form.read_version, about
    )


DEEDS: Mapping[Trigger, Callable[[Session, IssueForm, str, About], None]] = {
    Trigger.FREEZE: _freeze,
    Trigger.SIGN: _sign,
    Trigger.SIGN_TO_SEND: _sign,
    Trigger.DISPATCH: _dispatch,
    Trigger.ARRIVE: _arrive,
    Trigger.REROUTE: _reroute,
    Trigger.SEND_BACK: _send_back,
    Trigger.WITHDRAW: _withdraw,
    Trigger.RECALL: _recall,
    Trigger.COME_BACK: _come_back,
}
