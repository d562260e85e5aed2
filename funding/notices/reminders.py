"""Who is told of which deadline, when: days before (negative) and after its last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from funding.law import workdays
from funding.notices import auditing_people as auditing
from funding.notices import keeping_people as keeping
from funding.notices import people as p
from funding.notices.change_people import asked_towns
from funding.notices.people import Audience
from workflows.application.words import PROMISES


@dataclass(frozen=True, slots=True)
class Threshold:
    """One telling: days from the deadline's last day, in working days where said so.

    ``rule`` names the dated value that says how many days it is; then ``code`` is what it is
    recorded under. One that stands ``apart`` is told whatever has come after it: somebody's rights
    hang on it.
    """

    days: int
    kind: str
    audience: Audience
    working: bool = False
    from_start: bool = False
    rule: str = ""
    code: str = ""
    apart: bool = False

    @property
    def name(self) -> str:
        """Return the name under which it is recorded that it was told."""
        if self.code:
            return self.code
        unit = "wd" if self.working else "d"
        start = "start" if self.from_start else ""
        return f"{start}{self.days:+d}{unit}"

    def told_on(self, due_on: date, set_on: date) -> date:
        """Return the working day on which it is told: the day itself or the one before."""
        if self.from_start:
            day = set_on + timedelta(days=self.days)
        elif self.working and self.days > 0:
            return workdays.add_working_days(due_on, self.days)
        else:
            day = due_on + timedelta(days=self.days)
        if self.days > 0 and not self.from_start:
            return workdays.next_working_day(day)
        return workdays.previous_working_day(day)


def before(kind: str, audience: Audience, *days: int) -> tuple[Threshold, ...]:
    """Write thresholds that many days before the last day."""
    return tuple(Threshold(-d, kind, audience) for d in sorted(days, reverse=True))


def overdue(audience: Audience, boss: Audience = p.lead) -> tuple[Threshold, ...]:
    """Write the thresholds of an office task: on the day, and after 5 and 10 working days."""
    return (
        Threshold(0, "task_overdue", audience),
        Threshold(5, "task_overdue", audience, working=True),
        Threshold(10, "task_overdue", p.either(audience, boss), working=True),
    )


REMINDERS: Mapping[str, tuple[Threshold, ...]] = {
    "call": before("draft_reminder", p.town, 30, 14, 7, 3),
    "cosign": before("cosign_reminder", p.missing_partners, 3),
    "claim": overdue(p.queue),
    "vwgo75": tuple(
        Threshold(days, "legal_limit", p.either(p.holder, p.lead), from_start=True)
        for days in (60, 75, 90)
    ),
    "check": overdue(p.holder),
    "assess": overdue(p.holder),
    "opinion": (*before("score_requested", p.scorers, 4), *overdue(p.scorers)),
    "answer": before("answer_reminder", p.town, 7, 2),
    "extension": overdue(p.holder),
    "approve1": (Threshold(0, "approval_reminder", p.approvers), *overdue(p.approvers)[1:]),
    "approve2": (Threshold(0, "approval_reminder", p.approvers), *overdue(p.approvers)[1:]),
    "sign_notice": (Threshold(0, "task_overdue", p.all_approvers), *overdue(p.all_approvers)[1:]),
    "notice_sign": (Threshold(0, "task_overdue", p.all_approvers), *overdue(p.all_approvers)[1:]),
    "sign_final": (Threshold(0, "task_overdue", p.all_approvers), *overdue(p.all_approvers)[1:]),
    "list_end": before("waitlist_ending", p.town, 30),
    "issue": overdue(p.holder),
    "notice_issue": overdue(p.holder),
    "retrieval": (),
    "notice_retrieval": (),
    "notice_remedy": (),
    "begin": (),
    "remedy": (
        *before("remedy_ending", p.signatories, 7),
        Threshold(1, "notice_final", p.town),
    ),
    "period_end": before("period_ending", p.town, 60, 30),
    "interim": (
        *before("interim_reminder", p.town, 30, 7),
        Threshold(1, "interim_overdue", p.town),
    ),
    "interim_check": overdue(p.holder),
    "proof": (
        *before("proof_reminder", p.town, 90, 30, 7),
        Threshold(1, "proof_overdue", p.town, rule="proof_reminder_days", code="reminder"),
        Threshold(30, "proof_threat", p.town, rule="proof_threat_days", code="threat", apart=True),
        Threshold(
            60,
            "hearing_to_open",
            p.either(auditing.proof_auditors, p.lead),
            rule="proof_hearing_days",
            code="hearing",
        ),
    ),
    "last_draw": before("drawdown_reminder", p.town, 30, 10),
    "audit": overdue(p.proof_auditors),
    "hearing": before("hearing_reminder", p.town, 7, 2),
    "weigh": overdue(auditing.proof_auditors),
    "revocation_year": before(
        "revocation_ending", p.either(auditing.proof_auditors, p.lead), 180, 90, 30
    ),
    "interest_hearing": before("interest_hearing_reminder", p.town, 7, 2),
    "interest_weigh": overdue(auditing.proof_auditors),
    "interest_sign": (Threshold(0, "task_overdue", p.all_approvers), *overdue(p.all_approvers)[1:]),
    # On 1 October and 1 December of the year with whose end it lapses.
    "interest_limit": before("interest_ending", p.either(auditing.proof_auditors, p.lead), 91, 30),
    "settle": overdue(p.holder),
    "court": overdue(p.holder),
    "change_assess": overdue(p.holder),
    "change_approve": (
        Threshold(0, "task_overdue", p.all_approvers),
        *overdue(p.all_approvers)[1:],
    ),
    "change_answer": before("change_reminder", p.town, 7, 2),
    "change_consent": (
        *before("change_consent_reminder", asked_towns, 7, 3),
        Threshold(1, "change_consent_overdue", p.town),
    ),
    "retention": before("task_overdue", keeping.keepers, 60),
    **{kind: before("annex_reminder", p.town, 7, 2) for kind in PROMISES},
    "transfer": (),
    "drawdown": (),
    "recovery": (),
    "bank_details": (),
    "disposal": (),
    "archive_answer": (),
    "draw_answer": (),
    "use": (),
    "year_end": (),
    "opening": (),
    "closing": (),
    "settlement": (),
}


# How many days each rule says that the thresholds of a deadline name.
Ruled = tuple[tuple[str, int], ...]


def rules_of(kind: str) -> tuple[str, ...]:
    """Return the dated rules that say when somebody is told of this kind of deadline."""
    return tuple(one.rule for one in REMINDERS[kind] if one.rule)


@lru_cache(maxsize=512)
def thresholds(kind: str, ruled: Ruled = ()) -> tuple[Threshold, ...]:
    """Return the thresholds of a kind of deadline, with the days that the rules say."""
    days = dict(ruled)
    return tuple(replace(one, days=days.get(one.rule, one.days)) for one in REMINDERS[kind])


@lru_cache(maxsize=4096)
def told_days(
    kind: str, due_on: date, set_on: date, ruled: Ruled = ()
) -> tuple[tuple[Threshold, date], ...]:
    """Return the thresholds of a deadline, each with the working day on which it is told."""
    return tuple((one, one.told_on(due_on, set_on)) for one in thresholds(kind, ruled))
