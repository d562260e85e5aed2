"""Whoever decides sees on one page what others have said: cuts, opinions, and the session."""

from __future__ import annotations

import re
from datetime import date

from funding import clock
from funding.db import transaction
from funding.models import AgendaItem, Application, CommitteeSession, Opinion
from funding.queries.accounts.actors import by_email
from tests.services.attempts import OTHER
from tests.stages import FIRST, REVIEWER, bring
from workflows.application import State, Trigger

CUT = [
    {
        "position": 1,
        "label": "Honorare",
        "eligible_cents": 2_000_000,
        "cents": 50_000,
        "reason": "zu hoch",
    }
]
OWN = {"code": "own", "text": "Der Plakatentwurf wird vorgelegt."}


def plain(answer):
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])
    return " ".join(text.replace("\xa0", " ").split())


def proposed(play):
    reference = bring(play, State.IN_ASSESSMENT)
    words = {"amount_cents": 1_700_000, "reason": "Weniger genügt.", "cuts": CUT}
    play.step(REVIEWER, reference, Trigger.RECOMMEND, **words, conditions=[OWN])
    return reference


def said(reference, play):
    """Let somebody give an opinion, and a session agree to another amount."""
    with transaction() as session:
        case = session.query(Application).filter_by(reference=reference).one()
        who, now = by_email(session, OTHER), clock.now()
        opinion = {"kind": "police", "question": "Passt es?", "due_on": date(2022, 9, 1)}
        answer = {"verdict": "with_conditions", "text": "Nur mit Streife.", "state": "given"}
        session.add(
            Opinion(
                **opinion,
                **answer,
                application_id=case.id,
                account_id=who.account_id,
                invited_by_id=by_email(session, REVIEWER).account_id,
                invited_at=now,
                accepted_at=now,
                ended_at=now,
            )
        )
        sitting = CommitteeSession(
            call_id=case.call_id,
            on=date(2022, 6, 7),
            title="Beirat",
            planned_by_id=who.person_id,
            planned_at=now,
        )
        session.add(sitting)
        session.flush()
        item = {"result": "agreed", "amount_cents": 1_500_000, "note": "Erst einmal klein."}
        session.add(AgendaItem(session_id=sitting.id, application_id=case.id, position=1, **item))


def test_cuts_and_the_own_condition_stand_beside_the_amount(play, as_):
    page = plain(as_(FIRST).get(f"/entscheidungen/{proposed(play)}"))
    assert "Kürzung der Position 1 Honorare: −500,00 €. zu hoch" in page
    assert f"Weitere Nebenbestimmung {OWN['text']}" in page


def test_opinions_and_what_a_session_made_of_it_are_read_before_deciding(play, as_):
    reference = proposed(play)
    said(reference, play)
    page = plain(as_(FIRST).get(f"/entscheidungen/{reference}"))
    assert "Polizeidirektion Ich befürworte die Förderung mit Bedingungen. Nur mit Streife." in page
    assert "Beirat, 07.06.2022 befürwortet : 15.000,00 € – anderer Betrag als vorgeschlagen" in page
    assert "Erst einmal klein." in page


def test_where_nobody_has_said_anything_nothing_is_shown(play, as_):
    page = plain(as_(FIRST).get(f"/entscheidungen/{bring(play, State.REVIEWED)}"))
    assert "Stellungnahme:" not in page
    assert "Sitzung:" not in page
