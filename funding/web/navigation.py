"""The main navigation: what the roles of a person open to them, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from flask import Flask

from funding.forms.speech import gettext as _
from funding.models.role import TOWN_ROLES, Role
from funding.policy import Actor, permits
from funding.policy.actor import Held
from funding.web.signin import unread
from funding.web.view import address

# Each page of the navigation with its name, in order.
NAMES: Mapping[str, Callable[[], str]] = {
    "applying.index": lambda: _("My applications"),
    "reviewing.queue": lambda: _("Queue"),
    "team.index": lambda: _("Team"),
    "deciding.inbox": lambda: _("To decide"),
    "deciding.ranking": lambda: _("Ranking"),
    "reporting.samples": lambda: _("Sample audit"),
    "budget.envelope": lambda: _("Funds"),
    "paying.waiting": lambda: _("Payouts"),
    "reporting.claims": lambda: _("Claims"),
    "notice_register.index": lambda: _("Issued notices"),
    "posting_log.index": lambda: _("Posting log"),
    "spending.extend": lambda: _("Extensions"),
    "banking.index": lambda: _("Bank details"),
    "due_dates.index": lambda: _("Deadlines"),
    "keeping.index": lambda: _("Retention and deletion"),
    "deadlines.calculator": lambda: _("Calculators"),
    "operations.health": lambda: _("Administration"),
    "texts.index": lambda: _("Texts of notices"),
    "accounts.people": lambda: _("People"),
    "opinions.index": lambda: _("Opinions"),
    "inbox.index": lambda: _inbox(),
    "accounts.account": lambda: _("My account"),
}


def navigation(actor: Actor) -> list[tuple[str, str]]:
    """Return the addresses and names of the pages that the actor's roles open."""
    return [(address(endpoint), NAMES[endpoint]()) for endpoint in opened(actor.roles)]


@lru_cache(maxsize=1024)
def opened(roles: tuple[Held, ...]) -> tuple[str, ...]:
    """Return the pages that roles open; every page of the portal asks."""
    actor = Actor(None, None, "", roles=roles)
    shut = {
        "applying.index": not actor.has(*TOWN_ROLES),
        "reviewing.queue": not permits(actor, "act", "see_queue"),
        "team.index": not permits(actor, "act", "lead_team"),
        "deciding.inbox": not permits(actor, "act", "see_decisions"),
        "deciding.ranking": not permits(actor, "act", "see_ranking"),
        "reporting.samples": not permits(actor, "act", "see_sample"),
        "budget.envelope": not permits(actor, "act", "see_envelope"),
        "reporting.claims": not permits(actor, "act", "see_claims"),
        "notice_register.index": not permits(actor, "act", "see_issued"),
        "posting_log.index": not permits(actor, "act", "see_issued"),
        "paying.waiting": not permits(actor, "act", "see_payments"),
        "spending.extend": not permits(actor, "application", "extend"),
        "banking.index": not actor.has(*TOWN_ROLES),
        "due_dates.index": not (actor.has(*TOWN_ROLES) or permits(actor, "act", "see_queue")),
        "keeping.index": not permits(actor, "act", "see_disposal"),
        "deadlines.calculator": not actor.ministry,
        "operations.health": not permits(actor, "act", "see_operations"),
        # Administration has them among its own pages.
        "texts.index": not permits(actor, "act", "edit_texts")
        or permits(actor, "act", "see_operations"),
        "accounts.people": not permits(actor, "act", "invite"),
        "opinions.index": bool(roles),
    }
    return tuple(endpoint for endpoint in NAMES if not shut.get(endpoint))


def home_of(actor: Actor) -> str:
    """Return the endpoint of the page on which the actor's day begins."""
    homes = (
        (actor.has(*TOWN_ROLES), "applying.index"),
        (not actor.roles, "opinions.index"),
        (actor.has(Role.BUDGET), "budget.envelope"),
        (actor.has(Role.CASHIER), "paying.waiting"),
        (permits(actor, "act", "see_queue"), "reviewing.queue"),
        (permits(actor, "act", "see_operations"), "operations.health"),
        (actor.has(Role.DATA_PROTECTION), "keeping.index"),
    )
    return next((endpoint for fits, endpoint in homes if fits), "inbox.index")


def _inbox() -> str:
    count = unread()
    return _("Notices (%(count)d)") % {"count": count} if count else _("Notices")


def init_app(app: Flask) -> None:
    """Give the layout its navigation."""
    app.jinja_env.globals["navigation"] = navigation
