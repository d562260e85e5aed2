"""Which step of a notice that the portal issues, or of a settlement by notice, owes whom what."""

from __future__ import annotations

from collections.abc import Mapping

from funding.notices import paying_people as paying
from funding.notices import people as p
from funding.notices.owed import Owed, on_proof, rest_open, without_proof
from workflows.application import Trigger as CaseTrigger
from workflows.decision_notice import Trigger as T

HELD = p.either(p.holder, p.lead)
TOLD = (Owed("settled", p.town, on_proof), Owed("revoked", p.town, without_proof))
SETTLED = (*TOLD, Owed("rest_to_pay", p.budget, rest_open))
CLAIMED = (*TOLD, Owed("recovery_to_collect", paying.all_cashiers))

ISSUING: Mapping[tuple[str, str], tuple[Owed, ...]] = {
    ("decision_notice", T.FREEZE): (Owed("notice_to_sign", p.all_approvers),),
    ("decision_notice", T.SEND_BACK): (Owed("notice_sent_back", p.holder),),
    ("decision_notice", T.SIGN): (Owed("notice_provided", p.town),),
    ("decision_notice", T.SIGN_TO_SEND): (Owed("notice_to_send", p.holder),),
    ("decision_notice", T.RETRIEVE): (Owed("notice_retrieved_office", p.holder),),
    ("decision_notice", T.ACKNOWLEDGE): (Owed("notice_retrieved_office", p.holder),),
    ("decision_notice", T.REROUTE): (Owed("notice_to_send", HELD),),
    ("decision_notice", T.DISPATCH): (Owed("notice_sent", HELD),),
    ("decision_notice", T.ARRIVE): (Owed("notice_arrived", HELD),),
    ("decision_notice", T.COME_BACK): (Owed("notice_came_back", HELD),),
    ("decision_notice", T.LAPSE): (Owed("notice_void", HELD),),
    ("decision_notice", T.WITHDRAW): (Owed("notice_dropped", p.all_approvers),),
    ("decision_notice", T.RECALL): (
        Owed("notice_recalled", p.town),
        Owed("notice_recalled_office", p.holder),
    ),
    ("decision_notice", T.OVERTAKE): (
        Owed("notice_overtaken", p.either(p.holder, p.all_approvers)),
    ),
    ("application", CaseTrigger.SETTLE): SETTLED,
    ("application", CaseTrigger.SERVE_FINAL): SETTLED,
    ("application", CaseTrigger.SETTLE_WITH_RECOVERY): CLAIMED,
    ("application", CaseTrigger.SERVE_CLAIM): CLAIMED,
    ("act", "retrieval_reminded"): (Owed("retrieval_reminder", p.town),),
}
