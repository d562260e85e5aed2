"""Nobody sees what is not theirs: by any route, in any list, count or error."""

from __future__ import annotations

import re

import pytest

from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import EDITOR, PARTNER, REVIEWER, SIGNATORY, bring
from workflows.application import State

PUBLIC = {
    "static.file",
    "public.home",
    "public.call",
    "public.eligibility",
    "public.dates",
    "public.page",
    "public.watched",
    "accounts.sign_in",
    "accounts.signed_out",
    "accounts.reset",
    "accounts.password",
    "accounts.speak",
    "feeds.feed",
    "mailbox.index",
    "mailbox.letter",
}
OFFICE = (
    "/vorgaenge",
    "/arbeitsvorrat",
    "/entscheidungen",
    "/mittel",
    "/verwaltung",
    "/fristen/rechner",
    "/rechner",
    "/aufbewahrung",
)
STRANGER = "zeichnung@rodewisch.example"


def routes(app):
    return [r for r in app.url_map.iter_rules() if r.endpoint not in PUBLIC]


def path_of(rule, reference: str) -> str:
    """Fill the parts of a route for a case."""
    values = {
        "reference": reference,
        "number": "1",
        "year": "2022",
        "municipality_key": "14522140",
        "section": "expenditure",
        "trigger": "claim",
        "slot": "resolution",
        "kind": "moved_up",
        "speech": "de",
        "details_id": "00000000-0000-0000-0000-000000000000",
        "file_id": "00000000-0000-0000-0000-000000000000",
        "notice_id": "00000000-0000-0000-0000-000000000000",
        "note_id": "00000000-0000-0000-0000-000000000000",
        "account_id": "00000000-0000-0000-0000-000000000000",
        "rule_id": "00000000-0000-0000-0000-000000000000",
        "absence_id": "00000000-0000-0000-0000-000000000000",
        "mandate_id": "00000000-0000-0000-0000-000000000000",
        "transfer_id": "00000000-0000-0000-0000-000000000000",
        "block_id": "00000000-0000-0000-0000-000000000000",
        "batch_id": "00000000-0000-0000-0000-000000000000",
        "remedy_id": "00000000-0000-0000-0000-000000000000",
        "change_id": "00000000-0000-0000-0000-000000000000",
        "subject_id": "00000000-0000-0000-0000-000000000000",
        "opinion_id": "00000000-0000-0000-0000-000000000000",
        "scenario_id": "00000000-0000-0000-0000-000000000000",
        "session_id": "00000000-0000-0000-0000-000000000000",
        "item_id": "00000000-0000-0000-0000-000000000000",
        "feed_id": "00000000-0000-0000-0000-000000000000",
        "view_id": "00000000-0000-0000-0000-000000000000",
    }
    return re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda m: values[m[1]], rule.rule)


def test_every_route_that_is_not_public_sends_strangers_to_the_sign_in(app, browser):
    assert len(routes(app)) > 30
    for rule in routes(app):
        method = "GET" if "GET" in rule.methods else "POST"
        data = {"csrf_token": browser.token()} if method == "POST" else None
        answer = browser.open(path_of(rule, "KP-2022-0001"), method=method, data=data)
        if rule.endpoint in ("applying.autosave", "applying.presence"):  # a script asks
            assert (answer.status_code, answer.data) == (401, b"")
            continue
        assert answer.status_code == 302, (rule.rule, answer.status_code)
        if rule.endpoint == "accounts.sign_out":  # that is where it leads anyway
            continue
        assert answer.location.startswith("/anmelden"), rule.rule


def test_the_public_routes_are_those_named_here(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC


def test_the_case_of_another_town_does_not_exist_by_any_route(app, play, as_):
    reference = bring(play, State.INFO_REQUESTED)
    stranger = as_(STRANGER)
    token = stranger.token("/konto")
    for rule in routes(app):
        if "reference" not in rule.arguments:
            continue
        path = path_of(rule, reference)
        for method in rule.methods & {"GET", "POST"}:
            data = {"csrf_token": token} if method == "POST" else None
            answer = stranger.open(path, method=method, data=data)
            assert answer.status_code == 404, (method, path, answer.status_code)
            assert "Fall im Stand" not in answer.text
            assert "Flöha" not in answer.text


@pytest.mark.parametrize("state", [State.COSIGNING, State.COSIGNED])
def test_what_waits_for_partners_is_known_to_lead_and_partners_only(app, play, as_, state):
    reference = bring(play, state)
    people = [as_(email) for email in (STRANGER, REVIEWER, "revision@smi.example")]
    for rule in routes(app):
        if "reference" not in rule.arguments:
            continue
        path = path_of(rule, reference)
        for person in people:
            for method in rule.methods & {"GET", "POST"}:
                data = {"csrf_token": person.token("/konto")} if method == "POST" else None
                answer = person.open(path, method=method, data=data)
                assert answer.status_code in (403, 404), (method, path, answer.status_code)
                assert "Fall im Stand" not in answer.text
    assert as_(PARTNER).get(f"/antraege/{reference}/mitzeichnung").status_code == 200


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.APPROVED])
def test_a_known_and_an_unknown_case_look_alike_to_a_stranger_by_any_route(app, play, as_, state):
    reference = bring(play, state)
    stranger = as_(STRANGER)
    sent = stranger.form(1)
    # The token of a page holds the second in which it was made.
    scrub = re.compile(r'KP-2022-\d+|name="csrf_token" value="[^"]+"')
    for rule in (one for one in routes(app) if "reference" in one.arguments):
        for method in rule.methods & {"GET", "POST"}:
            known, unknown = (
                stranger.open(path_of(rule, which), method=method, data=sent)
                for which in (reference, "KP-2022-9999")
            )
            assert known.status_code == unknown.status_code == 404
            assert scrub.sub("", known.text) == scrub.sub("", unknown.text), (method, rule.rule)


def test_no_list_of_another_town_counts_or_names_the_case(play, as_):
    reference = bring(play, State.SUBMITTED)
    stranger = as_(STRANGER)
    for path in ("/antraege", "/mitteilungen", "/konto", "/"):
        assert reference not in stranger.get(path).text


def test_a_town_does_not_see_the_office(app, play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    town = as_(EDITOR)
    for rule in routes(app):
        if (
            not rule.rule.startswith(OFFICE)
            or "GET" not in rule.methods
            or rule.rule.startswith("/mitteilungen")
        ):
            continue
        answer = town.get(path_of(rule, reference))
        assert answer.status_code in (403, 404), (rule.rule, answer.status_code)


def test_the_town_sees_neither_scores_nor_proposal_nor_who_decides(play, as_):
    reference = bring(play, State.FIRST_APPROVED)
    page = as_(SIGNATORY).get(f"/antraege/{reference}").text
    for word in ("Entscheidung 1", "Nachvollziehbar dargelegt", "Zweitbewertung", "2. Freigabe"):
        assert word not in page


def test_the_office_does_not_see_a_draft(play, as_):
    reference = bring(play, State.DRAFT)
    office = as_(REVIEWER)
    assert office.get(f"/vorgaenge/{reference}").status_code == 404
    assert reference not in office.get("/arbeitsvorrat?ansicht=alle").text


def test_who_is_biased_no_longer_sees_the_case(play, as_):
    reference = bring(play, State.SUBMITTED)
    office = as_("sachbearbeitung2@smi.example")
    assert reference in office.get("/arbeitsvorrat?ansicht=alle").text
    play.act(
        "sachbearbeitung2@smi.example",
        lambda s, a: declare_bias(s, a, reference, biased=True, reason="Verwandtschaft"),
    )
    assert office.get(f"/vorgaenge/{reference}").status_code == 404
    assert reference not in office.get("/arbeitsvorrat?ansicht=alle").text


@pytest.mark.parametrize("path", ["/arbeitsvorrat", "/antraege", "/mitteilungen", "/nicht-da"])
def test_every_page_of_a_signed_in_person_is_kept_out_of_caches(path, as_):
    assert as_(REVIEWER).get(path).headers["Cache-Control"] == "no-store"
