"""Which step owes whom which notice where money moves: accounts, drawdowns, what was
spent of them in a year, what is reclaimed."""

from __future__ import annotations

from collections.abc import Mapping

from funding.notices import auditing_people as auditing
from funding.notices import paying_people as paying
from funding.notices import people as p
from funding.notices.owed import Owed
from workflows.bank_details import Trigger as BankTrigger
from workflows.drawdown import Trigger as DrawTrigger
from workflows.interest_claim import Trigger as InterestTrigger
from workflows.interim_proof import Trigger as InterimTrigger
from workflows.recovery import Trigger as RecoveryTrigger
from workflows.remedy import Trigger as RemedyTrigger

# Whoever would pay or collect meanwhile.
PAYING = p.either(p.holder, p.budget, paying.all_cashiers)

MONEY: Mapping[tuple[str, str], tuple[Owed, ...]] = {
    ("bank_details", BankTrigger.PROPOSE): (Owed("bank_proposed", p.town),),
    ("bank_details", BankTrigger.CONFIRM): (
        Owed("bank_confirmed", p.town),
        Owed("bank_to_call", p.queue),
    ),
    ("bank_details", BankTrigger.CALL_BACK): (Owed("bank_active", p.town),),
    ("bank_details", BankTrigger.REPLACE): (Owed("bank_replaced", p.town),),
    ("bank_details", BankTrigger.REFUSE): (Owed("bank_refused", p.town),),
    ("bank_details", BankTrigger.LAPSE): (Owed("bank_lapsed", p.town),),
    ("drawdown", DrawTrigger.REQUEST): (
        Owed("drawdown_received", p.town),
        Owed("drawdown_to_check", p.holder),
    ),
    ("drawdown", DrawTrigger.QUESTION): (Owed("drawdown_questioned", p.town),),
    ("drawdown", DrawTrigger.CHECK): (Owed("drawdown_to_compute", paying.certifiers),),
    ("drawdown", DrawTrigger.COMPUTE): (Owed("drawdown_to_order", paying.orderers),),
    ("drawdown", DrawTrigger.ORDER): (Owed("drawdown_to_pay", paying.cashiers),),
    # The town is told by the payment itself.
    ("drawdown", DrawTrigger.PAY): (Owed("drawdown_paid", p.holder),),
    ("drawdown", DrawTrigger.BOUNCE): (
        Owed("drawdown_bounced", p.either(paying.orderers, p.holder)),
    ),
    ("drawdown", DrawTrigger.REFUSE): (Owed("drawdown_refused", p.town),),
    ("drawdown", DrawTrigger.WITHDRAW): (Owed("drawdown_withdrawn", p.either(p.town, p.holder)),),
    ("drawdown", DrawTrigger.CONFIRM_USE): (Owed("use_confirmed", p.holder),),
    ("drawdown", DrawTrigger.LAPSE): (
        Owed("use_overdue", p.town),
        Owed("use_overdue_office", p.holder),
    ),
    ("drawdown", DrawTrigger.REPAY): (Owed("drawdown_repaid", p.holder),),
    # Told again where nobody has acted; which of them is meant, its state says.
    ("act", "draw_reminded"): (
        Owed("drawdown_to_check", p.holder),
        Owed("drawdown_questioned", p.town),
        Owed("drawdown_to_compute", paying.certifiers),
        Owed("drawdown_to_order", paying.orderers),
        Owed("drawdown_to_pay", paying.cashiers),
        Owed("use_to_confirm", p.town),
    ),
    ("interim_proof", InterimTrigger.HAND_IN): (
        Owed("interim_received", p.town),
        Owed("interim_available", p.holder),
    ),
    ("interim_proof", InterimTrigger.TAKE_UP): (Owed("interim_check_begun", p.town),),
    ("interim_proof", InterimTrigger.ASK_CORRECTION): (Owed("interim_questioned", p.town),),
    ("interim_proof", InterimTrigger.ACCEPT): (Owed("interim_accepted", p.town),),
    ("recovery", RecoveryTrigger.FALL_DUE): (Owed("repayment_due", p.town),),
    # The town is told by the booking itself.
    ("recovery", RecoveryTrigger.RECEIVE): (Owed("claim_payment", p.holder),),
    ("recovery", RecoveryTrigger.PROPOSE_RELIEF): (Owed("relief_to_decide", p.all_approvers),),
    # Which of them is meant, the relief says; a write-off is the office's own affair.
    ("recovery", RecoveryTrigger.GRANT_RELIEF): (
        Owed("deferral_granted", p.town),
        Owed("instalments_granted", p.town),
        Owed("claim_waived", p.town),
        Owed("claim_written_off", p.either(paying.all_cashiers, p.holder)),
    ),
    ("recovery", RecoveryTrigger.REFUSE_RELIEF): (Owed("relief_refused", p.proposers),),
    ("recovery", RecoveryTrigger.RESUME): (Owed("repayment_due", p.town),),
    ("recovery", RecoveryTrigger.LAPSE): (
        Owed("repayment_overdue", p.town),
        Owed("repayment_overdue_office", p.either(paying.all_cashiers, p.holder)),
    ),
    ("recovery", RecoveryTrigger.ENFORCE): (Owed("claim_enforced", p.town),),
    # The town and the office are told by the step of the case with which it ends.
    ("recovery", RecoveryTrigger.DROP): (Owed("claim_ceased", paying.all_cashiers),),
    ("remedy", RemedyTrigger.FILE): (
        Owed("remedy_filed", p.told_towns),
        Owed("remedy_filed_office", PAYING),
    ),
    ("remedy", RemedyTrigger.INQUIRE): (Owed("remedy_inquired", p.lead),),
    ("remedy", RemedyTrigger.UPHOLD): (
        Owed("remedy_ended", p.told_towns),
        Owed("remedy_ended_office", PAYING),
    ),
    ("remedy", RemedyTrigger.SET_ASIDE): (
        Owed("remedy_won", p.told_towns),
        Owed("remedy_won_office", p.either(p.all_approvers, PAYING)),
    ),
    ("act", "recovery_reminded"): (Owed("repayment_reminder", p.town),),
    # Heard before about as much, a town is not heard again: then an approver is asked at once.
    ("interest_claim", InterestTrigger.PROPOSE): (
        Owed("interest_hearing", p.town),
        Owed("interest_to_sign", p.all_approvers),
    ),
    ("interest_claim", InterestTrigger.COMMENT): (
        Owed("interest_commented", auditing.proof_auditors),
    ),
    ("interest_claim", InterestTrigger.WEIGH): (Owed("interest_to_sign", p.all_approvers),),
    ("interest_claim", InterestTrigger.LAPSE): (Owed("interest_to_sign", p.all_approvers),),
    **dict.fromkeys(
        (("interest_claim", InterestTrigger.SIGN), ("interest_claim", InterestTrigger.SERVE)),
        (
            Owed("interest_claimed", p.town),
            Owed("interest_to_collect", paying.all_cashiers),
        ),
    ),
    ("interest_claim", InterestTrigger.PROPOSE_GIVING_UP): (
        Owed("interest_to_give_up", p.all_approvers),
    ),
    # A town that was heard learns that nothing is asked of it.
    ("interest_claim", InterestTrigger.CONFIRM_GIVING_UP): (
        Owed("interest_given_up", p.either(p.proposers, p.holder)),
        Owed("interest_not_asked", p.town),
    ),
    ("interest_claim", InterestTrigger.GIVE_UP_SMALL): (Owed("interest_given_up", p.holder),),
    ("interest_claim", InterestTrigger.RETURN): (
        Owed("interest_returned", auditing.proof_auditors),
    ),
    ("interest_claim", InterestTrigger.OVERTAKE): (
        Owed("interest_dropped", p.town),
        Owed("interest_withdrawn", p.all_approvers),
    ),
    ("interest_claim", InterestTrigger.WITHDRAW): (
        Owed("interest_dropped", p.town),
        Owed("interest_withdrawn", p.all_approvers),
    ),
}
