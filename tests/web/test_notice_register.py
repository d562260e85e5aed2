"""The register of issued notices: who finds which, and all of a selection in one archive."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from zipfile import ZipFile

import pytest

from funding.queries.spending import notice_register as register
from funding.services.reviewing.declare_bias import declare_bias
from funding.web import notice_register
from tests.hearings import comment
from tests.pdf import attached
from tests.recoveries import settle_with_recovery
from tests.services.attempts import notice
from tests.services.reporting import test_taken_back as taken_back
from tests.services.spending import changing
from tests.stages import AUDITOR, BUDGET, FIRST, REVIEWER, SIGNATORY, bring
from workflows.application import State, Trigger

PAGE, ARCHIVE = "/bescheide", "/bescheide/bescheide.zip"


def opened(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    return ZipFile(io.BytesIO(answer.data))


def listed(archive):
    text = archive.read("bescheide.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_issued_notice_is_found_and_packed(play, as_):
    other = bring(play, State.REJECTED, "graffiti")
    play.step(REVIEWER, other, Trigger.RECORD_NOTICE, **notice(play.today))
    reference = bring(play, State.SETTLING)
    browser = as_(AUDITOR)
    page = browser.get(PAGE).text
    for told in (reference, other, "Schlussbescheid", "Ablehnungsbescheid", "3 Bescheide"):
        assert told in page, told
    archive = opened(browser.get(ARCHIVE))
    rows = listed(archive)
    assert [(row["Aktenzeichen"], row["Art"]) for row in rows] == [
        (reference, "Schlussbescheid"),
        (other, "Ablehnungsbescheid"),
        (reference, "Zuwendungsbescheid"),
    ]
    for row in rows:
        content = json.loads(attached(archive.read(row["Datei"])))
        assert (content["reference"], content["issued_on"]) == (
            row["Aktenzeichen"],
            row["ausgestellt"],
        )
    assert "SHA256SUMS" in archive.namelist()


def test_a_change_is_among_them(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    changing.recorded(play, reference, changing.granted(play, reference))
    rows = listed(opened(as_(REVIEWER).get(f"{ARCHIVE}?art=change")))
    assert [(row["Aktenzeichen"], row["Art"]) for row in rows] == [(reference, "Änderungsbescheid")]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 2),
        ("aufruf=2022", 2),
        ("art=final", 1),
        ("art=rejection", 0),
        ("von-day=1&von-month=1&von-year=2023", 1),
        ("bis-day=31&bis-month=12&bis-year=2022", 1),
    ],
)
def test_what_is_asked_for_stands_in_the_address(play, as_, asked, count):
    bring(play, State.SETTLING)
    browser = as_(FIRST)
    page = browser.get(f"{PAGE}?{asked}")
    assert page.status_code == 200
    assert page.text.count("/vorgaenge/KP-2022-0001") == count
    if count:
        assert len(listed(opened(browser.get(f"{ARCHIVE}?{asked}")))) == count
    else:
        assert browser.get(f"{ARCHIVE}?{asked}").mimetype == "text/html"


@pytest.mark.parametrize(
    "asked",
    [
        "aufruf=1999",
        "art=taube",
        "von-day=31&von-month=2&von-year=2022",
        "von-day=2&von-month=1&von-year=2023&bis-day=1&bis-month=1&bis-year=2023",
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_packed(play, as_, asked):
    bring(play, State.SETTLING)
    for path in (PAGE, ARCHIVE):
        answer = as_(FIRST).get(f"{path}?{asked}")
        assert answer.status_code == 422
        assert "/vorgaenge/KP-2022-0001" not in answer.text


@pytest.mark.parametrize("email", [SIGNATORY, BUDGET])
def test_nobody_else_sees_it(play, as_, email):
    bring(play, State.SETTLING)
    for path in (PAGE, ARCHIVE):
        assert as_(email).get(path).status_code in {403, 404}


def test_whoever_is_biased_does_not_find_the_case(play, as_):
    reference = bring(play, State.SETTLING)
    play.act(AUDITOR, partial(declare_bias, key=reference, biased=True, reason="verwandt"))
    assert reference not in as_(AUDITOR).get(PAGE).text
    assert as_(AUDITOR).get(ARCHIVE).mimetype == "text/html"
    assert reference in as_(FIRST).get(PAGE).text


def test_more_than_the_most_are_not_packed(play, as_, monkeypatch):
    bring(play, State.SETTLING)
    for room in (notice_register, register):
        monkeypatch.setattr(room, "MOST", 1)
    assert "mehr als 1" in as_(FIRST).get(PAGE).text
    assert as_(FIRST).get(ARCHIVE).mimetype == "text/html"
    assert len(listed(opened(as_(FIRST).get(f"{ARCHIVE}?art=final")))) == 1


def test_one_that_cannot_be_typeset_is_named_and_the_others_come(play, as_, monkeypatch):
    bring(play, State.SETTLING)
    monkeypatch.setitem(notice_register.TYPESET, "final", _untypeset)
    rows = listed(opened(as_(FIRST).get(ARCHIVE)))
    assert [row["Datei"][:5] for row in rows] == ["fehlt", "0002-"]


def _untypeset(_content, *, draft):
    assert not draft
    raise notice_register.NotTypeset("failed")


@pytest.mark.parametrize(
    ("ground", "kind", "name"),
    [
        ("unlawful", "withdrawal", "Rücknahmebescheid"),
        ("misused", "revocation", "Widerrufsbescheid"),
    ],
)
def test_a_notice_that_takes_the_grant_back_is_called_so_and_found_so(
    play, as_, ground, kind, name
):
    reference = taken_back.paid(play)
    taken_back.take_back(play, reference, ground)
    comment(play, reference)
    taken_back.decide(play, reference)
    settle_with_recovery(play, reference)
    browser = as_(FIRST)
    rows = listed(opened(browser.get(f"{ARCHIVE}?art={kind}")))
    assert [(row["Aktenzeichen"], row["Art"]) for row in rows] == [(reference, name)]
    assert f'<td class="kern-table__cell">{name}</td>' in browser.get(PAGE).text
    assert "Kein Bescheid passt dazu" in browser.get(f"{PAGE}?art=final").text
