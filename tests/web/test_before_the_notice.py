"""Until its notice a town cannot tell from any page whether, or how, its case is decided."""

from __future__ import annotations

import re

import pytest

from tests.stages import EDITOR, GRANT, SIGNATORY, bring
from workflows.application import State

PASSWORD = "praevention-2022"
INSIDE = (State.FIRST_APPROVED, State.FIRST_REJECTED, State.APPROVED, State.REJECTED)
PATHS = (
    "",
    "/zurueckziehen",
    "/verzicht",
    "/verwendungsnachweis",
    "/verwendungsnachweis/einreichen",
    "/einreichen",
    "/loeschen",
    "/nachforderung",
    "/pruefen",
    "/bestaetigung",
    "/druck",
    "/abschnitt/financing",
)


def seen(answer, reference):
    """Return what a town can see of an answer, without what differs between any two cases."""
    text = re.sub(
        r'(value|content|datetime)="[^"]*"|Fall im Stand \w+|\d\d:\d\d(:\d\d)? Uhr|[0-9a-f]{64}',
        "",
        answer.text,
    )
    place = (answer.location or "").replace(reference, "KP")
    return [answer.status_code, place, *text.replace(reference, "KP").splitlines()]


def sent(town, path, reference):
    """Send a form with an unreadable amount and a wrong password."""
    data = town.form(1) | {"own_cash": "unlesbar", "reason": "so", "password": "falsch"}
    return town.post(f"/antraege/{reference}{path}", data=data)


@pytest.mark.parametrize("state", INSIDE)
def test_every_page_looks_as_if_the_case_were_under_decision(play, as_, state):
    decided, open_ = bring(play, state), bring(play, State.REVIEWED)
    for email in (SIGNATORY, EDITOR):
        town = as_(email)
        for path in PATHS:
            got = [seen(town.get(f"/antraege/{r}{path}"), r) for r in (decided, open_)]
            assert got[0] == got[1], path
            if email == SIGNATORY:
                posted = [seen(sent(town, path, r), r) for r in (decided, open_)]
                assert posted[0] == posted[1], path


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_what_is_decided_is_not_withdrawn_and_the_refusal_does_not_tell(play, as_, state):
    reference = bring(play, state)
    answer = as_(SIGNATORY).send(
        f"/antraege/{reference}/zurueckziehen", {"password": PASSWORD, "reason": "so"}
    )
    assert answer.status_code == 409
    assert not re.search("ewilligt|bgelehnt|ntschieden", answer.text.partition("<main")[2])
    assert play._read(reference).state == state


def test_the_amount_of_a_grant_is_on_no_page_before_its_notice(play, as_):
    reference = bring(play, State.APPROVED, grant=1_987_600)
    assert GRANT != 1_987_600
    town = as_(SIGNATORY)
    for path in ("/verwendungsnachweis/einreichen", "/verwendungsnachweis", "/verzicht"):
        for answer in (town.get(f"/antraege/{reference}{path}"), sent(town, path, reference)):
            assert "Bewilligt" not in answer.text.partition("<main")[2], path
    assert town.get(f"/antraege/{reference}/verwendungsnachweis/einreichen").status_code == 404
