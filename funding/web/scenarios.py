"""Scenarios of the ranking: saved under a name, compared side by side, and let go."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid, NotFound
from funding.forms.base import Form
from funding.forms.deciding import ScenarioForm
from funding.forms.speech import language
from funding.models import Scenario as Saved
from funding.policy import permits, require
from funding.queries.budget import pots
from funding.queries.deciding import ranking
from funding.queries.deciding.scenario import PLAIN, Outcome, read
from funding.services.deciding.save_scenario import drop_scenario, save_scenario
from funding.web.asked_scenario import from_query, written
from funding.web.budget.blueprint import chosen_call
from funding.web.ranking import desk_of, page
from funding.web.signin import actor
from funding.web.view import reader, writing


class Compared(NamedTuple):
    """A scenario in the comparison: its name, what it comes to, and where it can be seen."""

    name: str
    saved_by: str
    outcome: Outcome
    percent: int
    href: str
    saved: Saved | None
    own: bool


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of deciding."""
    here = "/entscheidungen/rangliste/szenarien"
    pages.add_url_rule(here, "scenarios", compare)
    pages.add_url_rule(here, "save_scenario", save, methods=["POST"])
    dropping = f"{here}/<uuid:scenario_id>/loeschen"
    pages.add_url_rule(dropping, "drop_scenario", drop, methods=["POST"])


def save() -> ResponseReturnValue:
    """Save the scenario that was shown under the name that was typed, and show it again."""
    require(actor(), "act", "save_scenario")
    form = ScenarioForm()
    wish = from_query(str(form.anfrage.data or ""))
    call = pots.chosen(pots.calls(reader()), str(form.aufruf.data or ""))
    if call is None:
        raise NotFound("aufruf")
    if not form.validate():
        return page(wish, form)
    location = url_for("deciding.scenarios", aufruf=call.code)
    try:
        with writing(form, location) as session:
            name = str(form.name.data or "")
            save_scenario(session, actor(), call.id, name, wish.scenario.kept())
    except Invalid as invalid:
        form.take_faults(invalid)
        return page(wish, form)
    flash(_("The scenario is saved."), "success")
    return redirect(location, 303)


def drop(scenario_id: UUID) -> ResponseReturnValue:
    """Let a scenario of one's own go."""
    require(actor(), "act", "save_scenario")
    form, location = Form(), url_for("deciding.scenarios")
    if not form.validate():
        return redirect(location, 303)
    with writing(form, location) as session:
        name = drop_scenario(session, actor(), scenario_id).name
    flash(_("The scenario “%(name)s” is deleted.", name=name), "success")
    return redirect(location, 303)


def compare() -> str:
    """Show what stands and every saved scenario of a call side by side, as they come out today."""
    require(actor(), "act", "see_ranking")
    call = chosen_call()
    desk = desk_of(reader(), call)
    columns = [_column(desk, PLAIN, None, _("As it stands"), "")]
    for row in ranking.scenarios(reader(), call.id):
        kept = row.Scenario
        columns.append(_column(desk, read(kept.content), kept, kept.name, row.saved_by))
    return render_template(
        "deciding/scenarios.html",
        call=call,
        columns=columns,
        fields=[(r.ActionField.code, r.ActionField.name(language())) for r in desk.lines],
        form=Form(formdata=None),
        may_save=permits(actor(), "act", "save_scenario"),
    )


def _column(desk: Any, scenario: Any, kept: Saved | None, name: str, saved_by: str) -> Compared:
    href = url_for("deciding.ranking", aufruf=desk.call.code, **written(scenario))
    own = kept is not None and kept.account_id == actor().account_id
    return Compared(name, saved_by, desk.weigh(scenario), scenario.percent, href, kept, own)
