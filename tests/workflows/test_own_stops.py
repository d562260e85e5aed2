"""What a machine itself asks of a step, whatever else asks it on the way there."""

from __future__ import annotations

import pytest

from tests.workflows.test_resting import AllBut
from workflows.core import Facts
from workflows.decision_notice import DECISION_NOTICE
from workflows.decision_notice import State as N
from workflows.decision_notice import Trigger as Send
from workflows.interim_proof import INTERIM_PROOF
from workflows.interim_proof import State as P
from workflows.interim_proof import Trigger as Look

ASKED = [
    (DECISION_NOTICE, N.SIGNED, Send.DISPATCH, "still_decided"),
    (DECISION_NOTICE, N.SENT, Send.ARRIVE, "still_decided"),
    (DECISION_NOTICE, N.RETURNED, Send.REROUTE, "still_decided"),
    (DECISION_NOTICE, N.VOID, Send.REROUTE, "still_decided"),
    *(
        (INTERIM_PROOF, state, trigger, code)
        for state, trigger in (
            (P.HANDED_IN, Look.TAKE_UP),
            (P.IN_AUDIT, Look.ASK_CORRECTION),
            (P.IN_AUDIT, Look.ACCEPT),
        )
        for code in ("is_holder", "bias_declared")
    ),
    (INTERIM_PROOF, P.HANDED_IN, Look.TAKE_UP, "interim_awaited"),
    (INTERIM_PROOF, P.IN_AUDIT, Look.ACCEPT, "interim_awaited"),
    (INTERIM_PROOF, P.IN_AUDIT, Look.ASK_CORRECTION, "interim_owed"),
]


@pytest.mark.parametrize(
    ("machine", "state", "trigger", "code"), ASKED, ids=[f"{s}-{t}-{c}" for _m, s, t, c in ASKED]
)
def test_it_stops_by_itself(machine, state, trigger, code):
    found = machine.objections(state, trigger, Facts(AllBut(code)))
    assert [reason.code for reason in found] == [code]
