"""Which step owes whom which notice. Every trigger has a line, and every line tells somebody.

Kinds are the names of the letters in ``templates/mail``. Who is told but has nothing to do
gets a letter of their own (``…_told``, ``…_partner``) that asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from funding.notices import auditing_people as auditing
from funding.notices import keeping_people as keeping
from funding.notices import people as p
from funding.notices.catalogue_issuing import ISSUING
from funding.notices.catalogue_money import MONEY
from funding.notices.change_people import asked_towns
from funding.notices.owed import (
    Owed,
    approved_so_far,
    audits_on,
    decided,
    goes_on,
    granted,
    on_proof,
    paid,
    refused,
    repaid,
    signed_by_all,
    to_reclaim,
    undecided,
    waiting,
    waits_for_proof,
    without_proof,
)
from workflows.application import Trigger as T
from workflows.block import Trigger as BlockTrigger
from workflows.call import Trigger as CallTrigger
from workflows.change import Trigger as ChangeTrigger
from workflows.disposal import Trigger as DisposalTrigger
from workflows.opinion import Trigger as OpinionTrigger
from workflows.transfer import Trigger as TransferTrigger

OWED: Mapping[tuple[str, str], tuple[Owed, ...]] = {
    ("application", T.OPEN_DRAFT): (Owed("draft_created", p.creator),),
    ("application", T.SET_RIGHTS): (Owed("rights_changed", p.concerned),),
    ("application", T.ASK_COSIGN): (
        Owed("cosign_requested", p.asked_partners, waiting, deadline="cosign"),
        Owed("cosign_again", p.lapsed_partners, waiting, deadline="cosign"),
        Owed("cosign_contact", p.contacts, waiting, deadline="cosign"),
        Owed("cosign_access_missing", p.admins_to_invite, waiting, deadline="cosign"),
        Owed("cosign_complete", p.town, signed_by_all),
    ),
    ("application", T.COSIGN): (Owed("cosigned_by", p.town),),
    ("application", T.COSIGN_LAST): (Owed("cosign_complete", p.town),),
    ("application", T.DECLINE_COSIGN): (Owed("cosign_declined", p.town),),
    ("application", T.CHANGE_AFTER_COSIGN): (Owed("cosign_reopened", p.all_towns),),
    ("application", T.DISCARD): (Owed("draft_discarded", p.all_towns),),
    ("application", T.EXPIRE): (Owed("draft_expired", p.all_towns),),
    ("application", T.EXTEND): (Owed("deadline_extended", p.town),),
    ("application", T.SUBMIT): (
        Owed("application_received", p.town),
        Owed("application_received_partner", p.partners),
        Owed("queue_new", p.queue),
    ),
    ("application", T.CLAIM): (Owed("check_begun", p.town),),
    ("application", T.ASSIGN): (Owed("case_assigned", p.holder), Owed("check_begun", p.town)),
    ("application", T.GIVE_BACK): (Owed("queue_returned", p.queue),),
    ("application", T.CLAIM_LAPSED): (
        Owed("claim_lapsed", p.either(p.holder, p.lead)),
        Owed("queue_returned", p.queue),
    ),
    ("application", T.HAND_OVER): (
        Owed("case_assigned", p.holder),
        Owed("contact_changed", p.town),
    ),
    ("application", T.REQUEST_INFO): (
        Owed("information_requested", p.town),
        Owed("information_requested_partner", p.partners),
    ),
    ("application", T.ASK_EXTENSION): (Owed("extension_asked", p.holder),),
    ("application", T.GRANT_EXTENSION): (Owed("extension_granted", p.town),),
    ("application", T.REFUSE_EXTENSION): (Owed("extension_refused", p.town),),
    ("application", T.ANSWER): (
        Owed("answer_received", p.town),
        Owed("answer_available", p.holder),
    ),
    ("application", T.ANSWER_LAPSED): (
        Owed("answer_lapsed", p.town),
        Owed("answer_lapsed_office", p.holder),
    ),
    ("application", T.ANSWER_LATE): (
        Owed("answer_received", p.town),
        Owed("answer_available", p.holder),
    ),
    ("application", T.DELIVER_ANNEX): (
        Owed("annex_received", p.town),
        Owed("annex_delivered", p.proposers),
    ),
    ("application", T.CHANGE_CONTACT): (
        Owed("contact_changed", p.holder),
        Owed("contact_changed_told", p.former_contact),
    ),
    ("application", T.ACCEPT_COMPLETE): (
        Owed("application_complete", p.town),
        Owed("score_requested", p.scorers, deadline="opinion"),
    ),
    ("application", T.RECOMMEND): (Owed("decision_requested", p.approvers),),
    ("application", T.RECOMMEND_REJECTION): (Owed("rejection_proposed", p.approvers),),
    ("application", T.PUT_ON_WAITLIST): (Owed("waitlisted", p.town),),
    ("application", T.MOVE_UP): (
        Owed("moved_up", p.town),
        Owed("decision_requested", p.approvers),
    ),
    ("application", T.LIST_CLOSED): (
        Owed("waitlist_closed", p.town),
        Owed("case_assigned", p.holder),
    ),
    ("application", T.APPROVE_FIRST): (Owed("second_approval_requested", p.approvers),),
    ("application", T.APPROVE_SECOND): (
        Owed("further_approval_requested", p.approvers, approved_so_far),
        Owed("decided_grant", p.holder, granted),
        Owed("decided_grant_told", p.budget, granted),
    ),
    ("application", T.REJECT_FIRST): (Owed("second_rejection_requested", p.approvers),),
    ("application", T.REJECT_SECOND): (
        Owed("decided_rejection", p.holder),
        Owed("decided_rejection_told", p.budget),
    ),
    ("application", T.RETURN_CASE): (Owed("proposal_returned", p.proposers),),
    ("application", T.UNDO_DECISION): (Owed("decision_undone", p.proposers),),
    ("application", T.YEAR_OVER): (Owed("year_over", p.proposers),),
    ("application", T.WITHDRAW): (
        Owed("withdrawn_town", p.all_towns),
        Owed("withdrawn_office", p.proposers, undecided),
        Owed("withdrawn_office", p.either(p.proposers, p.budget), decided),
    ),
    ("application", T.PROPOSE_CESSATION): (Owed("cessation_proposed", p.approvers),),
    ("application", T.DISCONTINUE): (Owed("discontinued", p.everybody),),
    ("application", T.SUCCEED): (Owed("succeeded", p.everybody),),
    ("application", T.RECORD_NOTICE): (
        Owed("notice_granted", p.town, granted),
        Owed("notice_rejected", p.town, refused),
    ),
    ("application", T.RETRIEVE_NOTICE): (Owed("notice_retrieved", p.town),),
    ("application", T.WAIVE_REMEDY): (
        Owed("remedy_waived", p.town),
        Owed("remedy_waived_office", p.either(p.holder, p.budget)),
    ),
    ("application", T.RECORD_PAYMENT): (
        Owed("payment_made", p.town, paid),
        Owed("repayment_received", p.town, repaid),
    ),
    ("application", T.START): (Owed("period_started", p.town),),
    ("application", T.RENOUNCE): (
        Owed("renounced", p.all_towns),
        Owed("renounced", p.either(p.holder, p.budget)),
        Owed("renunciation_to_weigh", auditing.proof_auditors, to_reclaim),
    ),
    ("application", T.PERIOD_ENDED): (Owed("proof_due", p.town),),
    ("application", T.REPORT): (
        Owed("report_received", p.town),
        Owed("report_available", p.proof_auditors),
    ),
    ("application", T.OPEN_HEARING): (
        Owed("hearing_opened", p.town, on_proof, deadline="hearing"),
        Owed("revocation_hearing", p.town, without_proof, deadline="hearing"),
    ),
    ("application", T.OPEN_REVOCATION): (
        Owed("annulment_hearing", p.town, deadline="hearing"),
        Owed("annulment_hearing_office", p.either(p.holder, p.budget)),
    ),
    ("application", T.COMMENT): (
        Owed("comment_received", p.town),
        Owed("comment_available", auditing.proof_auditors),
    ),
    ("application", T.HEARING_LAPSED): (
        Owed("hearing_lapsed", p.town),
        Owed("hearing_lapsed_office", auditing.proof_auditors),
    ),
    ("application", T.DROP_CLAIM): (
        Owed("claim_dropped", p.town, audits_on),
        Owed("revocation_dropped", p.town, waits_for_proof),
        Owed("annulment_dropped", p.town, goes_on),
    ),
    ("application", T.FINISH_AUDIT): (Owed("settlement_to_sign", p.all_approvers),),
    ("application", T.RETURN_AUDIT): (Owed("audit_returned", auditing.proof_auditors),),
    ("application", T.BOOK_REPAYMENT): (Owed("repayment_received", p.town),),
    ("application", T.RECOVERED): (Owed("recovered", p.holder),),
    ("application", T.REDO_SETTLEMENT): (
        Owed("settlement_redone", p.told_towns),
        Owed("settlement_redone_office", p.either(auditing.proof_auditors, p.holder)),
    ),
    ("application", T.CLOSE): (Owed("case_closed", p.everybody),),
    ("application", T.CLOSE_REJECTED): (Owed("case_closed_rejected", p.town),),
    ("application", T.REOPEN): (Owed("reopened", p.either(p.told_towns, p.holder)),),
    ("act", "fill_part"): (
        Owed("partner_part_changed", p.town),
        Owed("cosign_again", p.lapsed_partners),
    ),
    ("act", "score"): (Owed("score_available", p.holder),),
    ("act", "declare_bias"): (Owed("holder_biased", p.lead),),
    ("act", "note"): (Owed("note_mentioned", p.mentioned),),
    ("act", "write_to_town"): (Owed("message_received", p.town),),
    ("act", "write_to_office"): (Owed("message_available", p.holder),),
    ("act", "task"): (Owed("task_due", p.mentioned),),
    ("act", "cross_threshold"): (Owed("budget_warning", p.either(p.budget, p.lead)),),
    ("opinion", OpinionTrigger.INVITE): (Owed("opinion_requested", p.expert),),
    ("opinion", OpinionTrigger.ACCEPT): (Owed("opinion_accepted", p.holder),),
    ("opinion", OpinionTrigger.GIVE): (Owed("opinion_given", p.holder),),
    ("opinion", OpinionTrigger.GIVE_LATE): (Owed("opinion_late", p.holder),),
    ("opinion", OpinionTrigger.DECLINE): (Owed("opinion_declined", p.holder),),
    ("opinion", OpinionTrigger.LAPSE): (
        Owed("opinion_lapsed", p.holder),
        Owed("opinion_lapsed_expert", p.expert),
    ),
    ("opinion", OpinionTrigger.RECALL): (Owed("opinion_recalled", p.expert),),
    ("act", "opinions_complete"): (Owed("opinions_complete", p.holder),),
    ("act", "opinion_reminded"): (Owed("opinion_reminder", p.expert),),
    **MONEY,
    **ISSUING,
    ("change", ChangeTrigger.ASK_PARTNERS): (Owed("change_consent_asked", asked_towns),),
    ("change", ChangeTrigger.AGREE): (Owed("change_agreed", p.town),),
    ("change", ChangeTrigger.DECLINE): (Owed("change_declined", p.town),),
    ("change", ChangeTrigger.REQUEST): (
        Owed("change_received", p.town),
        Owed("change_available", p.holder),
    ),
    ("change", ChangeTrigger.ASK): (Owed("change_questioned", p.town),),
    ("change", ChangeTrigger.LAPSE): (
        Owed("change_lapsed", p.town),
        Owed("change_lapsed_office", p.holder),
    ),
    ("change", ChangeTrigger.NOTE): (Owed("change_noted", p.town),),
    ("change", ChangeTrigger.ASSESS): (Owed("change_to_decide", p.all_approvers),),
    ("change", ChangeTrigger.GRANT): (
        Owed("change_granted", p.town),
        Owed("change_award_lowered", p.town),
        Owed("change_partners_granted", asked_towns),
        Owed("change_decided_office", p.holder),
    ),
    ("change", ChangeTrigger.REFUSE): (
        Owed("change_refused", p.town),
        Owed("change_partners_refused", asked_towns),
        Owed("change_decided_office", p.holder),
    ),
    ("change", ChangeTrigger.SEND_BACK): (Owed("change_sent_back", p.holder),),
    ("change", ChangeTrigger.RECORD): (Owed("change_notice_sent", p.town),),
    ("change", ChangeTrigger.SERVE): (Owed("change_notice_sent", p.town),),
    ("change", ChangeTrigger.WITHDRAW): (Owed("change_withdrawn", p.holder),),
    ("transfer", TransferTrigger.PROPOSE): (Owed("transfer_proposed", p.other_releasers),),
    ("transfer", TransferTrigger.RELEASE): (
        Owed("transfer_released", p.either(p.proposer, p.lead)),
    ),
    ("transfer", TransferTrigger.REFUSE): (Owed("transfer_refused", p.proposer),),
    ("transfer", TransferTrigger.WITHDRAW): (Owed("transfer_withdrawn", p.other_releasers),),
    ("block", BlockTrigger.BLOCK): (Owed("funds_blocked", p.either(p.lead, p.all_approvers)),),
    ("block", BlockTrigger.LIFT): (Owed("funds_unblocked", p.either(p.lead, p.all_approvers)),),
    ("disposal", DisposalTrigger.FALL_DUE): (Owed("retention_over", keeping.keepers),),
    ("disposal", DisposalTrigger.OFFER): (Owed("archive_offered", keeping.other_keepers),),
    **{
        ("disposal", trigger): (Owed("archive_answered", keeping.other_keepers),)
        for trigger in (DisposalTrigger.TAKE_OVER, DisposalTrigger.DECLINE, DisposalTrigger.LAPSE)
    },
    ("disposal", DisposalTrigger.PROPOSE): (Owed("deletion_proposed", keeping.other_keepers),),
    ("disposal", DisposalTrigger.RETURN): (Owed("deletion_returned", keeping.other_keepers),),
    ("disposal", DisposalTrigger.CONFIRM): (Owed("case_deleted", keeping.other_keepers),),
    ("disposal", DisposalTrigger.HOLD): (Owed("disposal_held", keeping.other_keepers),),
    ("disposal", DisposalTrigger.LIFT): (Owed("disposal_resumed", keeping.other_keepers),),
    ("call", CallTrigger.OPEN): (Owed("call_opened", p.everybody_of_the_programme),),
    ("call", CallTrigger.CLOSE): (Owed("call_closed", p.office),),
    ("call", CallTrigger.REOPEN): (Owed("call_reopened", p.everybody_of_the_programme),),
    ("call", CallTrigger.SETTLE): (Owed("call_settled", p.office),),
    ("call", CallTrigger.CANCEL): (Owed("call_cancelled", p.everybody_of_the_programme),),
}

__all__ = ["OWED", "Owed"]
