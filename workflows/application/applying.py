"""The steps of an application from draft to proposal."""

from __future__ import annotations

from workflows.application import guards as g
from workflows.application.rows import (
    DECIDED,
    HELD,
    PROPOSED,
    TOGETHER,
    UNDECIDED,
    Row,
    back,
    fit_person,
    leads,
    stays,
)
from workflows.application.words import BEFORE_SUBMISSION, PROMISES, Deed, State, Trigger
from workflows.core import Step

S, T = State, Trigger

entrusting = (g.rights_change, g.rights_in_town, g.rights_within_role, g.signer_left)
asking = (g.partners_named, g.agreement_named, g.complete)
cosigning = (g.reauthenticated, g.this_version, g.not_signed_yet)
submitting = (g.call_open, g.complete, g.advised, g.not_begun, g.reauthenticated)
holder = (g.is_holder, g.bias_declared, *fit_person)
proposal = (
    *holder,
    g.own_score,
    g.second_score,
    g.opinions_in,
    g.window_over,
    g.rules_kept,
    g.within_rate,
    g.cuts_reasoned,
    g.budget_year_open,
)

APPLYING: tuple[Row, ...] = (
    Step(T.OPEN_DRAFT, S.NEW, S.DRAFT, (g.call_announced,), sets=("call",)),
    *leads(T.DISCARD, S.EXPIRED, *BEFORE_SUBMISSION, ends=("*",), sets=("retention",)),
    *leads(
        T.EXPIRE,
        S.EXPIRED,
        *BEFORE_SUBMISSION,
        guards=(g.call_over,),
        ends=("*",),
        sets=("retention",),
    ),
    *stays(T.EXTEND, *BEFORE_SUBMISSION, guards=(g.reason_given, g.later_end), sets=("call",)),
    *stays(T.SET_RIGHTS, *BEFORE_SUBMISSION, guards=entrusting),
    Step(T.ASK_COSIGN, S.DRAFT, S.COSIGNING, asking, when=g.somebody_missing, sets=("cosign",)),
    # Nothing has changed for anybody since they signed.
    Step(T.ASK_COSIGN, S.DRAFT, S.COSIGNED, asking, when=g.all_signed),
    Step(T.COSIGN, S.COSIGNING, S.COSIGNING, (*cosigning, g.others_missing)),
    Step(
        T.COSIGN_LAST,
        S.COSIGNING,
        S.COSIGNED,
        (*cosigning, g.nobody_else_missing),
        ends=("cosign",),
    ),
    *leads(T.DECLINE_COSIGN, S.DRAFT, *TOGETHER, guards=(g.reason_given,), ends=("cosign",)),
    *leads(T.CHANGE_AFTER_COSIGN, S.DRAFT, *TOGETHER, ends=("cosign",)),
    Step(
        T.SUBMIT,
        S.DRAFT,
        S.SUBMITTED,
        (g.alone, *submitting),
        deed=Deed.SUBMITTED,
        ends=("call",),
        sets=("claim", "vwgo75", *PROMISES),
    ),
    Step(
        T.SUBMIT,
        S.COSIGNED,
        S.SUBMITTED,
        (g.all_signed, *submitting),
        deed=Deed.SUBMITTED,
        ends=("call",),
        sets=("claim", "vwgo75", *PROMISES),
    ),
)

REVIEWING: tuple[Row, ...] = (
    Step(
        T.CLAIM,
        S.SUBMITTED,
        S.IN_CHECK,
        (g.bias_declared, *fit_person),
        distinct_from=(Deed.SUBMITTED, Deed.SCORED, Deed.OPINED),
        deed=Deed.HELD,
        ends=("claim",),
        sets=("check",),
    ),
    # The lead gives it to somebody, who answers the question of bias before the first look.
    Step(
        T.ASSIGN,
        S.SUBMITTED,
        S.IN_CHECK,
        (g.new_holder_fit,),
        ends=("claim",),
        sets=("check",),
    ),
    Step(
        T.GIVE_BACK,
        S.IN_CHECK,
        S.SUBMITTED,
        (g.is_holder, g.reason_given),
        ends=("check",),
        sets=("claim",),
    ),
    Step(
        T.CLAIM_LAPSED, S.IN_CHECK, S.SUBMITTED, (g.claim_idle,), ends=("check",), sets=("claim",)
    ),
    *stays(T.HAND_OVER, *HELD, guards=(g.reason_given, g.new_holder_fit)),
    *leads(
        T.REQUEST_INFO,
        S.INFO_REQUESTED,
        S.IN_CHECK,
        S.IN_ASSESSMENT,
        guards=(*holder, g.items_given),
        sets=("answer",),
    ),
    Step(
        T.ASK_EXTENSION,
        S.INFO_REQUESTED,
        S.INFO_REQUESTED,
        (g.answer_in_time, g.no_extension_asked, g.later_answer, g.reason_given),
        sets=("extension",),
    ),
    Step(
        T.GRANT_EXTENSION,
        S.INFO_REQUESTED,
        S.INFO_REQUESTED,
        (*holder, g.extension_asked, g.later_answer),
        ends=("extension",),
        sets=("answer",),
    ),
    Step(
        T.REFUSE_EXTENSION,
        S.INFO_REQUESTED,
        S.INFO_REQUESTED,
        (*holder, g.extension_asked, g.reason_given),
        ends=("extension",),
    ),
    *back(T.ANSWER, (g.all_answered,)),
    *back(T.ANSWER_LAPSED, (g.answer_overdue, g.no_extension_asked)),
    *stays(
        T.ANSWER_LATE,
        *(S.SUBMITTED, S.IN_CHECK, S.IN_ASSESSMENT),
        guards=(g.items_lapsed, g.all_answered),
    ),
    # A promise is kept until the notice tells the decision; what is proposed stays proposed.
    *stays(
        T.DELIVER_ANNEX,
        *(*UNDECIDED, S.WAITLISTED, *PROPOSED),
        guards=(g.annex_promised, g.annex_missing, g.file_given),
    ),
    *stays(
        T.DELIVER_ANNEX,
        *DECIDED,
        guards=(g.annex_promised, g.annex_missing, g.file_given, g.notice_unrecorded),
    ),
    *stays(T.CHANGE_CONTACT, S.SUBMITTED, *HELD, guards=(g.contact_differs,)),
    Step(
        T.ACCEPT_COMPLETE,
        S.IN_CHECK,
        S.IN_ASSESSMENT,
        (*holder, g.points_judged, g.nothing_open, g.no_knockout),
        ends=("check",),
        sets=("assess", "opinion"),
    ),
    Step(
        T.RECOMMEND,
        S.IN_ASSESSMENT,
        S.REVIEWED,
        (*proposal, g.money_left),
        deed=Deed.PROPOSED,
        ends=("assess", "opinion"),
        sets=("approve1",),
        books="reserve",
    ),
    *leads(
        T.RECOMMEND_REJECTION,
        S.REVIEWED,
        S.IN_CHECK,
        S.IN_ASSESSMENT,
        guards=(*holder, g.ground_given, g.reason_given, g.facts_put),
        deed=Deed.PROPOSED,
        ends=("check", "assess", "opinion"),
        sets=("approve1",),
    ),
    Step(
        T.PUT_ON_WAITLIST,
        S.IN_ASSESSMENT,
        S.WAITLISTED,
        (*proposal, g.money_short),
        deed=Deed.PROPOSED,
        ends=("assess", "opinion"),
        sets=("list_end",),
    ),
    Step(
        T.MOVE_UP,
        S.WAITLISTED,
        S.REVIEWED,
        (g.best_rank, g.budget_year_open, g.money_left),
        ends=("list_end",),
        sets=("approve1",),
        books="reserve",
    ),
    Step(
        T.LIST_CLOSED,
        S.WAITLISTED,
        S.IN_ASSESSMENT,
        (g.budget_year_over,),
        ends=("list_end",),
        sets=("assess",),
    ),
)
