"""Which notices a person may have later, together or not at all; all others come at once.

What is not named here comes at once: what the law or the procedure demands (S in the table of
notices), what is about the safety of an account, and that a letter could not be delivered.
"""

from __future__ import annotations

from collections.abc import Mapping

from funding.models.mail_wish import AT_ONCE, DAILY, NEVER, WEEKLY

DIGEST = "digest"
PARTS: Mapping[str, frozenset[str]] = {
    "progress": frozenset(
        {
            *("draft_created", "draft_discarded", "cosigned_by", "cosign_complete"),
            *("cosign_declined", "partner_part_changed", "check_begun", "contact_changed"),
            *("application_complete", "waitlisted", "moved_up", "waitlist_closed"),
            *("drawdown_received", "drawdown_withdrawn", "period_started", "payment_made"),
            *("notice_final", "case_closed", "case_closed_rejected", "change_noted"),
            *("interim_check_begun", "interim_accepted"),
        }
    ),
    "reminders": frozenset(
        {
            *("draft_reminder", "answer_reminder", "annex_reminder", "waitlist_ending"),
            *("remedy_ending", "period_ending", "drawdown_reminder", "proof_reminder"),
            "use_to_confirm",
            *("change_reminder", "change_consent_reminder", "interim_reminder"),
            *("hearing_reminder", "interest_hearing_reminder"),
            "repayment_reminder",
        }
    ),
    "messages": frozenset({"message_received", "message_available", "note_mentioned"}),
    "calls": frozenset(
        {"call_opened", "call_closed", "call_reopened", "call_settled", "call_cancelled"}
    ),
    "queue": frozenset(
        {
            *("queue_new", "queue_returned", "case_assigned", "claim_lapsed", "holder_biased"),
            *("answer_available", "annex_delivered", "extension_asked", "report_available"),
            *("audit_returned", "withdrawn_office", "year_over", "drawdown_paid"),
            *("drawdown_repaid", "use_confirmed", "change_available", "bank_to_call"),
            *("notice_retrieved_office", "notice_sent_back", "notice_dropped"),
            *("notice_recalled_office", "notice_overtaken", "remedy_waived_office"),
            *("notice_to_send", "notice_sent", "notice_arrived"),
            *("change_lapsed_office", "change_withdrawn", "change_decided_office"),
            "change_sent_back",
            *("comment_available", "hearing_lapsed_office", "claim_payment", "recovered"),
            *("renunciation_to_weigh", "interim_available"),
            *("interest_commented", "interest_given_up", "interest_returned"),
        }
    ),
    "opinions": frozenset(
        {
            *("opinion_requested", "opinion_reminder", "opinion_accepted", "opinion_given"),
            *("opinion_declined", "opinion_late", "opinion_lapsed", "opinion_lapsed_expert"),
            *("opinion_recalled", "opinions_complete", "score_requested", "score_available"),
        }
    ),
    "decisions": frozenset(
        {
            *("decision_requested", "rejection_proposed", "second_approval_requested"),
            *("further_approval_requested", "second_rejection_requested", "proposal_returned"),
            *("decision_undone", "decided_grant", "decided_grant_told", "decided_rejection"),
            *("decided_rejection_told", "cessation_proposed", "settlement_to_sign"),
            *("approval_reminder", "change_to_decide", "relief_to_decide", "notice_to_sign"),
            "remedy_won_office",
            *("interest_to_sign", "interest_to_give_up", "interest_withdrawn"),
        }
    ),
    "tasks": frozenset(
        {
            *(
                "task_due",
                "task_overdue",
                "hearing_to_open",
                "retention_over",
                "archive_offered",
                "archive_answered",
            ),
            *("deletion_proposed", "deletion_returned", "case_deleted"),
            *("disposal_held", "disposal_resumed"),
        }
    ),
    "funds": frozenset(
        {
            *("budget_warning", "rest_to_pay", "funds_blocked", "funds_unblocked"),
            *("drawdown_to_check", "drawdown_to_compute", "drawdown_to_order", "drawdown_to_pay"),
            *("drawdown_bounced", "use_overdue_office", "recovery_to_collect"),
            *("repayment_overdue_office", "claim_written_off", "relief_refused"),
            "annulment_hearing_office",
            *("remedy_filed_office", "remedy_ended_office", "remedy_inquired"),
            *("interest_to_collect", "claim_ceased", "settlement_redone_office"),
            *("transfer_proposed", "transfer_released", "transfer_refused", "transfer_withdrawn"),
        }
    ),
}
PART_OF: Mapping[str, str] = {kind: part for part, kinds in PARTS.items() for kind in kinds}
# Once a week is too late for what names a day.
DATED = frozenset({"reminders", "opinions", "decisions", "tasks"})
OF_TOWNS = ("progress", "reminders", "messages", "calls")
OF_OFFICE = ("queue", "decisions", "tasks", "opinions", "funds", "messages", "calls", "progress")
OF_EXPERTS = ("opinions",)
# Their secret link is of no use in the inbox: they are tried even where an address takes no mail.
WITH_LINK = frozenset({"invitation", "password_reset"})

# What a period hangs on: that it did not arrive is told with that.
SETS_PERIOD = frozenset(
    {
        *("notice_granted", "notice_rejected", "settled", "revoked", "proof_due", "proof_threat"),
        *("information_requested", "information_requested_partner", "reopened"),
        *("extension_granted", "extension_refused", "cosign_requested", "cosign_again"),
        *("change_questioned", "change_granted", "change_refused", "change_notice_sent"),
        "change_award_lowered",
        *("change_consent_asked", "change_partners_granted", "change_partners_refused"),
        *("hearing_opened", "revocation_hearing", "annulment_hearing", "repayment_due"),
        "interim_questioned",
        *("interest_hearing", "interest_claimed"),
    }
)


def paces_of(part: str) -> tuple[str, ...]:
    """Return what may be chosen for a group of notices."""
    return (AT_ONCE, DAILY, NEVER) if part in DATED else (AT_ONCE, DAILY, WEEKLY, NEVER)


def parts_for(*, ministry: bool, town: bool) -> tuple[str, ...]:
    """Return the groups that reach somebody of the office, of a town, or only an expert."""
    found = (*(OF_OFFICE if ministry else ()), *(OF_TOWNS if town else ()))
    return tuple(dict.fromkeys(found)) or OF_EXPERTS
