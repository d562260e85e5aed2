"""The decision desk: who would get money by rank, and what if; nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from funding import clock
from funding.forms.deciding import ScenarioForm
from funding.forms.speech import language
from funding.law import berlin
from funding.law.ranking import Placed, cut
from funding.models import Call, Envelope
from funding.pictures.envelope import envelope_picture
from funding.pictures.figures import Picture
from funding.policy import permits, require
from funding.queries.administration import rules
from funding.queries.budget import pots
from funding.queries.deciding import ranking
from funding.queries.deciding.scenario import PLAIN, Money, Outcome, Scenario, weigh
from funding.web.asked_scenario import Asked, asked, written
from funding.web.pots import pot_of, reserved
from funding.web.signin import actor
from funding.web.view import reader
from funding.words.fields import ACTION_FIELDS

WHOLE_VIEW = "ganz"


def hang(pages: Blueprint) -> None:
    """Hang the address under the blueprint of deciding."""
    pages.add_url_rule("/entscheidungen/rangliste", "ranking", show)


class Desk(NamedTuple):
    """What lies on the desk: a call, its cases by name, and its money as it stands."""

    call: Call
    cases: Mapping[str, Any]
    lines: Sequence[Any]
    envelope: Envelope
    money: Money
    strict: bool

    def weigh(self, scenario: Scenario) -> Outcome:
        """Work out who would get money in a scenario."""
        return weigh(list(self.cases.values()), self.money, scenario, strict=self.strict)


class Listed(NamedTuple):
    """A table of the ranking: its name, its rows, before which of them the money ends."""

    code: str
    name: str
    rows: Sequence[Placed]
    cut: int | None
    room_cents: int
    cut_rank: int = 0


def desk_of(session: Session, call: Call) -> Desk:
    """Gather what a call has and who asks for it; the same few questions however long the list."""
    cases = ranking.candidates(session, actor(), call.id)
    lines, envelope = pots.lines(session, call.id), pots.envelope(session, call.id)
    strict = rules.number(session, "waitlist_strict", berlin.local_date(clock.now()))
    named = {row.reference: row for row in cases}
    found = ranking.money(cases, lines, envelope)
    return Desk(call, named, lines, envelope, found, bool(strict))


def show() -> ResponseReturnValue:
    """Show the ranking of a call as it stands, or as it would be."""
    require(actor(), "act", "see_ranking")
    return page(asked(request.args), None)


def page(wish: Asked, form: ScenarioForm | None) -> ResponseReturnValue:
    """Draw the ranking for a scenario; ``form``: the name under which it was to be saved."""
    calls = pots.calls(reader())
    code = form.aufruf.data if form else request.args.get("aufruf")
    call = pots.chosen(calls, code)
    if call is None:
        return render_template("deciding/ranking.html", call=None, calls=[])
    desk, scenario = desk_of(reader(), call), wish.scenario
    outcome = desk.weigh(scenario)
    whole = request.args.get("sicht") == WHOLE_VIEW
    more = written(scenario)
    query = url_for("deciding.ranking", **more).partition("?")[2]
    status = 422 if wish.problems or form else 200
    return (
        render_template(
            "deciding/ranking.html",
            call=call,
            calls=calls,
            cases=desk.cases,
            outcome=outcome,
            today=outcome if scenario.plain else desk.weigh(PLAIN),
            by_rank=desk.weigh(_by_rank(scenario)) if scenario.best else None,
            tables=tables(desk, outcome, whole=whole),
            whole=whole,
            picture=_picture(desk, outcome),
            places=ranking.places_on_the_list(list(desk.cases.values())),
            moved=ranking.moved_up(reader(), actor(), call.id),
            scenario=scenario,
            wish=wish,
            more=more,
            strict=desk.strict,
            saved=ranking.scenarios(reader(), call.id),
            may_save=permits(actor(), "act", "save_scenario"),
            form=form or ScenarioForm(formdata=None, data={"aufruf": call.code, "anfrage": query}),
            fields=ACTION_FIELDS,
        ),
        status,
    )


def _by_rank(scenario: Scenario) -> Scenario:
    return Scenario(scenario.percent, scenario.amounts, scenario.out)


def tables(desk: Desk, outcome: Outcome, *, whole: bool) -> list[Listed]:
    """Return one table for the whole, or one for each action field in which somebody asks."""
    rows = outcome.rows
    if whole:
        name, end = _("All action fields"), cut(rows, whole=True)
        return [_listed("", name, rows, end, desk.money.envelope)] if rows else []
    found = []
    for line in desk.lines:
        code = line.ActionField.code
        total, own = 0, []
        for row in rows:
            if row.bid.field == code:
                total += 0 if row.why == "out" else row.bid.cents
                own.append(row._replace(sum_cents=total))
        if own:
            end, room = cut(own, whole=False), desk.money.lines[code]
            found.append(_listed(code, line.ActionField.name(language()), own, end, room))
    return found


def _listed(
    code: str, name: str, rows: Sequence[Placed], end: int | None, room_cents: int
) -> Listed:
    return Listed(code, name, rows, end, room_cents, 0 if end is None else rows[end].rank)


def _picture(desk: Desk, outcome: Outcome) -> Picture:
    """Draw line by line what would be reserved if it came so."""
    held: dict[str, int] = {}
    for row in desk.cases.values():
        held[row.field] = held.get(row.field, 0) + row.reserved_cents
    after = []
    for line in desk.lines:
        code = line.ActionField.code
        pot = pot_of(line.ActionField.name(language()), line.BudgetLine)
        after.append(reserved(pot, outcome.given_in(code) - held.get(code, 0)))
    whole = pot_of(_("Programme %(year)d", year=desk.call.year), desk.envelope)
    whole = reserved(whole, outcome.cents - sum(held.values()))
    return envelope_picture(after, language(), _("The funds if it came so"), programme=whole)
