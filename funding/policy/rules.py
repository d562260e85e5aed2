"""Who may do what: one table, read top to bottom.

Each action lists alternatives; an alternative holds when all its predicates do.
Whether a step is possible now is no business of this table, it is the workflow's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from funding.errors import NarrowRight, NotFound, NotPermitted
from funding.models.draft_right import Right
from funding.policy import predicates as p
from funding.policy.actor import Actor, Scope
from funding.policy.beside import BESIDE, Alternatives
from funding.policy.predicates import AsExpert, InLeadTown, InMinistry, InPartnerTown
from funding.policy.rights import may_in
from workflows.application import Trigger as T

RULES: Mapping[tuple[str, str], Alternatives] = {
    ("application", T.OPEN_DRAFT): ((p.town_editor,),),
    ("application", T.ASK_COSIGN): ((p.town_editor,),),
    ("application", T.COSIGN): ((p.partner_signatory,),),
    ("application", T.COSIGN_LAST): ((p.partner_signatory,),),
    ("application", T.DECLINE_COSIGN): ((p.partner_signatory,),),
    ("application", T.CHANGE_AFTER_COSIGN): ((p.town_editor,),),
    ("application", T.SET_RIGHTS): (
        (p.town_signatory,),
        (p.partner_signatory,),
        (p.town_editor, p.beginner),
    ),
    ("application", T.DISCARD): ((p.town_signatory,),),
    ("application", T.EXPIRE): ((p.clock,),),
    ("application", T.EXTEND): ((p.lead_reviewer,),),
    ("application", T.SUBMIT): ((p.town_signatory,),),
    ("application", T.CLAIM): ((p.reviewer,),),
    ("application", T.ASSIGN): ((p.lead_reviewer,),),
    ("application", T.GIVE_BACK): ((p.reviewer,),),
    ("application", T.CLAIM_LAPSED): ((p.clock,),),
    ("application", T.HAND_OVER): ((p.lead_reviewer,),),
    ("application", T.REQUEST_INFO): ((p.reviewer,),),
    ("application", T.ASK_EXTENSION): ((p.town_editor,),),
    ("application", T.GRANT_EXTENSION): ((p.reviewer,),),
    ("application", T.REFUSE_EXTENSION): ((p.reviewer,),),
    ("application", T.ANSWER): ((p.town_editor,),),
    ("application", T.ANSWER_LAPSED): ((p.clock,),),
    ("application", T.ANSWER_LATE): ((p.town_editor,),),
    ("application", T.DELIVER_ANNEX): ((p.town_editor,),),
    ("application", T.CHANGE_CONTACT): ((p.town_editor,),),
    ("application", T.ACCEPT_COMPLETE): ((p.reviewer,),),
    ("application", T.RECOMMEND): ((p.reviewer,),),
    ("application", T.RECOMMEND_REJECTION): ((p.reviewer,),),
    ("application", T.PUT_ON_WAITLIST): ((p.reviewer,),),
    ("application", T.MOVE_UP): ((p.clock,),),
    ("application", T.LIST_CLOSED): ((p.clock,),),
    ("application", T.APPROVE_FIRST): ((p.approver,),),
    ("application", T.APPROVE_SECOND): ((p.approver,),),
    ("application", T.REJECT_FIRST): ((p.approver,),),
    ("application", T.REJECT_SECOND): ((p.approver,),),
    ("application", T.RETURN_CASE): ((p.approver,),),
    ("application", T.UNDO_DECISION): ((p.approver,),),
    ("application", T.YEAR_OVER): ((p.clock,),),
    ("application", T.WITHDRAW): ((p.town_signatory,),),
    ("application", T.PROPOSE_CESSATION): ((p.reviewer,),),
    ("application", T.DISCONTINUE): ((p.approver,),),
    ("application", T.SUCCEED): ((p.lead_reviewer,),),
    ("application", T.RECORD_NOTICE): ((p.reviewer,),),
    ("application", T.RETRIEVE_NOTICE): ((p.town_editor,),),
    ("application", T.WAIVE_REMEDY): ((p.town_signatory,),),
    ("application", T.RECORD_PAYMENT): ((p.budget,), (p.cashier,)),
    ("application", T.START): ((p.clock,),),
    ("application", T.RENOUNCE): ((p.town_signatory,),),
    ("application", T.PERIOD_ENDED): ((p.clock,),),
    ("application", T.REPORT): ((p.town_signatory,),),
    ("application", T.OPEN_HEARING): ((p.proof_auditor,),),
    ("application", T.OPEN_REVOCATION): ((p.proof_auditor,),),
    ("application", T.COMMENT): ((p.town_signatory,),),
    ("application", T.HEARING_LAPSED): ((p.clock,),),
    ("application", T.DROP_CLAIM): ((p.proof_auditor,),),
    ("application", T.FINISH_AUDIT): ((p.proof_auditor,),),
    ("application", T.RETURN_AUDIT): ((p.approver,),),
    ("application", T.SETTLE): ((p.approver,),),
    ("application", T.SETTLE_WITH_RECOVERY): ((p.approver,),),
    ("application", T.SERVE_FINAL): ((p.town_editor,), (p.reviewer,)),
    ("application", T.SERVE_CLAIM): ((p.town_editor,), (p.reviewer,)),
    ("application", T.BOOK_REPAYMENT): ((p.cashier,),),
    ("application", T.RECOVERED): ((p.cashier,), (p.approver,)),
    ("application", T.REDO_SETTLEMENT): ((p.approver,),),
    ("application", T.CLOSE): ((p.reviewer,),),
    ("application", T.CLOSE_REJECTED): ((p.clock,),),
    ("application", T.REOPEN): ((p.approver,),),
    **BESIDE,
    # Acts that change no state of a case
    ("act", "see"): (
        (p.of_the_case,),
        (p.case_worker, p.submitted, p.outsider),
        (p.clock,),
    ),
    ("act", "read_draft"): ((p.town_reader,),),
    ("act", "edit"): ((p.town_editor,),),
    ("act", "read_part"): ((p.partner_reader,),),
    ("act", "fill_part"): ((p.partner_editor,),),
    ("act", "judge"): ((p.reviewer,),),
    ("act", "score"): ((p.scorer,),),
    ("act", "declare_bias"): ((p.case_worker,),),
    ("act", "take_part"): ((p.note_writer,),),
    ("act", "declare_mandate"): ((p.case_worker,),),
    ("act", "ask_opinion"): ((p.reviewer,), (p.lead_reviewer,)),
    ("act", "enter_absence"): ((p.note_writer,),),
    ("act", "lead_team"): ((p.lead_reviewer,),),
    ("act", "note"): ((p.note_writer,),),
    ("act", "write_to_town"): ((p.reviewer,), (p.lead_reviewer,), (p.proof_auditor,)),
    ("act", "write_to_office"): ((p.town_editor, p.submitted),),
    # Of whom a notice goes to; others see them masked.
    ("act", "see_addresses"): ((p.reviewer,), (p.lead_reviewer,)),
    ("act", "draw"): ((p.town_editor,),),
    ("act", "change_address"): ((p.town_editor,),),
    ("act", "see_accounts"): ((p.reviewer,), (p.lead_reviewer,), (p.cashier,), (p.auditor,)),
    ("act", "make_payment_file"): ((p.cashier,),),
    ("act", "see_claims"): (
        (p.reviewer,),
        (p.lead_reviewer,),
        (p.approver,),
        (p.budget,),
        (p.cashier,),
        (p.proof_auditor,),
        (p.auditor,),
    ),
    ("act", "see_issued"): (
        (p.reviewer,),
        (p.lead_reviewer,),
        (p.approver,),
        (p.proof_auditor,),
        (p.auditor,),
    ),
    ("act", "see_payments"): (
        (p.reviewer,),
        (p.lead_reviewer,),
        (p.budget,),
        (p.cashier,),
        (p.auditor,),
    ),
    ("act", "prove"): ((p.town_editor,),),
    ("act", "audit_proof"): ((p.proof_auditor,),),
    ("act", "draw_sample"): ((p.proof_auditor,),),
    ("act", "see_sample"): ((p.proof_auditor,), (p.auditor,)),
    ("act", "draft_change"): ((p.town_editor,),),
    ("act", "see_disposal"): ((p.keeper,), (p.auditor,)),
    ("act", "confirm_funds"): ((p.budget,),),
    ("act", "plan_years"): ((p.budget,),),
    ("act", "see_envelope"): (
        (p.budget,),
        (p.approver,),
        (p.lead_reviewer,),
        (p.reviewer,),
        (p.proof_auditor,),
        (p.auditor,),
    ),
    ("act", "see_decisions"): ((p.approver,), (p.auditor,)),
    # Not who may still give marks: they judge without the marks of the others.
    ("act", "see_ranking"): ((p.approver,), (p.lead_reviewer,), (p.budget,), (p.auditor,)),
    ("act", "hold_session"): ((p.approver,), (p.lead_reviewer,)),
    ("act", "save_scenario"): ((p.approver,), (p.lead_reviewer,), (p.budget,)),
    ("act", "see_queue"): ((p.case_worker,),),
    ("act", "decide"): ((p.approver,),),
    ("act", "invite"): ((p.admin,),),
    ("act", "enter_body"): ((p.admin,),),
    ("act", "plan_call"): ((p.admin,), (p.clock,)),
    ("act", "set_signing_limit"): ((p.admin,), (p.clock,)),
    ("act", "set_rule"): ((p.admin,),),
    ("act", "see_operations"): ((p.admin,),),
    # What the house writes to towns is the lead's to answer for, and administration's to mend.
    ("act", "edit_texts"): ((p.admin,), (p.lead_reviewer,)),
}

NOBODYS = Scope(lead_key="")
# These may concern a draft, of which the office otherwise knows nothing.
BLIND = frozenset({("application", T.EXTEND), ("application", T.SUCCEED)})


def permits(actor: Actor, workflow: str, action: str, scope: Scope = NOBODYS) -> bool:
    """Tell whether the actor may do this to a case."""
    return any(all(ask(actor, scope) for ask in tests) for tests in RULES[workflow, action])


def sees(actor: Actor, scope: Scope) -> bool:
    """Tell whether the actor may know of the case at all; a biased person no longer does."""
    return permits(actor, "act", "see", scope) and actor.person_id not in scope.biased


def unbound(actor: Actor, scope: Scope) -> bool:
    """Tell whether neither bias nor a municipality of the case ties the actor (§§ 20, 21 VwVfG)."""
    return p.outsider(actor, scope) and actor.person_id not in scope.biased


def require(actor: Actor, workflow: str, action: str, scope: Scope = NOBODYS) -> None:
    """Raise :class:`NotFound` where the case is not theirs to know, :class:`NotPermitted` else.

    Where the role would allow it, and only the right on this draft does not, it is the
    :class:`NarrowRight` among them.
    """
    blind = (workflow, action) in BLIND
    if scope is not NOBODYS and workflow != "call":
        known = unbound(actor, scope) if blind else sees(actor, scope)
        if not known:
            raise NotFound(action)
    if not permits(actor, workflow, action, scope):
        if permits(actor, workflow, action, replace(scope, rights={})):
            raise NarrowRight(action)
        raise NotPermitted(action)


def sets_rights_in(actor: Actor, scope: Scope, municipality_key: str) -> bool:
    """Tell whether the actor may say what the people of this municipality may do on the draft."""
    if may_in(actor, scope, municipality_key, Right.SIGN):
        return True
    begun = municipality_key == scope.lead_key and p.beginner(actor, scope)
    return begun and may_in(actor, scope, municipality_key, Right.EDIT)


def acting_role(actor: Actor, workflow: str, action: str, scope: Scope = NOBODYS) -> str:
    """Name the role by which the rules let the actor do this; for the audit."""
    for tests in RULES[workflow, action]:
        if not all(ask(actor, scope) for ask in tests):
            continue
        for ask in tests:
            if isinstance(ask, InLeadTown | InPartnerTown | InMinistry | AsExpert) and (
                role := ask.by(actor, scope)
            ):
                return str(role)
    raise NotPermitted(action)


def roles_for(workflow: str, action: str) -> tuple[str, ...]:
    """Return the roles that the rules name for an action, for explanations."""
    asks = (ask for tests in RULES[workflow, action] for ask in tests)
    return tuple(dict.fromkeys(str(r) for ask in asks for r in getattr(ask, "roles", ())))
