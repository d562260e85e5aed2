"""A step of a drawdown: its state with version, the audit, who is told, and when it is paid, money.

Everything in the transaction of whoever acts; the payment is a step of the case beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from funding.errors import Outdated
from funding.law import workdays
from funding.law.drawing import last_need
from funding.law.periods import end_of_period
from funding.models import Drawdown
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import Recipient, candidates
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.draw_answers import facts_of, hands, settling
from funding.queries.spending.drawdowns import unused_draws
from funding.services import step
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.reporting.interest_limit import keep_limit
from workflows.application import Deed as CaseDeed
from workflows.drawdown import DRAWDOWN, Trigger

REMINDED = ("act", "draw_reminded")
# Which of the drawdown's persons a step names; a step back forgets them.
NAMES: Mapping[Trigger, tuple[str, CaseDeed]] = {
    Trigger.CHECK: ("checked_by_id", CaseDeed.CERTIFIED),
    Trigger.COMPUTE: ("computed_by_id", CaseDeed.CERTIFIED),
    Trigger.ORDER: ("ordered_by_id", CaseDeed.ORDERED),
    Trigger.PAY: ("paid_by_id", CaseDeed.PAID),
}
# After these it stands whether, or until when, interest runs on a drawdown.
BEARS_INTEREST = (Trigger.LAPSE, Trigger.CONFIRM_USE, Trigger.REPAY)
FORGETS: Mapping[Trigger, tuple[str, ...]] = {
    Trigger.QUESTION: ("checked_by_id",),
    Trigger.BOUNCE: ("ordered_by_id", "ordered_on", "file_id"),
}


def take(
    case: Case,
    draw: Drawdown,
    trigger: Trigger,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    **columns: Any,
) -> None:
    """Take a step of a drawdown; ``given`` as in ``facts_of``. Raises as a step of a case does."""
    if version is not None and version != draw.version:
        raise Outdated(version, draw.version, draw.id)
    reason = str(given.get("reason") or "")
    known = {"reference": case.application.reference, "number": draw.number}
    known |= {"amount_cents": draw.amount_cents}
    if day := given.get("day"):
        known["day"] = day.isoformat()
    columns |= {"told": 0, "due_on": _due(case, draw, trigger, given)}
    columns |= dict.fromkeys(FORGETS.get(trigger, ()))
    if reason or trigger in (Trigger.REQUEST, Trigger.CHECK):
        columns["remark"] = reason
    if trigger in NAMES:
        column, deed = NAMES[trigger]
        columns[column] = case.actor.person_id
        step.record_hand(case, deed)
    _move, audit_id = step.follow(
        case.session,
        case.actor,
        DRAWDOWN,
        draw,
        trigger,
        facts_of(case, draw, given),
        at=case.now,
        note=reason,
        details=lambda _move: known,
        scope=case.scope,
        **columns,
    )
    tell(case, draw, OWED[DRAWDOWN.name, trigger], str(audit_id), reason)
    if trigger in BEARS_INTEREST:
        keep_limit(case, str(trigger))


def _due(case: Case, draw: Drawdown, trigger: Trigger, given: Mapping[str, Any]) -> date | None:
    """Return the day until which somebody has to act after a step, if anybody has."""
    if trigger == Trigger.PAY:
        paid_on: date | None = given["day"]
        if paid_on is None or draw.refund or settling(case):
            return None
        return last_need(paid_on, case.rule("use_months"))
    if trigger == Trigger.QUESTION:
        return end_of_period(case.today, weeks=case.rule("answer_weeks")).end
    if trigger == Trigger.LAPSE:
        return draw.due_on
    if trigger in (Trigger.REQUEST, Trigger.CHECK, Trigger.COMPUTE, Trigger.ORDER, Trigger.BOUNCE):
        return workdays.add_working_days(case.today, case.rule("drawdown_days"))
    return None


def tell(case: Case, draw: Drawdown, meant: Sequence[Owed], cause: str, reason: str = "") -> None:
    """Owe notices about a drawdown; who has certified, ordered or paid it is not asked again."""
    about = about_case(case, proposers=frozenset(person for _deed, person in hands(draw)))
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=draw.due_on)
    path = f"{case.application.reference}/mittelabrufe/{draw.number}"

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        return facts(recipient) | {
            "amount": draw.amount_cents,
            "reason": reason,
            "draw_number": draw.number,
            "value_date": draw.value_on.isoformat() if draw.value_on else "",
            "path": f"/antraege/{path}" if town else f"/vorgaenge/{path}",
        }

    owe_beside(case, meant, about, everyone, in_words, cause)


def account_for_draws(case: Case) -> None:
    """Take a complete proof of use as the confirmation that what was paid is used."""
    for draw in unused_draws(case):
        used_on = max(draw.value_on or case.today, case.answers.ends_on or case.today)
        day = min(used_on, case.today)
        take(case, draw, Trigger.CONFIRM_USE, {"day": day}, used_on=day)


def payment_of(draw: Drawdown, day: date, remark: str, *, back: bool = False) -> Details:
    """Return what the payment of a drawdown, or its repayment, adds to the step of the case."""
    details = Details(
        amount_cents=-draw.amount_cents if back else draw.amount_cents,
        value_on=day,
        reason=remark,
    )
    if not back:
        details["drawdown_id"] = draw.id
    return details
