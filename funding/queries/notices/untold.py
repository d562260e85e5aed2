"""Why did nobody, or not this person, get a notice? The reason as codes, from the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from funding.models import Application, AuditEntry, Change, Notice, Opinion
from funding.notices.audiences import names_of
from funding.notices.people import CONTACT, Audience
from funding.queries.case import Case
from funding.queries.notices.conditions import parts_meant, unmet
from funding.queries.notices.of_case import DIGEST, cause_id
from funding.queries.notices.owed_by import ByStep, days_owing, steps_owing
from funding.queries.notices.persons import Somebody
from funding.queries.notices.thresholds import Passing, passings
from workflows.application import State

# As many of somebody's own notices as are told, the latest first.
LATEST = 3


class Why(NamedTuple):
    """One reason: its code, and what its sentence names."""

    code: str
    params: Mapping[str, Any]


def why(case: Case, kind: str, who: Somebody | None) -> list[Why]:
    """Tell why a kind of notice was not owed on a case, or not to somebody, or what became of it.

    Reads only; every reason comes from the rules that owe notices, not from a list beside them.
    """
    told = _rows(case, kind, who)
    if who is not None and told:
        return [_became(row) for row in told[:LATEST]]
    if who is not None and who.account_id is None:
        return [Why("no_account", {"name": who.name})]
    found = [*_of_steps(case, kind, who, told), *_of_days(case, kind, who, told)]
    return list({(one.code, str(one.params)): one for one in found}.values())


def about_somebody(case: Case, who: Somebody) -> list[Why]:
    """Tell how somebody stands to a case, where no kind of notice is named."""
    if who.account_id is None:
        return [Why("no_account", {"name": who.name})]
    count = case.session.scalar(
        select(func.count())
        .select_from(Notice)
        .where(
            Notice.application_id == case.application.id,
            Notice.account_id == who.account_id,
            Notice.state == "sent",
        )
    )
    found = [Why("told_so_far", {"name": who.name, "count": count or 0})]
    if who.biased_since is not None:
        found.append(Why("biased", {"name": who.name, "at": who.biased_since}))
    if not who.active:
        found.append(Why("inactive", {"name": who.name}))
    return found


def _rows(case: Case, kind: str, who: Somebody | None) -> Sequence[Any]:
    query = (
        select(
            *(Notice.key, Notice.state, Notice.created_at, Notice.sent_at, Notice.next_at),
            *(Notice.attempts, Notice.deadline_id, Notice.withheld),
            DIGEST.sent_at.label("digest_at"),
        )
        .outerjoin(DIGEST, DIGEST.id == Notice.digest_id)
        .where(Notice.application_id == case.application.id, Notice.kind == kind)
        .order_by(Notice.created_at.desc(), Notice.id.desc())
    )
    if who is not None and who.account_id is None:
        query = query.where(Notice.municipality_key == who.key, Notice.role == CONTACT)
    elif who is not None:
        query = query.where(Notice.account_id == who.account_id)
    return case.session.execute(query.limit(50)).all()


def _became(row: Any) -> Why:
    if row.state == "sent" and row.digest_at is not None:
        return Why("is_in_digest", {"at": row.sent_at, "digest": row.digest_at})
    if row.state == "sent" and row.withheld:
        return Why(f"is_withheld_{row.withheld}", {"at": row.sent_at})
    at = {"owed": row.next_at, "sent": row.sent_at}.get(row.state, row.created_at)
    return Why(f"is_{row.state}", {"at": at, "count": row.attempts})


def _taken(case: Case, steps: Sequence[ByStep]) -> dict[tuple[str, str], Any]:
    """Return the last entry of each of these steps in the audit of the case and its parts."""
    if not steps:
        return {}
    opinions = select(Opinion.id).where(Opinion.application_id == case.application.id)
    changes = select(Change.id).where(Change.application_id == case.application.id)
    entry = AuditEntry
    rows = case.session.execute(
        select(entry.id, entry.workflow, entry.trigger, entry.at, entry.target, entry.details)
        .where(
            or_(
                and_(entry.workflow == "application", entry.subject_id == case.application.id),
                and_(entry.workflow == "opinion", entry.subject_id.in_(opinions)),
                and_(entry.workflow == "change", entry.subject_id.in_(changes)),
            ),
            entry.trigger.in_({one.trigger for one in steps}),
        )
        .order_by(entry.at, entry.version)
    )
    return {(row.workflow, row.trigger): row for row in rows}


def _of_steps(case: Case, kind: str, who: Somebody | None, told: Sequence[Any]) -> Iterator[Why]:
    steps = steps_owing(kind)
    taken = _taken(case, steps)
    for one in steps:
        if one.workflow == "act":
            yield from _of_act(case, one, who, told)
        elif (entry := taken.get((one.workflow, one.trigger))) is None:
            yield Why("step_not_taken", {"step": (one.workflow, one.trigger)})
        else:
            yield from _of_step(case, one, entry, who, told)


def _of_act(case: Case, one: ByStep, who: Somebody | None, told: Sequence[Any]) -> Iterator[Why]:
    """Tell of an act that leaves no entry of its own: only its notices say that it was done."""
    named = {"step": (one.workflow, one.trigger)}
    if who is not None:
        yield from _personal(case, one.owed.audience, who, None, named)
    elif told:
        yield Why("told_of_act", named | {"count": len(told), "at": told[0].created_at})
    else:
        yield Why("act_not_done", named)


def _of_step(
    case: Case, one: ByStep, entry: Any, who: Somebody | None, told: Sequence[Any]
) -> Iterator[Why]:
    named = {"step": (one.workflow, one.trigger), "at": entry.at}
    count = sum(cause_id(row.key) == entry.id for row in told)
    if count:
        yield Why("told_of_step", named | {"count": count})
    elif not _meant(case, one, entry):
        yield Why("not_meant", named)
    elif who is None:
        yield Why("nobody_there", named | {"audience": names_of(one.owed.audience)})
    else:
        yield from _personal(case, one.owed.audience, who, entry.at, named)


def _meant(case: Case, one: ByStep, entry: Any) -> bool:
    """Ask the rule whether it means the step as it was taken then."""
    if one.workflow != "application":
        return True
    app = case.application
    then = Application(
        state=State(entry.target), final_cents=app.final_cents, paid_cents=app.paid_cents
    )
    return one.owed.when(then, int((entry.details or {}).get("amount_cents") or 0))


def _personal(
    case: Case,
    audience: Audience,
    who: Somebody,
    at: datetime | None,
    named: Mapping[str, Any],
) -> Iterator[Why]:
    """Tell what stood between a rule and somebody when it came to be."""
    named = dict(named) | {"name": who.name, "audience": names_of(audience)}
    parts = parts_meant(audience, who, case)
    if at is not None and who.account_since is not None and who.account_since > at:
        yield Why("account_later", named | {"since": who.account_since})
    elif who.biased_since is not None and (at is None or who.biased_since <= at):
        yield Why("biased", named | {"at": who.biased_since})
    elif not who.active:
        yield Why("inactive", named)
    elif not parts:
        yield Why("not_in_audience", named | {"roles": tuple({p.role for p in who.parts})})
    elif at is not None and all(p.since is not None and p.since > at for p in parts):
        since = min(p.since for p in parts if p.since is not None)
        yield Why("role_later", named | {"role": parts[0].role, "since": since})
    else:
        condition = unmet(audience, who, case)
        yield Why(f"not_{condition}" if condition else "not_then", named)


def _of_days(case: Case, kind: str, who: Somebody | None, told: Sequence[Any]) -> Iterator[Why]:
    rules = days_owing(kind)
    if not rules:
        return
    found = passings(case, rules)
    if not found:
        yield Why("deadline_never", {"deadlines": tuple({one.deadline for one in rules})})
    for one in found:
        named = one.named()
        if one.code != "told":
            yield Why(one.code, named)
        elif who is None:
            yield _told_on(one, told)
        else:
            yield from _personal(case, one.rule.threshold.audience, who, one.at, named)


def _told_on(one: Passing, told: Sequence[Any]) -> Why:
    named = one.named()
    end = f":{one.version}:{one.rule.threshold.name}"
    causes = [row.key.rsplit(":", 2)[0] for row in told if row.deadline_id == one.deadline_id]
    count = sum(cause.endswith(end) for cause in causes)
    if count == 0:
        return Why("nobody_there", named | {"audience": names_of(one.rule.threshold.audience)})
    return Why("told_of_day", named | {"count": count})
