"""What is written is saved while it is written, and the page says honestly whether it was."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select, update

from funding import clock
from funding.db import reading, transaction
from funding.db.session import store
from funding.models import AuditEntry, Municipality, ParkedInput
from funding.notices.letters import hour
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.sheet import Sheet
from tests.stages import EDITOR, SIGNATORY, bring
from tests.web.browsing import PASSWORD, chromium, server  # noqa: F401 - fixtures
from workflows.application import State

PAGE = "/antraege/{}/abschnitt/project"


@pytest.fixture
def draft(play):
    return bring(play, State.DRAFT)


def answers(reference):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return case.answers.summary, case.application.version


def held(reference, name):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return Sheet(case).value(name) or ""


def lines(reference):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return [(line.label, line.amount_cents) for line in case.lines]


def entries():
    with reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry))


def autosave(town, reference, data):
    return town.post(f"{PAGE.format(reference)}/entwurf", data=data)


def test_it_saves_and_says_when_without_an_entry_in_the_audit(draft, as_):
    town, before = as_(EDITOR), entries()
    data = town.fields(PAGE.format(draft)) | {"summary": "Erster Satz"}
    answer = autosave(town, draft, data)
    assert (answer.status_code, answer.json["told"]) == (200, f"Gespeichert um {hour(clock.now())}")
    assert answers(draft) == ("Erster Satz", answer.json["version"])
    again = autosave(town, draft, data | {"version": answer.json["version"], "summary": "Zweiter"})
    assert again.status_code == 200
    assert answers(draft)[0] == "Zweiter"
    assert entries() == before


def test_the_click_after_it_still_counts(draft, as_):
    town, page = as_(EDITOR), PAGE.format(draft)
    data = town.fields(page) | {"summary": "Erster Satz"}
    version = autosave(town, draft, data).json["version"]
    data |= {"version": version, "summary": "Letzter Satz", "aktion": "spaeter"}
    assert town.post(page, data=data).location == f"/antraege/{draft}"
    assert answers(draft)[0] == "Letzter Satz"


def test_what_cannot_be_read_is_named_and_the_rest_is_saved(draft, as_):
    town, page = as_(EDITOR), PAGE.format(draft)
    before = answers(draft)[0]
    data = town.fields(page) | {"summary": "x" * 900, "place": "Markt"}
    answer = autosave(town, draft, data)
    assert answer.status_code == 422
    assert answer.json["told"].startswith(f"Gespeichert um {hour(clock.now())}, aber nicht dies: ")
    assert "Kurzbeschreibung: " in answer.json["told"]
    assert answers(draft)[0] == before
    assert held(draft, "place") == "Markt"
    # What it answers belongs to what is stored now: the next one overtakes nobody.
    known = {name: answer.json[name] for name in ("version", "base", "bases")}
    assert autosave(town, draft, data | known | {"summary": "Kurz"}).status_code == 200
    assert answers(draft)[0] == "Kurz"


def test_the_button_saves_what_fits_and_shows_what_does_not(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/municipality"
    typed = {"inhabitants": "18.00x", "contact_email": "anna.kern@auerbach", "street": "Markt 1"}
    answer = town.send(page, typed | {"aktion": "weiter"})
    assert answer.status_code == 422
    assert "Alles andere auf dieser Seite ist gespeichert" in answer.text
    assert 'value="18.00x"' in answer.text
    assert "Ihre Angaben werden automatisch gespeichert" not in answer.text
    assert (held(draft, "street"), held(draft, "contact_email")) == ("Markt 1", "")
    main = answer.text.partition("<main")[2]
    known = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', main)[1]
        for name in ("csrf_token", "form_key", "version", "base", "bases")
    }
    mended = typed | {"inhabitants": "18.000", "contact_email": "a@auerbach.example"}
    assert town.post(page, data=known | mended | {"aktion": "weiter"}).status_code == 303
    assert held(draft, "inhabitants") == 18_000


def test_a_second_click_on_a_page_that_does_not_fit_accuses_nobody(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/municipality"
    data = town.fields(page) | {"inhabitants": "18.00x", "street": "Markt 1", "aktion": "weiter"}
    first, second = town.post(page, data=data), town.post(page, data=data)
    assert (first.status_code, second.status_code) == (422, 422)
    assert "noch jemand geändert" not in town.get(page).text
    assert 'value="18.00x"' in second.text


def test_in_a_row_what_fits_is_kept_and_the_rest_stays_as_it_was(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/expenditure"
    line = {"kind": "fees", "label": "Alt", "unit": "flat", "year": "2022", "amount": "500"}
    rows = {f"lines-0-{name}": value for name, value in line.items()}
    assert town.send(page, rows | {"aktion": "bleiben"}).status_code == 303
    rows |= {"lines-0-id": "1", "lines-0-label": "Neu", "lines-0-amount": "fünf"}
    rows |= {name.replace("-0-", "-1-"): value for name, value in rows.items()}
    rows |= {"lines-1-id": "", "lines-1-label": "Zweite", "lines-1-amount": "7"}
    answer = town.send(page, rows | {"aktion": "bleiben"})
    assert answer.status_code == 422
    assert 'value="fünf"' in answer.text
    assert lines(draft) == [("Neu", 50_000), ("Zweite", 700)]


@pytest.mark.parametrize("by_itself", [True, False])
def test_what_a_service_refuses_keeps_only_its_own_part_unsaved(draft, as_, by_itself):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/partners"
    with reading() as session:
        own = find.case(session, by_email(session, EDITOR), draft).application.lead_key
    typed = {"together": "yes", "alliance_name": "Bund", "partners-0-key": own}
    answer = town.send(f"{page}/entwurf" if by_itself else page, typed, page)
    assert answer.status_code == (200 if by_itself else 422)
    assert held(draft, "alliance_name") == "Bund"
    assert by_itself or "Alles andere auf dieser Seite ist gespeichert" in answer.text
    expenditure = f"/antraege/{draft}/abschnitt/expenditure"
    line = {"label": "Ohne Art", "unit": "flat", "year": "2022", "amount": "5"}
    rows = {f"lines-0-{name}": value for name, value in line.items()}
    refused = town.send(f"{expenditure}/entwurf" if by_itself else expenditure, rows, expenditure)
    assert refused.status_code == 422
    assert lines(draft) == []


def test_who_was_overtaken_overwrites_nothing(draft, as_):
    town, other, page = as_(EDITOR), as_(SIGNATORY), PAGE.format(draft)
    data = town.fields(page) | {"summary": "Meins"}
    other.send(page, {"summary": "Ihres", "aktion": "spaeter"})
    answer = autosave(town, draft, data)
    assert answer.status_code == 409
    assert "beide Stände" in answer.json["told"]
    assert answers(draft)[0] == "Ihres"


def test_who_writes_another_section_overtakes_nobody(draft, as_):
    town, other = as_(EDITOR), as_(SIGNATORY)
    data = town.fields(PAGE.format(draft)) | {"summary": "Meins"}
    other.send(f"/antraege/{draft}/abschnitt/advice", {"adviser": "Ihre", "aktion": "spaeter"})
    first = autosave(town, draft, data)
    assert first.status_code == 200
    other.send(f"/antraege/{draft}/abschnitt/advice", {"adviser": "Neu", "aktion": "spaeter"})
    data |= {"version": first.json["version"], "base": first.json["base"], "summary": "Weiter"}
    answer = town.post(PAGE.format(draft), data=data | {"aktion": "spaeter"})
    assert answer.status_code == 303
    assert answers(draft)[0] == "Weiter"


def test_a_partner_that_is_half_typed_is_not_taken_for_somebody(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/partners"
    data = town.fields(page) | {"together": "yes", "partners-0-key": "Rod", "alliance_name": "Bund"}
    answer = town.post(f"{page}/entwurf", data=data)
    assert answer.status_code == 200
    assert "Partnerkommunen erst" in answer.json["told"]
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), draft)
        assert (case.partner_keys, case.answers.value("alliance_name")) == ((), "Bund")


def test_a_sign_in_that_has_ended_is_left_for_the_readers_own_click(draft, as_, moved):
    town, page = as_(EDITOR), PAGE.format(draft)
    data = town.fields(page) | {"summary": "Meins", "aktion": "weiter"}
    moved.instant += timedelta(hours=9)
    assert autosave(town, draft, data).status_code == 401
    with reading() as session:
        assert session.scalars(select(ParkedInput)).all() == []
    assert "geht nicht verloren" in town.post(page, data=data).text


def test_what_is_submitted_is_not_saved_any_more(play, as_):
    reference = bring(play, State.SUBMITTED)
    town = as_(EDITOR)
    data = town.form(play._read(reference).version) | {"summary": "zu spät"}
    answer = autosave(town, reference, data)
    assert answer.status_code == 409
    assert "kein Entwurf mehr" in answer.json["told"]


def sign_in(chromium, server, email):  # noqa: F811 - the fixtures
    page = chromium.new_context().new_page()
    page.set_default_timeout(8_000)
    page.goto(f"{server}/anmelden")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    return page


@pytest.mark.browser
@pytest.mark.slow
def test_in_a_browser_a_word_is_saved_when_its_field_is_left(draft, chromium, server):  # noqa: F811
    page = sign_in(chromium, server, EDITOR)
    page.goto(server + PAGE.format(draft))
    note = page.locator("[data-saved]")
    assert "automatisch gespeichert" in note.inner_text()
    page.fill("#summary", "Im Browser geschrieben")
    assert note.inner_text() == "Noch nicht gespeichert"
    page.locator("#place").focus()
    note.filter(has_text="Gespeichert um").wait_for()
    assert answers(draft)[0] == "Im Browser geschrieben"
    page.click("button[value=spaeter] >> nth=-1")
    page.wait_for_url(f"**/antraege/{draft}")


@pytest.mark.browser
@pytest.mark.slow
def test_two_people_on_one_page_lose_nothing(draft, chromium, server):  # noqa: F811
    one, two = (sign_in(chromium, server, email) for email in (EDITOR, SIGNATORY))
    for page in (one, two):
        page.goto(server + PAGE.format(draft))
    two.fill("#summary", "Von der anderen Person")
    two.locator("#place").focus()
    two.locator("[data-saved]").filter(has_text="Gespeichert um").wait_for()
    one.fill("#summary", "Von mir")
    one.locator("#place").focus()
    one.locator("[data-saved]").filter(has_text="beide Stände").wait_for()
    one.click("button[value=weiter] >> nth=-1")
    text = one.locator("main").inner_text()
    assert "Von der anderen Person" in text
    assert "Von mir" in text
    assert answers(draft)[0] == "Von der anderen Person"


@contextmanager
def statements():
    """Collect what the database is asked meanwhile, but for the beginnings of transactions."""
    asked = []

    def ask(_connection, _cursor, statement, *_more):
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", ask)
    yield asked
    event.remove(store.engine, "before_cursor_execute", ask)


def test_saving_takes_at_most_eight_queries(draft, as_):
    town, page = as_(EDITOR), PAGE.format(draft)
    data = town.fields(page)
    town.get(page)  # notes that the person is there
    with statements() as asked:
        assert autosave(town, draft, data | {"summary": "Satz"}).status_code == 200
    assert len(asked) <= 8, asked


BY_BUTTON = ["municipality", "advice", "project", "goals", "schedule", "financing"]


@pytest.mark.parametrize("section", [*BY_BUTTON, "passing_on", "effect", "declarations"])
def test_saving_by_the_button_takes_at_most_eight_queries(draft, as_, section):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/{section}"
    typed = {"summary": "x", "begun": "no", "causes": "y", "income": "5", "publicity": "z"}
    data = town.fields(page) | typed | {"aktion": "spaeter"}
    with statements() as asked:
        assert town.post(page, data=data).status_code == 303
    assert len(asked) <= 8, asked


def test_partners_that_stay_are_saved_by_themselves_in_at_most_eight_queries(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/partners"
    data = town.fields(page) | {"together": "yes", "partners-0-key": "Rodewisch"}
    with statements() as asked:
        assert town.post(f"{page}/entwurf", data=data).status_code == 200
    assert len(asked) <= 8, asked


TWO = {"partners-0-key": "Rodewisch", "partners-1-key": "Lengenfeld"}
SAVED_BY = [
    {},
    {"partners-0-key": "Rodewisch", "partners-1-key": "Plauen", "partners-1-task": "Werbung"},
    {"partners-0-key": "Lengenfeld", "partners-1-key": ""},
]


@pytest.mark.parametrize("before", SAVED_BY, ids=["new", "one-instead-of-another", "one-more"])
def test_partners_come_and_go_by_the_button_in_at_most_eight_queries(draft, as_, before):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/partners"
    answers = {"together": "yes", "aktion": "spaeter"}
    if before:
        town.send(page, before | answers)
    data = town.fields(page) | TWO | answers
    with statements() as asked:
        assert town.post(page, data=data).status_code == 303
    assert len(asked) <= 8, asked
    with reading() as session:
        kept = find.case(session, CLOCK, draft).partners
    assert [one.name for one in kept] == ["Rodewisch", "Lengenfeld"]


def test_what_partners_do_is_saved_by_the_button_in_at_most_eight_queries(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/partners"
    two = {"partners-0-key": "Rodewisch", "partners-1-key": "Lengenfeld"}
    town.send(page, two | {"together": "yes", "aktion": "spaeter"})
    shown = dict(re.findall(r'name="(partners-\d-key)" value="([^"]+)"', town.get(page).text))
    assert len(shown) == 2
    tasks = {"partners-0-task": "Räume", "partners-1-task": "Werbung"}
    answers = {"together": "yes", "agreement": "planned", "aktion": "spaeter"}
    data = town.fields(page) | shown | tasks | answers
    with statements() as asked:
        assert town.post(page, data=data).status_code == 303
    assert len(asked) <= 8, asked
    with reading() as session:
        kept = find.case(session, CLOCK, draft).partners
    assert [(one.name, one.task) for one in kept] == [
        ("Rodewisch", "Räume"),
        ("Lengenfeld", "Werbung"),
    ]


def test_a_partner_that_is_no_more_is_told_at_the_next_save(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/partners"
    town.send(page, {"partners-0-key": "Rodewisch", "together": "yes", "aktion": "spaeter"})
    with transaction() as session:
        session.execute(
            update(Municipality)
            .where(Municipality.name == "Rodewisch")
            .values(valid_to=date(2022, 6, 30))
        )
    shown = re.search(r'name="(partners-0-key)" value="([^"]+)"', town.get(page).text)
    answer = town.send(page, {shown[1]: shown[2], "together": "yes", "aktion": "spaeter"})
    assert answer.status_code == 422
    assert 'id="partners-0-key-e"' in answer.text


def test_a_line_that_comes_without_its_kind_is_refused_there(draft, as_):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/expenditure"
    line = {"label": "Neu", "unit": "flat", "year": "2022", "amount": "5"}
    data = town.fields(page) | {f"lines-0-{name}": value for name, value in line.items()}
    answer = town.post(page, data=data | {"aktion": "bleiben"})
    assert answer.status_code == 422
    assert 'id="lines-0-kind-e"' in answer.text
    assert town.post(f"{page}/entwurf", data=data).status_code == 422


@pytest.mark.parametrize("name", ["lines-²-label", "lines-" + "9" * 5_000, "lines-٣-label"])
def test_a_row_with_a_number_that_is_none_of_ours_is_refused(draft, as_, name):
    town, page = as_(EDITOR), f"/antraege/{draft}/abschnitt/expenditure"
    data = town.fields(page) | {name: "x"}
    for path in (page, f"{page}/entwurf"):
        assert town.post(path, data=data).status_code == 400


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_typed_while_a_save_is_under_way_is_not_called_saved(draft, chromium, server):  # noqa: F811
    page, held = sign_in(chromium, server, EDITOR), []
    page.route("**/entwurf", lambda route: held.append(route))
    page.goto(server + PAGE.format(draft))
    page.fill("#summary", "Erster Satz")
    with page.expect_request("**/entwurf"):
        page.locator("#place").focus()
    page.fill("#summary", "Erster und zweiter Satz")
    with page.expect_response("**/entwurf"):
        held[0].continue_()
    page.locator("[data-saved]").filter(has_text="Noch nicht gespeichert").wait_for()
    assert answers(draft)[0] == "Erster Satz"


@pytest.mark.browser
@pytest.mark.slow
def test_a_click_does_not_wait_for_ever_for_a_save_that_never_answers(draft, chromium, server):  # noqa: F811
    page, held = sign_in(chromium, server, EDITOR), []
    page.route("**/entwurf", lambda route: held.append(route))
    page.goto(server + PAGE.format(draft))
    page.fill("#summary", "Trotzdem gesendet")
    with page.expect_request("**/entwurf"):
        page.locator("#place").focus()
    page.click("button[value=spaeter] >> nth=-1")
    page.wait_for_url(f"**/antraege/{draft}")
    assert answers(draft)[0] == "Trotzdem gesendet"
