"""A settlement that reclaims money: signed, paid back or given up; and one that is made anew."""

from __future__ import annotations

from workflows.application import guards as g
from workflows.application.rows import SERVING, Row, fit_person
from workflows.application.words import Deed, State, Trigger
from workflows.core import Step

S, T = State, Trigger

RECOVERING: tuple[Row, ...] = (
    Step(
        T.SETTLE_WITH_RECOVERY,
        S.AUDITED,
        S.RECOVERING,
        (
            *fit_person,
            g.hands_unbiased,
            g.claim_to_sign,
            g.final_notice,
            g.within_year,
            g.within_hearing,
            g.no_final_open,
        ),
        distinct_from=(Deed.AUDITED, Deed.PAID),
        deed=Deed.SETTLED,
        ends=("sign_final", "revocation_year"),
        sets=("recovery",),
        books="settle",
    ),
    Step(
        T.SERVE_CLAIM,
        S.AUDITED,
        S.RECOVERING,
        (g.final_served, g.claim_to_sign, g.final_notice, g.within_year, g.within_hearing),
        distinct_from=(Deed.AUDITED, Deed.PAID),
        deed=Deed.SETTLED,
        ends=("sign_final", *SERVING, "revocation_year"),
        sets=("recovery",),
        books="settle",
    ),
    # What comes back is the grant's again only now: until then nobody can be granted it.
    Step(
        T.BOOK_REPAYMENT,
        S.RECOVERING,
        S.RECOVERING,
        (g.on_claim,),
        distinct_from=(Deed.AUDITED, Deed.SETTLED),
        books="pay",
    ),
    Step(
        T.RECOVERED,
        S.RECOVERING,
        S.SETTLING,
        (g.claim_ended,),
        ends=("recovery",),
        sets=("settle",),
    ),
    # Its notice was set aside or taken back: the grant is again what was granted.
    *(
        Step(
            T.REDO_SETTLEMENT,
            state,
            target,
            (*fit_person, g.reason_given, g.final_noticed, g.new_decision_due),
            when=when,
            distinct_from=(Deed.AUDITED,),
            ends=("settle", "recovery", "remedy", "court"),
            sets=sets,
            books="grant_again",
        )
        for state, target, when, sets in (
            (S.RECOVERING, S.HEARD, None, ("weigh", "revocation_year")),
            (S.SETTLING, S.HEARD, g.hearing_held, ("weigh", "revocation_year")),
            (S.SETTLING, S.REPORTED, g.no_hearing_held, ("audit",)),
        )
    ),
)
