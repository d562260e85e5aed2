"""Who may do what with calls, and with what stands beside a case: the other half of the table."""

from __future__ import annotations

from collections.abc import Mapping

from funding.policy import predicates as p
from funding.policy.predicates import Predicate
from workflows.bank_details import Trigger as BankTrigger
from workflows.block import Trigger as BlockTrigger
from workflows.call import Trigger as CallTrigger
from workflows.change import Trigger as ChangeTrigger
from workflows.decision_notice import Trigger as NoticeTrigger
from workflows.disposal import Trigger as DisposalTrigger
from workflows.drawdown import Trigger as DrawTrigger
from workflows.interest_claim import Trigger as InterestTrigger
from workflows.interim_proof import Trigger as InterimTrigger
from workflows.opinion import Trigger as OpinionTrigger
from workflows.recovery import Trigger as RecoveryTrigger
from workflows.remedy import Trigger as RemedyTrigger
from workflows.transfer import Trigger as TransferTrigger

Alternatives = tuple[tuple[Predicate, ...], ...]

BESIDE: Mapping[tuple[str, str], Alternatives] = {
    ("call", CallTrigger.OPEN): ((p.clock,),),
    ("call", CallTrigger.CLOSE): ((p.clock,),),
    ("call", CallTrigger.REOPEN): ((p.lead_reviewer,), (p.admin,)),
    ("call", CallTrigger.SETTLE): ((p.lead_reviewer,), (p.clock,)),
    ("call", CallTrigger.CANCEL): ((p.admin,),),
    ("opinion", OpinionTrigger.INVITE): ((p.reviewer,), (p.lead_reviewer,)),
    ("opinion", OpinionTrigger.ACCEPT): ((p.as_expert,),),
    ("opinion", OpinionTrigger.GIVE): ((p.as_expert,),),
    ("opinion", OpinionTrigger.GIVE_LATE): ((p.as_expert,),),
    ("opinion", OpinionTrigger.DECLINE): ((p.as_expert,),),
    ("opinion", OpinionTrigger.LAPSE): ((p.clock,),),
    ("opinion", OpinionTrigger.RECALL): ((p.reviewer,), (p.lead_reviewer,), (p.clock,)),
    ("bank_details", BankTrigger.PROPOSE): ((p.town_editor,),),
    ("bank_details", BankTrigger.CONFIRM): ((p.town_signatory,),),
    ("bank_details", BankTrigger.CALL_BACK): ((p.reviewer,), (p.lead_reviewer,)),
    ("bank_details", BankTrigger.REPLACE): ((p.reviewer,), (p.lead_reviewer,)),
    ("bank_details", BankTrigger.REFUSE): ((p.town_signatory,), (p.reviewer,), (p.lead_reviewer,)),
    ("bank_details", BankTrigger.LAPSE): ((p.clock,),),
    ("drawdown", DrawTrigger.REQUEST): ((p.town_signatory,),),
    ("drawdown", DrawTrigger.QUESTION): ((p.reviewer,),),
    ("drawdown", DrawTrigger.CHECK): ((p.reviewer,),),
    ("drawdown", DrawTrigger.COMPUTE): ((p.reviewer,), (p.lead_reviewer,)),
    ("drawdown", DrawTrigger.ORDER): ((p.budget,),),
    ("drawdown", DrawTrigger.PAY): ((p.cashier,),),
    ("drawdown", DrawTrigger.BOUNCE): ((p.cashier,),),
    ("drawdown", DrawTrigger.REFUSE): ((p.reviewer,), (p.budget,)),
    ("drawdown", DrawTrigger.WITHDRAW): ((p.town_signatory,),),
    ("drawdown", DrawTrigger.CONFIRM_USE): ((p.town_editor,),),
    ("drawdown", DrawTrigger.LAPSE): ((p.clock,),),
    ("drawdown", DrawTrigger.REPAY): ((p.budget,),),
    ("recovery", RecoveryTrigger.FALL_DUE): ((p.clock,),),
    ("recovery", RecoveryTrigger.RECEIVE): ((p.cashier,),),
    ("recovery", RecoveryTrigger.PROPOSE_RELIEF): ((p.reviewer,), (p.lead_reviewer,)),
    ("recovery", RecoveryTrigger.GRANT_RELIEF): ((p.approver,),),
    ("recovery", RecoveryTrigger.REFUSE_RELIEF): ((p.approver,),),
    ("recovery", RecoveryTrigger.RESUME): ((p.clock,),),
    ("recovery", RecoveryTrigger.LAPSE): ((p.clock,),),
    ("recovery", RecoveryTrigger.ENFORCE): ((p.cashier,),),
    # By the reviewer together with the judgment that sets its notice aside (interest).
    ("recovery", RecoveryTrigger.DROP): ((p.approver,), (p.reviewer,)),
    ("remedy", RemedyTrigger.FILE): ((p.reviewer,),),
    ("remedy", RemedyTrigger.INQUIRE): ((p.reviewer,),),
    ("remedy", RemedyTrigger.UPHOLD): ((p.reviewer,),),
    ("remedy", RemedyTrigger.SET_ASIDE): ((p.reviewer,),),
    ("interest_claim", InterestTrigger.PROPOSE): ((p.proof_auditor,),),
    ("interest_claim", InterestTrigger.COMMENT): ((p.town_signatory,),),
    ("interest_claim", InterestTrigger.LAPSE): ((p.clock,),),
    ("interest_claim", InterestTrigger.WEIGH): ((p.proof_auditor,),),
    ("interest_claim", InterestTrigger.SIGN): ((p.approver,),),
    ("interest_claim", InterestTrigger.SERVE): ((p.town_editor,), (p.reviewer,)),
    ("interest_claim", InterestTrigger.PROPOSE_GIVING_UP): ((p.proof_auditor,),),
    ("interest_claim", InterestTrigger.CONFIRM_GIVING_UP): ((p.approver,),),
    ("interest_claim", InterestTrigger.GIVE_UP_SMALL): ((p.proof_auditor,),),
    ("interest_claim", InterestTrigger.RETURN): ((p.approver,),),
    ("interest_claim", InterestTrigger.WITHDRAW): ((p.proof_auditor,),),
    ("interest_claim", InterestTrigger.OVERTAKE): ((p.approver,),),
    ("interim_proof", InterimTrigger.HAND_IN): ((p.town_signatory,),),
    ("interim_proof", InterimTrigger.TAKE_UP): ((p.reviewer,),),
    ("interim_proof", InterimTrigger.ASK_CORRECTION): ((p.reviewer,),),
    ("interim_proof", InterimTrigger.ACCEPT): ((p.reviewer,),),
    ("decision_notice", NoticeTrigger.FREEZE): ((p.reviewer,), (p.proof_auditor,)),
    ("decision_notice", NoticeTrigger.SEND_BACK): ((p.approver,),),
    ("decision_notice", NoticeTrigger.SIGN): ((p.approver,),),
    ("decision_notice", NoticeTrigger.SIGN_TO_SEND): ((p.approver,),),
    ("decision_notice", NoticeTrigger.RETRIEVE): ((p.town_editor,),),
    ("decision_notice", NoticeTrigger.ACKNOWLEDGE): ((p.town_signatory,),),
    ("decision_notice", NoticeTrigger.REROUTE): ((p.reviewer,),),
    ("decision_notice", NoticeTrigger.DISPATCH): ((p.reviewer,),),
    ("decision_notice", NoticeTrigger.ARRIVE): ((p.reviewer,),),
    ("decision_notice", NoticeTrigger.COME_BACK): ((p.reviewer,),),
    ("decision_notice", NoticeTrigger.LAPSE): ((p.clock,),),
    ("decision_notice", NoticeTrigger.WITHDRAW): ((p.reviewer,), (p.proof_auditor,)),
    ("decision_notice", NoticeTrigger.RECALL): ((p.approver,),),
    ("decision_notice", NoticeTrigger.OVERTAKE): (
        (p.approver,),
        (p.town_signatory,),
        (p.proof_auditor,),
    ),
    ("change", ChangeTrigger.ASK_PARTNERS): ((p.town_editor,),),
    # Whoever is asked counts as a partner of the case for this (queries/spending/partner_changes).
    ("change", ChangeTrigger.AGREE): ((p.partner_signatory,),),
    ("change", ChangeTrigger.DECLINE): ((p.partner_signatory,),),
    ("change", ChangeTrigger.REQUEST): ((p.town_signatory,),),
    ("change", ChangeTrigger.ASK): ((p.reviewer,),),
    ("change", ChangeTrigger.LAPSE): ((p.clock,),),
    ("change", ChangeTrigger.NOTE): ((p.reviewer,),),
    ("change", ChangeTrigger.ASSESS): ((p.reviewer,),),
    ("change", ChangeTrigger.RECORD): ((p.reviewer,),),
    ("change", ChangeTrigger.SERVE): ((p.town_editor,), (p.reviewer,)),
    ("change", ChangeTrigger.GRANT): ((p.approver,),),
    ("change", ChangeTrigger.REFUSE): ((p.approver,),),
    ("change", ChangeTrigger.SEND_BACK): ((p.approver,),),
    # Of a draft; what was signed takes back who may sign it (services/spending/ask_change).
    ("change", ChangeTrigger.WITHDRAW): ((p.town_editor,),),
    ("transfer", TransferTrigger.PROPOSE): ((p.budget,),),
    ("transfer", TransferTrigger.RELEASE): ((p.approver,), (p.budget,)),
    ("transfer", TransferTrigger.REFUSE): ((p.approver,), (p.budget,)),
    ("transfer", TransferTrigger.WITHDRAW): ((p.budget,),),
    ("block", BlockTrigger.BLOCK): ((p.budget,),),
    ("block", BlockTrigger.LIFT): ((p.budget,),),
    ("disposal", DisposalTrigger.FALL_DUE): ((p.clock,),),
    ("disposal", DisposalTrigger.LAPSE): ((p.clock,),),
    **{
        ("disposal", trigger): ((p.keeper,),)
        for trigger in DisposalTrigger
        if trigger not in (DisposalTrigger.FALL_DUE, DisposalTrigger.LAPSE)
    },
}
