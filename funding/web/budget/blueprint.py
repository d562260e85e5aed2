"""The pages about money share one blueprint; only the ministry sees them."""

from __future__ import annotations

from flask import Blueprint, request

from funding.errors import NotFound
from funding.models import Call
from funding.policy import require
from funding.queries.budget import pots
from funding.web.signin import actor, only_staff
from funding.web.view import reader

pages = Blueprint("budget", __name__, url_prefix="/mittel")
only_staff(pages)


@pages.before_request
def demand() -> None:
    """Let only those see these pages whose work has to do with the money."""
    require(actor(), "act", "see_envelope")


def chosen_call() -> Call:
    """Return the call that the address names, the newest without a name, or raise ``NotFound``."""
    code = request.args.get("aufruf")
    call = pots.chosen(pots.calls(reader()), code)
    if call is None:
        raise NotFound(str(code))
    return call
