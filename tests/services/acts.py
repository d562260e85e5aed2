"""One favourable act for each step, and for each of its guards what spoils just that guard."""

from __future__ import annotations

from datetime import date, timedelta

from funding.db import transaction
from funding.demo.auditing import prepare_audit
from funding.models import (
    Answers,
    CheckPoint,
    CoSignature,
    DecisionNotice,
    Hand,
    Hearing,
    InformationRequest,
    IssuedNotice,
    Line,
    Partner,
    Proof,
    Proposal,
    Recovery,
    SampleCase,
)
from funding.policy import CLOCK as THE_CLOCK
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.judge_points import judge_points
from funding.words.checkpoints import CHECKPOINTS
from tests.services import attempts as a
from tests.services import together as t
from tests.services.attempts import Act, by, notice, on, on_call, on_case, on_line, typed
from tests.services.spending import issuing
from tests.services.spending.remedying import contested, interest_contested
from tests.stages import (
    AUDITOR,
    BUDGET,
    EDITOR,
    FIRST,
    LAST_PARTNER,
    PARTNER,
    PARTNERS,
    SECOND,
    SIGNATORY,
    bring_together,
)
from workflows.application import State as S
from workflows.application import Trigger as T

CASHIER = a.FOUR[3]
REVIEWER, OTHER, CLOCK = a.REVIEWER, a.OTHER, None
LEAD, SCORER = "teamleitung@smi.example", "zweitbewertung@smi.example"
REASON = {"reason_given": [typed(reason="  "), typed(reason=None)]}
SIGNED = {"reauthenticated": [typed(reauthenticated=False)]}
HOLDS = {"is_holder": [a.by_another]}
HOLDER = HOLDS | {"bias_declared": [a.undeclared]}
# The period ends on Friday, 24 June 2022, and may be extended by four weeks.
LATER = {
    "later_answer": [
        typed(ends_on=date(2022, 6, 24)),
        typed(ends_on=date(2022, 6, 1)),
        typed(ends_on=date(2022, 7, 23)),
        typed(ends_on=date(9999, 12, 31)),
        typed(ends_on=None),
    ]
}
DATES = [
    typed(evidence=" "),
    typed(channel="taube"),
    typed(issued_on=None),
    typed(notified_on=None),
    lambda s: s.details.update(notified_on=s.details["issued_on"] - timedelta(days=1)),
    lambda s: s.details.update(notice(s.today + timedelta(days=1))),
    lambda s: s.details.update(notice(s.today - timedelta(days=3))),
    typed(notified_on=date(2022, 6, 30)),
    typed(notified_on=date(9999, 12, 31)),
    lambda s: s.details.update(waived_on=s.today + timedelta(days=1)),
    lambda s: s.details.update(waived_on=s.details["notified_on"] - timedelta(days=1)),
]
FINAL_DATES = [d for n, d in enumerate(DATES) if n != 7]  # that day is past by then
NOT_SERVED = [typed(served_id=None), on(IssuedNotice, state="sent"), on(IssuedNotice, kind="award")]
PROPOSED = {
    "proposal_is_grant": [on(Proposal, kind="rejection", amount_cents=0)],
    "hands_unbiased": [a.biased(REVIEWER), a.biased(SCORER)],
    "absent_not_signed": [a.in_place_of_a_signer],
}
APPROVAL = PROPOSED | {
    "reservation_stands": [on(Proposal, amount_cents=1), on(Proposal, amount_cents=2_000_001)],
    "within_limit": [a.signing_limit(1_999_999)],
    "unchanged": [a.changed_since],
}
REJECTION = REASON | {
    "hands_unbiased": [a.biased(REVIEWER)],
    "absent_not_signed": [a.in_place_of_a_signer],
    "unchanged": [a.changed_since],
}
PLAN = HOLDER | {
    "own_score": [a.without_marks(first=True)],
    "second_score": [a.without_marks(first=False), a.biased_quietly(SCORER)],
    "opinions_in": [a.opinion_outstanding],
    "window_over": [on_call(rolling=False, state="open")],
    "rules_kept": [on(Answers, own_cash_cents=1), on(Line, year=2021)],
    "within_rate": [typed(amount_cents=2_000_001), typed(amount_cents=0)],
    "cuts_reasoned": [typed(amount_cents=1_999_999, reason=" ")],
    "budget_year_open": [on_call(year=2021)],
}


def no_bias(story, reference):
    story.act(REVIEWER, lambda s, who: declare_bias(s, who, reference, biased=False))


def judge(story, reference):
    verdicts = dict.fromkeys(CHECKPOINTS, ("met", ""))
    story.act(REVIEWER, lambda s, who: judge_points(s, who, reference, verdicts))


def lapse(story, reference):
    story.moved.instant += timedelta(days=40)
    with transaction() as session:
        perform(session, THE_CLOCK, reference, T.ANSWER_LAPSED, {})


def cessation(story, reference):
    story.step(OTHER, reference, T.PROPOSE_CESSATION, reason="aufgelöst")


def record(story, reference):
    story.step(REVIEWER, reference, T.RECORD_NOTICE, **notice(story.today))


def provided(story, reference):
    issuing.provided(story, reference)


def paid(story, reference):
    story.pay_rest(reference)


def overpaid_and_served(attempt):
    a.heard_of(60_000)(attempt)
    a.final_notice_of("served")(attempt)


def words(**more):
    return lambda _today: {"reason": "so ist es", "reauthenticated": True} | more


def grant(_today):
    return {"amount_cents": 2_000_000, "reason": "gut"}


def promised(_today):
    return {"slot": "resolution", "files": ["f" * 64]}


def money(today):
    return {"amount_cents": 100_000, "value_on": today}


def write_together(story):
    return bring_together(story, S.DRAFT)


def first_signs(story, reference):
    story.cosign(reference, PARTNERS[0])


def take_back(story, reference):
    story.step(EDITOR, reference, T.CHANGE_AFTER_COSIGN)


SUBMITTING = SIGNED | {
    "call_open": [on_call(closes_at=a.instant(date(2022, 6, 1))), on_call(state="cancelled"),
                  on_call(opens_at=a.instant(date(2022, 6, 8)))],
    "complete": [on_case(title="x"), on(Answers, problem=""), on(Answers, declarations=[])],
    "advised": [on(Answers, advice="dated"), on(Answers, advice_on=date(2022, 6, 8))],
    "not_begun": [on(Answers, begun=True), on(Answers, begun=None)],
}  # fmt: skip
ASKING = {
    "partners_named": [a.without(Partner), on(Answers, together=False)],
    "agreement_named": [on(Answers, agreement=""), on(Answers, agreement_on=None)],
    "complete": [on_case(title="x"), on(Answers, problem=""), on(Answers, declarations=[])],
}
COSIGNING = SIGNED | {
    "this_version": [typed(fingerprint=""), typed(fingerprint=None), on(Answers, place="Anderswo"),
                     on(Partner, contribution_cents=1), t.on_partner(PARTNERS[0], task="Neu")],
}  # fmt: skip

PROVED = SIGNED | {
    "period_over": [on(Answers, ends_on=date(2023, 1, 2))],
    "interims_in": [on(Answers, begins_on=date(2021, 9, 1)), a.interim_given_back],
    "no_open_draw": [a.asked_for(), a.asked_for("computed")],
    "no_open_change": [a.change_pending("shift"), a.change_pending("less", "assessed")],
    "proof_complete": [on(Proof, narrative=" "), on(Proof, results=""),
                       on(Proof, necessity=" "), a.goal_said(actual=" "),
                       a.goal_said(reached=""), a.goal_said(reached="partly"),
                       a.goal_said(reached="no", remark=" "), a.goal_said(),
                       on(Proof, confirmed=False), a.proved(0), a.proved(None),
                       a.receipted(1), a.receipted(None)],
}  # fmt: skip

ACTS = [
    Act(T.SET_RIGHTS, S.DRAFT, SIGNATORY, begin=t.entrust(EDITOR, "read"), spoilers={
        "rights_change": [t.entrust(EDITOR, "edit"), typed(rights={}), typed(rights=None)],
        "rights_in_town": [t.entrust(a.RODEWISCH_SIGNS, "read"), t.entrust(EDITOR, "own"),
                           typed(rights={"x": "read"})],
        "rights_within_role": [t.entrust(EDITOR, "sign")],
        "signer_left": [t.entrust(SIGNATORY, "edit"), t.entrust(SIGNATORY, "read")]}),
    Act(T.ASK_COSIGN, S.DRAFT, EDITOR, write=write_together, spoilers=ASKING),
    Act(T.ASK_COSIGN, S.DRAFT, EDITOR, brought=S.COSIGNED, prepare=take_back, spoilers=ASKING),
    Act(T.COSIGN, S.COSIGNING, PARTNER, words(), begin=t.reads, spoilers=COSIGNING | {
        "not_signed_yet": [t.signed(PARTNERS[0])],
        "others_missing": [t.signed(PARTNERS[1])]}),
    Act(T.COSIGN_LAST, S.COSIGNING, LAST_PARTNER, words(), prepare=first_signs, begin=t.reads,
        spoilers=COSIGNING | {
        "this_version": [*COSIGNING["this_version"][:4], t.on_partner(PARTNERS[1], task="Neu")],
        "not_signed_yet": [t.signed(PARTNERS[1])],
        "nobody_else_missing": [a.without(CoSignature), on(CoSignature, fingerprint="0" * 64)]}),
    Act(T.DECLINE_COSIGN, S.COSIGNING, PARTNER, words(), spoilers=REASON),
    Act(T.DECLINE_COSIGN, S.COSIGNED, PARTNER, words(), spoilers=REASON),
    Act(T.CHANGE_AFTER_COSIGN, S.COSIGNING, EDITOR),
    Act(T.CHANGE_AFTER_COSIGN, S.COSIGNED, EDITOR),
    Act(T.SUBMIT, S.COSIGNED, SIGNATORY, words(), spoilers=SUBMITTING | {
        "all_signed": [
            a.without(CoSignature), on(CoSignature, fingerprint="0" * 64),
            on(Answers, place="Anderswo"), on(Partner, contribution_cents=1),
            t.on_partner(PARTNERS[0], task="Neu"), t.ended(PARTNERS[1])]}),
    Act(T.DISCARD, S.COSIGNING, SIGNATORY),
    Act(T.EXPIRE, S.COSIGNED, CLOCK, day=date(2022, 9, 2), spoilers={
        "call_over": [on_call(closes_at=a.instant(date(2022, 9, 3)))]}),
    Act(T.DISCARD, S.DRAFT, SIGNATORY),
    Act(T.EXPIRE, S.DRAFT, CLOCK, day=date(2022, 9, 2), spoilers={
        "call_over": [on_call(closes_at=a.instant(date(2022, 9, 3))),
                      on_case(own_closing_at=a.instant(date(2022, 9, 3)))]}),
    Act(T.EXTEND, S.DRAFT, LEAD, words(ends_on=date(2022, 9, 15)), spoilers=REASON | {
        "later_end": [typed(ends_on=date(2022, 8, 31)), typed(ends_on=None),
                      typed(ends_on=date(2022, 6, 1)), typed(ends_on=date(2023, 9, 3)),
                      typed(ends_on=date(9999, 12, 31))]}),
    Act(T.SUBMIT, S.DRAFT, SIGNATORY, words(), ready=True, spoilers=SUBMITTING | {
        "alone": [t.named_partner]}),
    Act(T.CLAIM, S.SUBMITTED, REVIEWER, prepare=no_bias, spoilers={"bias_declared": [by(OTHER)]}),
    Act(T.GIVE_BACK, S.IN_CHECK, REVIEWER, words(), spoilers=HOLDS | REASON),
    Act(T.CLAIM_LAPSED, S.IN_CHECK, CLOCK, day=date(2022, 6, 15), spoilers={
        "claim_idle": [on_case(last_act_at=a.instant(date(2022, 6, 8)))]}),
    Act(T.ASSIGN, S.SUBMITTED, LEAD, begin=a.new_holder(OTHER), spoilers={
        "new_holder_fit": [
            a.new_holder(SCORER), a.new_holder(SIGNATORY), typed(new_holder_id=None),
            a.at_home(OTHER), a.inactive(OTHER), a.biased(OTHER), a.hand(OTHER, "scored")]}),
    Act(T.HAND_OVER, S.IN_CHECK, LEAD, words(), begin=a.new_holder(OTHER), spoilers=REASON | {
        "new_holder_fit": [
            a.new_holder(REVIEWER), a.new_holder(SCORER), a.new_holder(SIGNATORY),
            typed(new_holder_id=None), a.at_home(OTHER), a.inactive(OTHER), a.biased(OTHER),
            a.hand(OTHER, "scored")]}),
    Act(T.REQUEST_INFO, S.IN_CHECK, REVIEWER, words(items=["Beschluss"]), spoilers=HOLDER | {
        "items_given": [typed(items=[]), typed(items=["  "])]}),
    Act(T.ASK_EXTENSION, S.INFO_REQUESTED, EDITOR, words(ends_on=date(2022, 7, 15)),
        spoilers=REASON | LATER | {
        "answer_in_time": [on(InformationRequest, due_on=date(2022, 6, 6))],
        "no_extension_asked": [a.asked_longer]}),
    Act(T.GRANT_EXTENSION, S.INFO_REQUESTED, REVIEWER, words(ends_on=date(2022, 7, 15)),
        begin=a.asked_longer, spoilers=HOLDER | LATER | {"extension_asked": [a.nobody_asks]}),
    Act(T.REFUSE_EXTENSION, S.INFO_REQUESTED, REVIEWER, words(), begin=a.asked_longer,
        spoilers=HOLDER | REASON | {"extension_asked": [a.nobody_asks]}),
    Act(T.ANSWER, S.INFO_REQUESTED, EDITOR, begin=a.items(answer="Ja."), spoilers={
        "all_answered": [a.items(answer=" ")]}),
    Act(T.ANSWER_LAPSED, S.INFO_REQUESTED, CLOCK, day=date(2022, 7, 20), spoilers={
        "answer_overdue": [on(InformationRequest, due_on=date(2022, 7, 20))],
        "no_extension_asked": [a.asked_longer]}),
    Act(T.ANSWER_LATE, S.IN_CHECK, EDITOR, brought=S.INFO_REQUESTED, prepare=lapse,
        begin=a.items(answer="Ja."), spoilers={
        "items_lapsed": [a.items(state="answered")], "all_answered": [a.items(answer="")]}),
    *(Act(T.DELIVER_ANNEX, state, EDITOR, promised, spoilers={
        "annex_promised": [typed(slot="description"), typed(slot=None), a.nothing_promised],
        "annex_missing": [a.annex_there],
        "file_given": [typed(files=[]), typed(files=None)]}) for state in (S.SUBMITTED, S.REVIEWED)),
    Act(T.DELIVER_ANNEX, S.APPROVED, EDITOR, promised, spoilers={
        "annex_promised": [a.nothing_promised], "annex_missing": [a.annex_there],
        "file_given": [typed(files=None)], "notice_unrecorded": [a.noticed]}),
    Act(T.CHANGE_CONTACT, S.IN_CHECK, EDITOR, words(fields=["contact_phone"]), spoilers={
        "contact_differs": [typed(fields=[]), typed(fields=None)]}),
    Act(T.ACCEPT_COMPLETE, S.IN_CHECK, REVIEWER, prepare=judge, spoilers=HOLDER | {
        "points_judged": [a.one_point("open"), a.without(CheckPoint)],
        "nothing_open": [a.open_request], "no_knockout": [a.one_point("failed")]}),
    Act(T.RECOMMEND, S.IN_ASSESSMENT, REVIEWER, grant, spoilers=PLAN | {
        "money_left": [on_line(total_cents=1_999_999), a.on_envelope(total_cents=1_999_999)]}),
    Act(T.RECOMMEND_REJECTION, S.IN_CHECK, REVIEWER, words(ground="merit", facts_put=True),
        spoilers=HOLDER | REASON | {
        "ground_given": [typed(ground=""), typed(ground="whim"), typed(ground=None)],
        "facts_put": [typed(facts_put=False)]}),
    Act(T.PUT_ON_WAITLIST, S.IN_ASSESSMENT, REVIEWER, grant, begin=on_line(total_cents=1_999_999),
        spoilers=PLAN | {"money_short": [on_line(total_cents=2_000_000)]}),
    Act(T.MOVE_UP, S.WAITLISTED, CLOCK, begin=on_line(total_cents=5_500_000), spoilers={
        "best_rank": [a.better_ranked], "budget_year_open": [on_call(year=2021)],
        "money_left": [on_line(total_cents=5_499_999)]}),
    Act(T.LIST_CLOSED, S.WAITLISTED, CLOCK, begin=on_call(year=2021), spoilers={
        "budget_year_over": [on_call(year=2022)]}),
    Act(T.APPROVE_FIRST, S.REVIEWED, FIRST, spoilers=APPROVAL),
    Act(T.APPROVE_SECOND, S.FIRST_APPROVED, SECOND, spoilers=APPROVAL | {
        "hands_unbiased": [a.biased(REVIEWER), a.biased(SCORER), a.biased(FIRST)],
        "funds_released": [on_line(confirmed_at=None)],
        "budget_year_open": [on_call(year=2021)]}),
    Act(T.REJECT_FIRST, S.REVIEWED, FIRST, words(), spoilers=REJECTION),
    Act(T.REJECT_SECOND, S.FIRST_REJECTED, SECOND, words(), spoilers=REJECTION | {
        "hands_unbiased": [a.biased(REVIEWER), a.biased(FIRST)]}),
    Act(T.RETURN_CASE, S.REVIEWED, FIRST, words(), spoilers=REASON),
    Act(T.UNDO_DECISION, S.APPROVED, SECOND, begin=a.decided_ago(4), spoilers={
        "undo_in_time": [by(FIRST), a.decided_ago(5), a.noticed]}),
    Act(T.YEAR_OVER, S.REVIEWED, CLOCK, begin=on_call(year=2021), spoilers={
        "budget_year_over": [on_call(year=2022)], "proposal_is_grant": PROPOSED["proposal_is_grant"]}),
    Act(T.WITHDRAW, S.SUBMITTED, SIGNATORY, words(), spoilers=SIGNED),
    Act(T.WITHDRAW, S.APPROVED, SIGNATORY, words(),
        spoilers=SIGNED | {"notice_unrecorded": [a.noticed]}),
    Act(T.PROPOSE_CESSATION, S.SUBMITTED, OTHER, words(), spoilers=REASON),
    Act(T.DISCONTINUE, S.SUBMITTED, FIRST, words(), prepare=cessation, spoilers=REASON | {
        "cessation_proposed": [a.without(Hand), a.biased(OTHER)]}),
    Act(T.SUCCEED, S.SUBMITTED, LEAD, words(successor_key=a.RODEWISCH), begin=a.successor,
        spoilers=REASON | {
        "successor_named": [typed(successor_key="14523170"), a.no_successor],
        "successor_agreed": [a.signed_by("bearbeitung@rodewisch.example"), a.signed_by(SIGNATORY),
                             a.inactive("zeichnung@rodewisch.example")],
        "none_on_its_way": [a.notice_begun]}),
    Act(T.RECORD_NOTICE, S.APPROVED, REVIEWER, notice, begin=a.decided_ago(5), spoilers=HOLDER | {
        "notice_dated": DATES, "no_notice_open": [a.notice_begun], "undo_over": [a.decided_ago(4)]}),
    Act(T.RETRIEVE_NOTICE, S.APPROVED, EDITOR, prepare=provided, spoilers={
        "notice_fetched": [on(IssuedNotice, ends_on=date(2022, 6, 6), provided_on=date(2022, 6, 1)),
                           on(IssuedNotice, state="withdrawn")]}),
    Act(T.WAIVE_REMEDY, S.APPROVED, SIGNATORY, words(), prepare=record, day=date(2022, 6, 20), spoilers=SIGNED | {
        "notified": [on(DecisionNotice, set_aside_on=date(2022, 8, 1)), a.without(DecisionNotice),
                     a.notified_tomorrow],
        "remedy_open": [a.final_today], "uncontested": [contested()]}),
    Act(T.REOPEN, S.APPROVED, FIRST, words(new_decision_due=True), spoilers=REASON | {
        "new_decision_due": [typed(new_decision_due=False)]}),
    Act(T.CLOSE_REJECTED, S.REJECTED, CLOCK, prepare=record, day=date(2022, 9, 1), spoilers={
        "notice_final": [on(DecisionNotice, final_on=date(2022, 9, 2)),
                         on(DecisionNotice, set_aside_on=date(2022, 8, 1))],
        "uncontested": [contested("rejection"), contested("rejection", "set_aside")]}),
    Act(T.START, S.APPROVED, CLOCK, prepare=record, day=date(2022, 9, 2), spoilers={
        "notified": [on(DecisionNotice, set_aside_on=date(2022, 8, 1)), a.without(DecisionNotice),
                     on(DecisionNotice, notified_on=date(2022, 9, 3), final_on=date(2022, 10, 4))],
        "period_begun": [on(Answers, begins_on=date(2022, 9, 3))]}),
    Act(T.RENOUNCE, S.IN_PROGRESS, SIGNATORY, words(), spoilers=SIGNED | REASON | {
        "notified": [on(DecisionNotice, set_aside_on=date(2022, 8, 1))],
        "no_open_draw": [a.asked_for(), a.asked_for("questioned"), a.asked_for("ordered")]}),
    Act(T.RENOUNCE, S.APPROVED, SIGNATORY, words(), prepare=record, day=date(2022, 6, 20), spoilers=SIGNED | REASON | {
        "notified": [on(DecisionNotice, set_aside_on=date(2022, 8, 1)), a.notified_tomorrow],
        "nothing_paid": [on_case(paid_cents=1)], "no_open_draw": [a.asked_for()]}),
    Act(T.RECORD_PAYMENT, S.IN_PROGRESS, BUDGET, money, begin=a.drawn(), spoilers={
        "notice_final": [on(DecisionNotice, final_on=date(2022, 9, 3))],
        "uncontested": [contested(), contested("award", "set_aside")],
        "on_order": [typed(drawdown_id=None), typed(amount_cents=99_999), a.drawn(99_999),
                     a.drawn(state="ordered"), a.drawn(state="overdue"), a.drawn(booked=True)],
        "within_commitment": [
            a.overdrawn, *(a.undrawn(cents) for cents in (0, -1, None)), typed(value_on=date(2022, 9, 3)), typed(value_on=None),
            typed(value_on=date(2022, 7, 1)), typed(value_on=date(9999, 12, 31))]}),
    Act(T.PERIOD_ENDED, S.IN_PROGRESS, CLOCK, day=date(2023, 1, 1), spoilers={
        "period_over": [on(Answers, ends_on=date(2023, 1, 1)), a.later_end_granted],
        "no_period_asked": [a.change_pending("period")]}),
    Act(T.REPORT, S.REPORT_DUE, SIGNATORY, words(), prepare=lambda story, r: story.write_proof(r),
        spoilers=PROVED),
    *(Act(T.REPORT, state, SIGNATORY, words(), begin=a.unproved,
          spoilers=PROVED | {"about_missing_proof": [on(Hearing, ground="overpaid", claim_cents=1, paid_cents=1),
                             a.whole_grant("renounced"), a.without(Hearing)]})
      for state in (S.HEARING, S.HEARD)),
    Act(T.FINISH_AUDIT, S.REPORTED, AUDITOR, words(recognised_cents=2_000_000),
        prepare=lambda story, r: prepare_audit(story.act, r), spoilers={
        "sample_met": [a.without(SampleCase)],
        "receipts_judged": [a.unjudged],
        "proof_checked": [a.unchecked("formal"), a.unchecked("arithmetic")],
        "within_findings": [a.cut(155_557), typed(recognised_cents=2_155_557)],
        "audit_noted": [typed(reason=" "), typed(recognised_cents=None),
                        typed(recognised_cents=-1), typed(recognised_cents=2_155_557)],
        "heard_first": [on_case(paid_cents=2_000_000)]}),
    Act(T.OPEN_HEARING, S.REPORTED, AUDITOR, words(recognised_cents=2_000_000),
        begin=on_case(paid_cents=1_900_000), spoilers={
        "facts_noted": [typed(reason=" "), typed(recognised_cents=None),
                        typed(recognised_cents=-1)],
        "within_findings": [a.cut(155_557), typed(recognised_cents=2_155_557)],
        "claim_found": [on_case(paid_cents=1_700_000), typed(recognised_cents=2_155_555), on_case(paid_cents=0)]}),
    Act(T.OPEN_HEARING, S.REPORT_DUE, AUDITOR, words(), day=date(2023, 8, 29), begin=a.threatened,
        spoilers={
        "facts_noted": [typed(reason=" "), typed(reason=None)],
        "proof_threatened": [a.threat(told=False), a.threat(deadline_version=9), a.without_threat,
                             a.threat(at=a.instant(date(2023, 8, 1)))],
        "none_ordered": [a.asked_for("ordered")],
        "no_period_asked": [a.change_pending("period")]}),
    Act(T.OPEN_REVOCATION, S.IN_PROGRESS, AUDITOR, words(ground="unlawful"), spoilers={
        "ground_named": [typed(ground=None), typed(ground="proof_missing")],
        "facts_noted": [typed(reason=" "), typed(reason=None)],
        "none_ordered": [a.asked_for("ordered")],
        "no_period_asked": [a.change_pending("period")]}),
    Act(T.COMMENT, S.HEARING, SIGNATORY, words(comment="Das Geld ist verbraucht."),
        spoilers=SIGNED | {"comment_given": [typed(comment=" "), typed(comment=None)]}),
    Act(T.HEARING_LAPSED, S.HEARING, CLOCK, day=date(2023, 3, 1), spoilers={
        "hearing_over": [on(Hearing, due_on=date(2023, 3, 1)), a.without(Hearing)]}),
    Act(T.DROP_CLAIM, S.HEARD, AUDITOR, words(),
        spoilers=REASON | {"not_renounced": [a.whole_grant("renounced")]}),
    Act(T.DROP_CLAIM, S.HEARD, AUDITOR, words(), begin=on_case(return_to="report_due"),
        spoilers=REASON | {"not_renounced": [a.whole_grant("renounced")]}),
    Act(T.DROP_CLAIM, S.HEARD, AUDITOR, words(), begin=on_case(return_to="in_progress"),
        spoilers=REASON | {"not_renounced": [a.whole_grant("renounced")]}),
    Act(T.FINISH_AUDIT, S.HEARD, AUDITOR, words(recognised_cents=2_155_555), spoilers={
        "sample_met": [a.without(SampleCase)],
        "receipts_judged": [a.unjudged],
        "proof_checked": [a.unchecked("formal"), a.unchecked("arithmetic")],
        "within_findings": [a.cut(1), typed(recognised_cents=2_155_557)],
        "audit_noted": [typed(reason=" "), typed(recognised_cents=None)],
        "within_hearing": [typed(recognised_cents=2_155_540), typed(recognised_cents=0),
                           a.without(Hearing)],
        "nothing_recognised": [a.whole_grant("proof_missing"), a.whole_grant("renounced")]}),
    Act(T.RETURN_AUDIT, S.AUDITED, FIRST, words(), spoilers=REASON),
    Act(T.SETTLE, S.AUDITED, FIRST, notice, spoilers={
        "final_notice": FINAL_DATES, "hands_unbiased": [a.biased(AUDITOR)],
        "nothing_overpaid": [on_case(paid_cents=2_000_000)],
        "no_final_open": [a.final_notice_of("drafted")]}),
    Act(T.SERVE_FINAL, S.AUDITED, EDITOR, notice, begin=a.final_notice_of("served"), spoilers={
        "final_served": NOT_SERVED, "final_notice": FINAL_DATES,
        "nothing_overpaid": [on_case(paid_cents=2_000_000)]}),
    Act(T.SERVE_CLAIM, S.AUDITED, EDITOR, notice, begin=overpaid_and_served, spoilers={
        "final_served": NOT_SERVED, "final_notice": FINAL_DATES,
        "claim_to_sign": [on_case(paid_cents=0), a.overpaid(2_499)],
        "within_hearing": [a.overpaid(60_001), a.without(Hearing)],
        "within_year": [on(Hearing, noted_on=date(2021, 5, 1)), a.without(Hearing)]}),
    Act(T.SETTLE_WITH_RECOVERY, S.AUDITED, FIRST, notice, begin=a.heard_of(60_000), spoilers={
        "final_notice": FINAL_DATES, "hands_unbiased": [a.biased(AUDITOR)],
        "claim_to_sign": [on_case(paid_cents=0), a.overpaid(2_499)],
        "within_hearing": [a.overpaid(60_001), a.without(Hearing)],
        "within_year": [on(Hearing, noted_on=date(2021, 5, 1)), a.without(Hearing)],
        "no_final_open": [a.final_notice_of("sent")]}),
    Act(T.BOOK_REPAYMENT, S.RECOVERING, CASHIER, begin=a.came_in(10_000), spoilers={
        "on_claim": [typed(received_id=None), typed(amount_cents=-9_999),
                     typed(amount_cents=10_000), typed(value_on=date(2022, 1, 1)),
                     a.booked, on(Recovery, kind="interest")]}),
    Act(T.RECOVERED, S.RECOVERING, CASHIER, begin=on(Recovery, state="waived"), spoilers={
        "claim_ended": [on(Recovery, state="ordered"), on(Recovery, state="enforced"),
                        on(Recovery, kind="interest"), a.without(Recovery)]}),
    Act(T.REDO_SETTLEMENT, S.SETTLING, FIRST, words(new_decision_due=True), spoilers=REASON | {
        "new_decision_due": [typed(new_decision_due=False)],
        "final_noticed": [a.without(DecisionNotice),
                          on(DecisionNotice, set_aside_on=date(2022, 8, 1))]}),
    Act(T.CLOSE, S.SETTLING, REVIEWER, prepare=paid, day=date(2023, 3, 1), spoilers=HOLDER | {
        "all_paid": [on_case(paid_cents=1)], "no_open_draw": [a.asked_for()],
        "no_open_change": [a.change_pending("less", "questioned")],
        "no_notice_under_way": [a.change_notice_begun],
        "uncontested": [contested("final"), contested("award")],
        "last_notice_final": [on(DecisionNotice, final_on=date(2023, 3, 2)),
                              a.without(DecisionNotice)],
        "interest_computed": [a.without_rates(a.bears_interest())],
        "interest_settled": [a.bears_interest()],
        "interest_ended": [a.bears_interest(0, kind="interest", state="due", amount_cents=1),
                           *map(a.interest_asked, ("hearing", "proposed", "giving_up"))],
        "interest_uncontested": [interest_contested]}),
]  # fmt: skip
