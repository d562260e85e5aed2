"""A municipality's application, from draft to closed case."""

from __future__ import annotations

from workflows.application.applying import APPLYING, REVIEWING
from workflows.application.deciding import APPROVALS, DECIDING
from workflows.application.rows import SERVING
from workflows.application.spending import MONEY, NOTICE, PROOF
from workflows.application.words import Deed, State, Trigger
from workflows.core import ManyHands, Standing, Workflow

S, T = State, Trigger
# Of a notice that is made in the portal: an approver signs it, the town retrieves it.
ISSUING = ("sign_notice", "retrieval")

APPLICATION: Workflow[State, Trigger] = Workflow(
    name="application",
    version=1,
    states=State,
    initial=State.NEW,
    standings={
        S.NEW: Standing("applicant_editor"),
        S.DRAFT: Standing("applicant_editor", ("call",)),
        S.COSIGNING: Standing("applicant_signatory", ("cosign", "call")),
        S.COSIGNED: Standing("applicant_signatory", ("call",)),
        S.SUBMITTED: Standing("lead_reviewer", ("claim", "vwgo75")),
        S.IN_CHECK: Standing("reviewer", ("check",)),
        S.INFO_REQUESTED: Standing(
            "applicant_editor",
            ("answer",),
            pauses=("check", "assess", "opinion"),
            children=("extension",),
        ),
        S.IN_ASSESSMENT: Standing("reviewer", ("assess",)),
        S.REVIEWED: Standing("approver", ("approve1",)),
        S.WAITLISTED: Standing("budget", ("list_end",)),
        S.FIRST_APPROVED: Standing("approver", ("approve2",)),
        S.FIRST_REJECTED: Standing("approver", ("approve2",)),
        S.APPROVED: Standing("reviewer", ("issue", "begin"), children=ISSUING),
        S.REJECTED: Standing("reviewer", ("issue", "remedy"), children=ISSUING),
        S.IN_PROGRESS: Standing("applicant_editor", ("period_end", "proof")),
        S.REPORT_DUE: Standing("applicant_signatory", ("proof",)),
        S.REPORTED: Standing("proof_auditor", ("audit",)),
        S.HEARING: Standing(
            "applicant_signatory", ("hearing", "revocation_year"), pauses=("audit",)
        ),
        S.HEARD: Standing("proof_auditor", ("weigh", "revocation_year"), pauses=("audit",)),
        S.AUDITED: Standing("approver", ("sign_final", "revocation_year"), children=SERVING),
        S.RECOVERING: Standing("applicant_signatory", ("recovery",)),
        S.SETTLING: Standing("reviewer", ("settle",)),
        S.CLOSED: Standing(None, ("retention",), final=True),
        S.WITHDRAWN: Standing(None, ("retention",), final=True),
        S.EXPIRED: Standing(None, ("retention",), final=True),
    },
    steps=(*APPLYING, *REVIEWING, *DECIDING, *NOTICE, *MONEY, *PROOF),
    many_hands=(
        ManyHands(S.APPROVED, (Deed.PROPOSED, Deed.APPROVED_FIRST, Deed.APPROVED_SECOND)),
        ManyHands(S.REJECTED, (Deed.PROPOSED, Deed.APPROVED_FIRST, Deed.APPROVED_SECOND)),
        ManyHands(S.RECOVERING, (Deed.AUDITED, Deed.SETTLED)),
        ManyHands(S.SETTLING, (Deed.AUDITED, Deed.SETTLED), unless=(T.RENOUNCE,)),
    ),
    approvals=APPROVALS,
)

__all__ = ["APPLICATION", "ISSUING", "Deed", "State", "Trigger"]
