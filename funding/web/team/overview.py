"""The team at a glance: what each holds, what is due, who is away."""

from __future__ import annotations

from flask import Blueprint, render_template

from funding import clock
from funding.forms.speech import language
from funding.law.berlin import local_date
from funding.pictures.workload import Load, workload_picture
from funding.queries.reviewing.absences import calendar
from funding.queries.reviewing.assigning import unclaimed
from funding.queries.reviewing.desks import desks
from funding.web.signin import actor
from funding.web.view import reader


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of the team."""
    pages.add_url_rule("", "index", index)


def index() -> str:
    """Show the workload of everybody, what nobody holds, and who is away."""
    now = clock.now()
    today = local_date(now)
    found = desks(reader(), now, today)
    loads = [Load(one.name, one.late, one.soon, one.held - one.late - one.soon) for one in found]
    return render_template(
        "team/index.html",
        desks=found,
        picture=workload_picture(loads, language()) if loads else None,
        waiting=len(unclaimed(reader(), actor())),
        absences=calendar(reader(), today),
        today=today,
    )
