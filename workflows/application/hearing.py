"""The hearing of a town before money is reclaimed from it (§ 28 VwVfG)."""

from __future__ import annotations

from workflows.application import guards as g
from workflows.application.rows import Row, fit_person
from workflows.application.words import BEFORE_AUDIT, Deed, State, Trigger
from workflows.core import Step

S, T = State, Trigger

HEARING: tuple[Row, ...] = (
    # The year of §§ 48, 49 VwVfG runs from the day on which the facts are noted.
    Step(
        T.OPEN_HEARING,
        S.REPORTED,
        S.HEARING,
        (*fit_person, g.facts_noted, g.within_findings, g.claim_found),
        distinct_from=BEFORE_AUDIT,
        deed=Deed.AUDITED,
        sets=("hearing", "revocation_year"),
    ),
    # The whole notice is at stake (§ 49 Abs. 3 Satz 1 Nr. 2 VwVfG), whatever was spent.
    Step(
        T.OPEN_HEARING,
        S.REPORT_DUE,
        S.HEARING,
        (*fit_person, g.facts_noted, g.proof_threatened, g.none_ordered, g.no_period_asked),
        distinct_from=BEFORE_AUDIT,
        deed=Deed.AUDITED,
        sets=("hearing", "revocation_year"),
    ),
    # Unlawful from the start (§ 48 VwVfG), or the money went elsewhere (§ 49 Abs. 3 VwVfG).
    *(
        Step(
            T.OPEN_REVOCATION,
            state,
            S.HEARING,
            (*fit_person, g.ground_named, g.facts_noted, g.none_ordered, g.no_period_asked),
            distinct_from=BEFORE_AUDIT,
            deed=Deed.AUDITED,
            ends=("period_end", "interim", "proof", "last_draw"),
            sets=("hearing", "revocation_year"),
        )
        for state in (S.IN_PROGRESS, S.REPORT_DUE)
    ),
    Step(
        T.COMMENT,
        S.HEARING,
        S.HEARD,
        (g.reauthenticated, g.comment_given),
        ends=("hearing",),
        sets=("weigh",),
    ),
    Step(
        T.HEARING_LAPSED,
        S.HEARING,
        S.HEARD,
        (g.hearing_over,),
        ends=("hearing",),
        sets=("weigh",),
    ),
    *(
        Step(
            T.DROP_CLAIM,
            S.HEARD,
            target,
            (*fit_person, g.not_renounced, g.reason_given),
            when=when,
            distinct_from=BEFORE_AUDIT,
            deed=Deed.AUDITED,
            ends=("weigh", "revocation_year"),
            sets=sets,
        )
        # A proof that is waited for again is threatened anew before the town is heard again.
        for target, when, sets in (
            (S.REPORTED, g.from_audit, ()),
            (S.REPORT_DUE, g.from_missing, ("proof", "last_draw")),
            (S.IN_PROGRESS, g.from_progress, ("period_end", "proof", "last_draw")),
        )
    ),
)
