"""The main navigation: what the roles of a person open to them, and no more."""

from __future__ import annotations

from flask import Flask

from funding.forms.speech import gettext as _
from funding.models.role import TOWN_ROLES, Role
from funding.policy import Actor, permits
from funding.web.signin import unread
from funding.web.view import address


def navigation(actor: Actor) -> list[tuple[str, str]]:
    """Return the addresses and names of the pages that the actor's roles open."""
    entries = [
        (actor.has(*TOWN_ROLES), "applying.index", _("My applications")),
        (permits(actor, "act", "see_queue"), "reviewing.queue", _("Queue")),
        (permits(actor, "act", "lead_team"), "team.index", _("Team")),
        (permits(actor, "act", "see_decisions"), "deciding.inbox", _("To decide")),
        (permits(actor, "act", "see_envelope"), "budget.envelope", _("Funds")),
        (permits(actor, "application", "extend"), "spending.extend", _("Extensions")),
        (permits(actor, "act", "see_operations"), "operations.health", _("Administration")),
        (permits(actor, "act", "invite"), "accounts.people", _("People")),
        (not actor.roles, "opinions.index", _("Opinions")),
        (True, "inbox.index", _inbox()),
        (True, "accounts.account", _("My account")),
    ]
    return [(address(endpoint), label) for shown, endpoint, label in entries if shown]


def home_of(actor: Actor) -> str:
    """Return the endpoint of the page on which the actor's day begins."""
    homes = (
        (actor.has(*TOWN_ROLES), "applying.index"),
        (not actor.roles, "opinions.index"),
        (actor.has(Role.BUDGET), "budget.envelope"),
        (permits(actor, "act", "see_queue"), "reviewing.queue"),
        (permits(actor, "act", "see_operations"), "operations.health"),
    )
    return next((endpoint for fits, endpoint in homes if fits), "inbox.index")


def _inbox() -> str:
    count = unread()
    return _("Notices (%(count)d)") % {"count": count} if count else _("Notices")


def init_app(app: Flask) -> None:
    """Give the layout its navigation."""
    app.jinja_env.globals["navigation"] = navigation
