"""Every step by its trigger: what page, console and demo call, each through its own service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application
from funding.policy import Actor
from funding.queries.details import Details
from funding.services.applying import co_sign
from funding.services.applying.answer_request import answer_late, answer_request
from funding.services.applying.ask_extension import ask_extension
from funding.services.applying.change_contact import change_contact
from funding.services.applying.deliver_annex import deliver_annex
from funding.services.applying.extend_call_for_town import extend_call_for_town
from funding.services.applying.set_rights import set_rights
from funding.services.applying.submit_application import submit_application
from funding.services.deadlines import clock_steps as c
from funding.services.deciding import decide, end_case
from funding.services.reporting import (
    audit_proof,
    hear_town,
    recover,
    redo_settlement,
    save_proof,
    serve_settlement,
)
from funding.services.reviewing import claim_case as claiming
from funding.services.reviewing import decide_extension, judge_points, recommend
from funding.services.reviewing.request_information import request_information
from funding.services.spending import (
    record_notice,
    record_payment,
    retrieve_notice,
    waive_remedy,
)
from workflows.application import Trigger

Service = Callable[[Session, Actor, UUID | str, Details, int | None], Application]

SERVICES: Mapping[Trigger, Service] = {
    Trigger.SET_RIGHTS: set_rights,
    Trigger.ASK_COSIGN: co_sign.ask_cosign,
    Trigger.COSIGN: co_sign.cosign,
    Trigger.COSIGN_LAST: co_sign.cosign_last,
    Trigger.DECLINE_COSIGN: co_sign.decline_cosign,
    Trigger.CHANGE_AFTER_COSIGN: co_sign.change_after_cosign,
    Trigger.DISCARD: end_case.discard_draft,
    Trigger.EXPIRE: c.expire,
    Trigger.EXTEND: extend_call_for_town,
    Trigger.SUBMIT: submit_application,
    Trigger.CLAIM: claiming.claim_case,
    Trigger.ASSIGN: claiming.assign,
    Trigger.GIVE_BACK: claiming.give_back,
    Trigger.CLAIM_LAPSED: c.claim_lapsed,
    Trigger.HAND_OVER: claiming.hand_over,
    Trigger.REQUEST_INFO: request_information,
    Trigger.ASK_EXTENSION: ask_extension,
    Trigger.GRANT_EXTENSION: decide_extension.grant_extension,
    Trigger.REFUSE_EXTENSION: decide_extension.refuse_extension,
    Trigger.ANSWER: answer_request,
    Trigger.ANSWER_LAPSED: c.answer_lapsed,
    Trigger.ANSWER_LATE: answer_late,
    Trigger.DELIVER_ANNEX: deliver_annex,
    Trigger.CHANGE_CONTACT: change_contact,
    Trigger.ACCEPT_COMPLETE: judge_points.accept_complete,
    Trigger.RECOMMEND: recommend.recommend,
    Trigger.RECOMMEND_REJECTION: recommend.recommend_rejection,
    Trigger.PUT_ON_WAITLIST: recommend.put_on_waitlist,
    Trigger.MOVE_UP: c.move_up,
    Trigger.LIST_CLOSED: c.list_closed,
    Trigger.APPROVE_FIRST: decide.approve_first,
    Trigger.APPROVE_SECOND: decide.approve_second,
    Trigger.REJECT_FIRST: decide.reject_first,
    Trigger.REJECT_SECOND: decide.reject_second,
    Trigger.RETURN_CASE: decide.return_case,
    Trigger.UNDO_DECISION: decide.undo_decision,
    Trigger.YEAR_OVER: c.year_over,
    Trigger.WITHDRAW: end_case.withdraw_application,
    Trigger.PROPOSE_CESSATION: end_case.propose_cessation,
    Trigger.DISCONTINUE: end_case.discontinue_case,
    Trigger.SUCCEED: end_case.succeed,
    Trigger.RECORD_NOTICE: record_notice.record_notice,
    Trigger.RETRIEVE_NOTICE: retrieve_notice.retrieve_notice,
    Trigger.WAIVE_REMEDY: waive_remedy.waive_remedy,
    Trigger.RECORD_PAYMENT: record_payment.record_payment,
    Trigger.START: c.start,
    Trigger.RENOUNCE: record_payment.renounce_grant,
    Trigger.PERIOD_ENDED: c.period_ended,
    Trigger.REPORT: save_proof.report,
    Trigger.OPEN_HEARING: hear_town.open_hearing,
    Trigger.OPEN_REVOCATION: hear_town.open_revocation,
    Trigger.COMMENT: hear_town.comment,
    Trigger.HEARING_LAPSED: hear_town.hearing_lapsed,
    Trigger.DROP_CLAIM: hear_town.drop_claim,
    Trigger.FINISH_AUDIT: audit_proof.finish_audit,
    Trigger.RETURN_AUDIT: audit_proof.return_audit,
    Trigger.SETTLE: audit_proof.settle,
    Trigger.SETTLE_WITH_RECOVERY: recover.settle_with_recovery,
    Trigger.SERVE_FINAL: serve_settlement.serve_final,
    Trigger.SERVE_CLAIM: serve_settlement.serve_claim,
    Trigger.BOOK_REPAYMENT: record_payment.book_repayment,
    Trigger.RECOVERED: recover.recovered,
    Trigger.REDO_SETTLEMENT: redo_settlement.redo_settlement,
    Trigger.CLOSE: audit_proof.close_case,
    Trigger.CLOSE_REJECTED: c.close_rejected,
    Trigger.REOPEN: decide.reopen_case,
}


def perform(  # noqa: PLR0913 - who, what, on which case, with what, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    trigger: Trigger,
    details: Details | None = None,
    version: int | None = None,
) -> Application:
    """Take a step by its trigger; ``open_draft`` has no case yet and a service of its own."""
    return SERVICES[trigger](session, actor, key, details if details is not None else {}, version)
