"""What is not yours, not yet or no longer, is on no page: files, results, administration."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from uuid import uuid4
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.law import berlin, money
from funding.models import Application, Notice, StoredFile
from funding.queries.accounts.actors import by_email
from funding.queries.case import Case
from funding.services.administration.set_up_demo import MINISTRY
from funding.services.applying.store_file import add_file_row, keep
from tests.pdf import attached
from tests.services.attempts import REVIEWER, notice
from tests.stages import EDITOR, SECOND, SIGNATORY, bring
from tests.web.test_forms import path_of_any
from workflows.application import State, Trigger

ADMIN = "verwaltung@smi.example"
HOUR = timedelta(hours=1)


def uploaded(settings, reference, email, content):
    """Keep a file of a case, as its town would have sent it; return its id."""
    kept = keep(settings.var / "files", io.BytesIO(content), len(content))
    with transaction() as session:
        actor = by_email(session, email)
        row = select(Application).where(Application.reference == reference)
        case = Case(session, actor, session.scalars(row).one())
        return add_file_row(session, actor, case, kept, "Beschluss.pdf").id


def test_a_file_of_another_town_is_not_had_by_naming_ones_own_case(play, as_, settings):
    own = bring(play, State.SUBMITTED)
    foreign = play.apply("rodewisch", "Ein anderes Vorhaben", "drugs", 2_000_000)
    mine = uploaded(settings, own, EDITOR, b"%PDF-1.7 eigen")
    theirs = uploaded(settings, foreign, "bearbeitung@rodewisch.example", b"%PDF-1.7 fremd")
    town = as_(EDITOR)
    with town.get(f"/antraege/{own}/datei/{mine}") as answer:
        assert (answer.status_code, answer.data) == (200, b"%PDF-1.7 eigen")
    for path in (f"{own}/datei/{theirs}", f"{foreign}/datei/{theirs}", f"{foreign}/datei/{mine}"):
        answer = town.get(f"/antraege/{path}")
        assert answer.status_code == 404, path
        assert b"fremd" not in answer.data
    with reading() as session:
        assert len(session.scalars(select(StoredFile)).all()) == 2


def test_a_file_of_ones_own_other_case_is_had_by_that_case_only(play, as_, settings):
    first, second = bring(play, State.SUBMITTED), bring(play, State.SUBMITTED)
    file_id = uploaded(settings, first, EDITOR, b"%PDF-1.7 eigen")
    town = as_(SIGNATORY)
    with town.get(f"/antraege/{first}/datei/{file_id}") as answer:
        assert answer.status_code == 200
    assert town.get(f"/antraege/{second}/datei/{file_id}").status_code == 404


def pages_of_the_town(app, reference, email):
    """Return the path of every page that a town has, for this case where it is about one."""
    found = [r for r in app.url_map.iter_rules() if "GET" in r.methods]
    mine = ("/antraege", "/mitteilungen")
    pages = [path_of_any(rule, reference) for rule in found if rule.rule.startswith(mine)]
    with reading() as session:
        letters = session.scalars(select(Notice.id).where(Notice.email == email)).all()
    return pages + [f"/mitteilungen/{notice_id}" for notice_id in letters]


def shown(town, paths):
    """Return what can be read on all of the pages together."""
    return "\n".join(readable(town.get(path)) for path in paths)


def readable(answer):
    """Return what a reader finds in a page, in the texts of an archive, in the data of a PDF."""
    if answer.mimetype == "application/pdf":
        return attached(answer.data).decode()
    if answer.mimetype != "application/zip":
        return answer.text.partition("<main")[2]
    with ZipFile(io.BytesIO(answer.data)) as archive:
        texts = [name for name in archive.namelist() if name.endswith((".txt", ".json"))]
        return "\n".join(archive.read(name).decode() for name in texts)


def test_the_final_notice_is_on_no_page_of_the_town_before_its_day_of_notification(app, play, as_):
    reference = bring(play, State.AUDITED)
    dates = notice(play.today)
    told_on = dates["notified_on"]
    assert told_on > play.today
    play.step(SECOND, reference, Trigger.SETTLE, **dates)
    case = play._read(reference)
    assert 0 < case.final_cents < case.approved_cents
    final = money.euro(case.final_cents, "de")
    for email in (SIGNATORY, EDITOR):
        paths = pages_of_the_town(app, reference, email)
        assert len(paths) > 20
        play.moved.instant = berlin.end_of_day(told_on - timedelta(days=1)) - HOUR
        text = shown(as_(email), paths)
        assert "Schlussbescheid vom" not in text
        assert "Endgültige Zuwendung" not in text
        assert final not in text
        assert "final_cents" not in text
        play.moved.instant = berlin.start_of_day(told_on)
        page = as_(email).get(f"/antraege/{reference}").text
        assert "Schlussbescheid vom" in page
        assert final in page


@pytest.mark.parametrize(
    ("state", "result"), [("approved", "Bewilligt"), ("rejected", "Nicht bewilligt")]
)
def test_a_town_sees_the_decision_from_the_day_of_notification_on(play, as_, state, result):
    reference = bring(play, State(state))
    dates = notice(play.today)
    play.step(REVIEWER, reference, Trigger.RECORD_NOTICE, **dates)
    for instant, told in (
        (berlin.end_of_day(dates["notified_on"] - timedelta(days=1)) - HOUR, False),
        (berlin.start_of_day(dates["notified_on"]), True),
    ):
        play.moved.instant = instant
        town = as_(SIGNATORY)
        for path in ("/antraege", f"/antraege/{reference}"):
            assert (result in shown(town, [path])) is told, (path, instant)
            assert ("Bescheid ist unterwegs" in shown(town, [path])) is not told, (path, instant)


def of_administration(app):
    return [r for r in app.url_map.iter_rules() if re.match(r"/verwaltung(/|$)", r.rule)]


OTHERS = [email for email, _name, _roles in MINISTRY if email != ADMIN]


@pytest.mark.parametrize("email", [*OTHERS, EDITOR, SIGNATORY])
def test_administration_is_for_administrators_only(app, as_, email):
    person = as_(email)
    form = {"csrf_token": person.token("/konto"), "form_key": str(uuid4())}
    rules = of_administration(app)
    assert len(rules) > 3
    if email == "teamleitung@smi.example":  # who leads the team words its letters too
        rules = [rule for rule in rules if not rule.rule.startswith("/verwaltung/texte")]
    for rule in rules:
        path = path_of_any(rule, "KP-2022-0001")
        for method in sorted(rule.methods & {"GET", "POST"}):
            data = form if method == "POST" else None
            answer = person.open(path, method=method, data=data)
            assert answer.status_code in (403, 404), (method, path, answer.status_code)


def test_administrators_see_their_pages(app, as_):
    admin = as_(ADMIN)
    for rule in of_administration(app):
        if "GET" in rule.methods:
            # The one letter that path_of_any names is not there.
            status = 404 if "notice_id" in rule.arguments else 200
            assert admin.get(path_of_any(rule, "KP-2022-0001")).status_code == status, rule.rule


def test_a_sign_in_ends_after_twelve_hours_however_much_it_is_used(play, as_):
    play.moved.instant = berlin.at_hour(date(2022, 6, 8), 7)
    town = as_(EDITOR)
    for _hour in range(11):
        play.moved.instant += HOUR
        assert town.get("/antraege").status_code == 200
    play.moved.instant += HOUR - timedelta(seconds=1)
    assert town.get("/antraege").status_code == 200
    play.moved.instant += timedelta(seconds=1)
    answer = town.get("/antraege")
    assert answer.status_code == 302
    assert answer.location.startswith("/anmelden")


@pytest.mark.parametrize(("left", "status"), [(timedelta(seconds=1), 200), (timedelta(), 302)])
def test_a_sign_in_that_is_not_used_ends_after_eight_hours(play, as_, left, status):
    town = as_(EDITOR)
    play.moved.instant += 8 * HOUR - left
    assert town.get("/antraege").status_code == status
