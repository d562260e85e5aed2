"""The steps of an application after the decision: notice, money, proof of use, closing."""

from __future__ import annotations

from workflows.application import guards as g
from workflows.application.hearing import HEARING
from workflows.application.recovering import RECOVERING
from workflows.application.rows import SERVING, Row, fit_person
from workflows.application.words import (
    BEFORE_AUDIT,
    BEFORE_DECISION,
    PROMISES,
    SIGNED,
    Deed,
    State,
    Trigger,
)
from workflows.core import Step

S, T = State, Trigger

NOTICE: tuple[Row, ...] = (
    *(
        Step(
            T.RECORD_NOTICE,
            state,
            state,
            (
                g.is_holder,
                g.bias_declared,
                *fit_person,
                g.undo_over,
                g.no_notice_open,
                g.notice_dated,
            ),
            deed=Deed.RECORDED_NOTICE,
            ends=("issue", "vwgo75", "remedy", *PROMISES),
            sets=("remedy",),
        )
        for state in (S.APPROVED, S.REJECTED)
    ),
    *(
        Step(
            T.RETRIEVE_NOTICE,
            state,
            state,
            (g.notice_fetched,),
            ends=("issue", "retrieval", "vwgo75", "remedy", *PROMISES),
            sets=("remedy",),
        )
        for state in (S.APPROVED, S.REJECTED)
    ),
    *(
        Step(
            T.WAIVE_REMEDY,
            state,
            state,
            (g.notified, g.remedy_open, g.uncontested, g.reauthenticated),
            ends=("remedy",),
            sets=sets,
        )
        # A rejection closes with the end of remedies, which is now.
        for state, sets in ((S.APPROVED, ()), (S.REJECTED, ("remedy",)), (S.IN_PROGRESS, ()))
    ),
    *(
        Step(
            T.REOPEN,
            state,
            target,
            (*fit_person, g.reason_given, g.new_decision_due),
            when=when,
            distinct_from=BEFORE_DECISION,
            ends=("issue", "sign_notice", "retrieval", "begin", "remedy", "court"),
            sets=(timer, "vwgo75", *PROMISES),
            books="release",
        )
        for state in (S.APPROVED, S.REJECTED)
        for target, when, timer in (
            (S.IN_ASSESSMENT, g.check_finished, "assess"),
            (S.IN_CHECK, g.check_unfinished, "check"),
        )
    ),
    Step(
        T.CLOSE_REJECTED,
        S.REJECTED,
        S.CLOSED,
        (g.notice_final, g.uncontested),
        ends=("*",),
        sets=("retention",),
    ),
    Step(
        T.START,
        S.APPROVED,
        S.IN_PROGRESS,
        (g.notified, g.period_begun),
        ends=("begin",),
        sets=("period_end", "interim", "proof", "last_draw"),
    ),
)

renouncing = (g.notified, g.reauthenticated, g.reason_given, g.no_open_draw)
reporting = (
    *(g.period_over, g.proof_complete, g.interims_in),
    *(g.no_open_draw, g.no_open_change, g.reauthenticated),
)
auditing = (g.sample_met, g.receipts_judged, g.proof_checked, g.audit_noted, g.within_findings)

MONEY: tuple[Row, ...] = (
    *(
        Step(
            T.RECORD_PAYMENT,
            state,
            state,
            (*fit_person, g.notice_final, g.uncontested, g.within_commitment, g.on_order),
            distinct_from=(
                *SIGNED,
                Deed.AUDITED,
                Deed.SETTLED,
            ),
            deed=Deed.PAID,
            books="pay",
        )
        for state in (
            *(S.IN_PROGRESS, S.REPORT_DUE, S.REPORTED),
            *(S.HEARING, S.HEARD, S.AUDITED, S.SETTLING),
        )
    ),
    *(
        Step(
            T.RENOUNCE,
            state,
            S.SETTLING,
            guards,
            when=when,
            ends=("*",),
            sets=("settle",),
            books="release",
        )
        for state, guards, when in (
            (S.APPROVED, (*renouncing, g.nothing_paid), None),
            (S.IN_PROGRESS, renouncing, g.nothing_paid),
        )
    ),
    # What was paid is to be paid back; by renouncing the town has said what it has to say.
    Step(
        T.RENOUNCE,
        S.IN_PROGRESS,
        S.HEARD,
        renouncing,
        when=g.money_paid,
        ends=("*",),
        sets=("weigh", "revocation_year"),
        books="release",
    ),
)

PROOF: tuple[Row, ...] = (
    Step(
        T.PERIOD_ENDED,
        S.IN_PROGRESS,
        S.REPORT_DUE,
        (g.period_over, g.no_period_asked),
        ends=("period_end",),
    ),
    *(
        Step(
            T.REPORT,
            state,
            S.REPORTED,
            reporting,
            ends=("interim", "proof", "period_end", "last_draw"),
            sets=("audit",),
        )
        for state in (S.IN_PROGRESS, S.REPORT_DUE)
    ),
    # The year of §§ 48, 49 VwVfG runs on from its first day.
    *(
        Step(
            T.REPORT,
            state,
            S.REPORTED,
            (*reporting, g.about_missing_proof),
            ends=("interim", "proof", "period_end", "last_draw", "hearing", "weigh"),
            sets=("audit",),
        )
        for state in (S.HEARING, S.HEARD)
    ),
    *HEARING,
    *(
        Step(
            T.FINISH_AUDIT,
            state,
            S.AUDITED,
            (*fit_person, *auditing, heard),
            when=when,
            distinct_from=BEFORE_AUDIT,
            deed=Deed.AUDITED,
            ends=("audit", "weigh"),
            sets=("sign_final",),
        )
        for state, heard, when in (
            (S.REPORTED, g.heard_first, None),
            (S.HEARD, g.within_hearing, g.on_proof),
        )
    ),
    # No proof came, or the grant was renounced: there is nothing to draw, to check or to judge.
    Step(
        T.FINISH_AUDIT,
        S.HEARD,
        S.AUDITED,
        (*fit_person, g.audit_noted, g.nothing_recognised, g.within_hearing),
        when=g.without_proof,
        distinct_from=BEFORE_AUDIT,
        deed=Deed.AUDITED,
        ends=("weigh", "interim", "proof", "last_draw", "period_end"),
        sets=("sign_final",),
    ),
    *(
        Step(
            T.RETURN_AUDIT,
            S.AUDITED,
            target,
            (*fit_person, g.reason_given),
            when=when,
            distinct_from=(Deed.AUDITED,),
            ends=("sign_final", *SERVING),
            sets=(timer,),
        )
        for target, when, timer in (
            (S.REPORTED, g.no_hearing_held, "audit"),
            (S.HEARD, g.hearing_held, "weigh"),
        )
    ),
    Step(
        T.SETTLE,
        S.AUDITED,
        S.SETTLING,
        (*fit_person, g.hands_unbiased, g.nothing_overpaid, g.final_notice, g.no_final_open),
        distinct_from=(Deed.AUDITED, Deed.PAID),
        deed=Deed.SETTLED,
        ends=("sign_final", "revocation_year"),
        sets=("settle",),
        books="settle",
    ),
    # Taken together with the notification: it was signed before, by whoever has this deed then.
    Step(
        T.SERVE_FINAL,
        S.AUDITED,
        S.SETTLING,
        (g.final_served, g.nothing_overpaid, g.final_notice),
        distinct_from=(Deed.AUDITED, Deed.PAID),
        deed=Deed.SETTLED,
        ends=("sign_final", *SERVING, "revocation_year"),
        sets=("settle",),
        books="settle",
    ),
    *RECOVERING,
    Step(
        T.CLOSE,
        S.SETTLING,
        S.CLOSED,
        (
            g.is_holder,
            g.bias_declared,
            *fit_person,
            g.no_open_draw,
            g.no_open_change,
            g.no_notice_under_way,
            g.all_paid,
            g.last_notice_final,
            g.uncontested,
            g.interest_computed,
            g.interest_settled,
            g.interest_ended,
            g.interest_uncontested,
        ),
        ends=("*",),
        sets=("retention",),
    ),
)
