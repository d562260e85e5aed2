"""Bad input gets a clear sentence and the right status; nothing is lost, nothing half done."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.models import Answers, Application, AuditEntry, Line, Notice, RuleValue, StoredFile
from funding.services.applying.save_section import save_section
from funding.tasks.broker import Relay
from tests.stages import EDITOR, FIRST, REVIEWER, SIGNATORY, bring
from tests.web.test_access import path_of
from workflows.application import State, Trigger

PASSWORD = "praevention-2022"


def count(model):
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def case(reference):
    with reading() as session:
        return session.scalars(select(Application).where(Application.reference == reference)).one()


def test_every_form_without_its_token_is_refused_and_changes_nothing(app, play, as_):
    reference = bring(play, State.IN_CHECK)
    people = {"/antraege": as_(SIGNATORY), "/": as_(REVIEWER)}
    before = (count(AuditEntry), count(Notice), case(reference).version)
    posts = [r for r in app.url_map.iter_rules() if "POST" in r.methods]
    assert len(posts) > 20
    for rule in posts:
        person = people["/antraege" if rule.rule.startswith("/antraege") else "/"]
        answer = person.post(path_of_any(rule, reference), data={"reason": "x"})
        assert answer.status_code == 400, rule.rule
    assert (count(AuditEntry), count(Notice), case(reference).version) == before


def test_no_page_changes_anything_by_being_looked_at(app, play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    Relay(ticking=True).live()  # else the page for monitors says that no worker runs
    before = (count(AuditEntry), case(reference).version)
    for email in (SIGNATORY, REVIEWER, FIRST):
        person = as_(email)
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and "static" not in rule.rule and "sprache" not in rule.rule:
                answer = person.get(path_of_any(rule, reference))
                assert answer.status_code < 500, (email, rule.rule)
    assert (count(AuditEntry), case(reference).version) == before


def path_of_any(rule, reference):
    known = {"code": "2022", "name": "impressum", "token": "x"}
    path = re.sub(r"<(?:[^:>]+:)?(code|name|token)>", lambda m: known[m[1]], rule.rule)
    if "<" not in path:
        return path
    return path_of(type("Rule", (), {"rule": path}), reference)


def draft_and_page(play, section):
    reference = bring(play, State.DRAFT)
    return reference, f"/antraege/{reference}/abschnitt/{section}"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("1234,5", 123450), ("1.234,50", 123450), ("1 234,50 €", 123450), ("0", 0)],
)
def test_amounts_are_read_as_an_office_types_them(play, as_, typed, cents):
    reference, page = draft_and_page(play, "financing")
    answer = as_(EDITOR).send(page, {"own_cash": typed, "own_cash_cents": typed})
    assert answer.status_code == 303, answer.text[:500]
    assert case_cents(reference) == cents


def case_cents(reference):
    with reading() as session:
        return session.get(Answers, case(reference).id).own_cash_cents


@pytest.mark.parametrize("typed", ["12.50", "NaN", "1e5", "-5", "1.300.000,01", "zwölf", "1,234"])
def test_an_amount_that_cannot_be_read_is_refused_with_a_sentence_and_kept(play, as_, typed):
    reference, page = draft_and_page(play, "financing")
    before = case_cents(reference)
    answer = as_(EDITOR).send(page, {"own_cash": typed, "own_cash_cents": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert "Bitte prüfen Sie" in answer.text
    assert case_cents(reference) == before


def test_what_asks_for_a_second_look_stands_on_its_own_page_with_a_link_to_its_line(play, as_):
    _reference, page = draft_and_page(play, "expenditure")
    town = as_(EDITOR)
    line = {"kind": "personnel", "label": "Leitung", "unit": "flat", "year": "2022"}
    line |= {"amount": "1.000", "pay_grade": "E15", "qualification": "applied", "eligible": "y"}
    data = {f"lines-0-{name}": value for name, value in line.items()}
    assert town.send(page, data | {"aktion": "bleiben"}).status_code == 303
    text = town.get(page).text
    assert "Bitte noch einmal ansehen; einreichen können Sie trotzdem" in text
    assert "Für diesen Abschluss ist höchstens Entgeltgruppe" in text
    assert 'href="#lines-0-pay_grade"' in text
    assert (
        town.send(page, data | {"lines-0-pay_grade": "E9b", "aktion": "bleiben"}).status_code == 303
    )
    assert "Bitte noch einmal ansehen" not in town.get(page).text


def test_a_day_that_does_not_exist_is_refused_and_kept(play, as_):
    _reference, page = draft_and_page(play, "schedule")
    typed = {"begins_on-day": "31", "begins_on-month": "2", "begins_on-year": "2022"}
    answer = as_(EDITOR).send(page, typed)
    assert answer.status_code == 422
    assert 'value="31"' in answer.text


def test_a_text_that_is_too_long_is_refused_with_its_limit(play, as_):
    _reference, page = draft_and_page(play, "project")
    answer = as_(EDITOR).send(page, {"title": "x" * 121})
    assert answer.status_code == 422
    assert "120" in answer.text


def test_an_unknown_municipality_is_refused_and_the_two_auerbachs_are_told_apart(play, as_):
    _reference, page = draft_and_page(play, "partners")
    town = as_(EDITOR)
    form = {"together": "yes", "partners-0-key": "14999999"}
    assert town.send(page, form).status_code == 422
    both = town.send(page, {"together": "yes", "partners-0-key": "Auerbach"})
    assert "14523020" in both.text
    assert "14521040" in both.text
    assert "Erzgebirgskreis" in both.text
    assert "Vogtlandkreis" in both.text


def test_a_stale_form_gets_a_page_with_both_texts_and_loses_nothing(play, as_):
    reference, page = draft_and_page(play, "project")
    first, second = as_(EDITOR), as_(SIGNATORY)
    stale = first.fields(page)
    assert second.send(page, {"title": "Der andere Titel"}).status_code == 303
    answer = first.post(page, data=stale | {"title": "Mein Titel"})
    assert answer.status_code == 409
    assert "Mein Titel" in answer.text
    assert "Der andere Titel" in answer.text
    assert case(reference).title == "Der andere Titel"


def test_a_stale_decision_is_told_what_a_colleague_has_done_meanwhile(play, as_):
    reference = bring(play, State.REVIEWED)
    page = f"/entscheidungen/{reference}"
    late = as_("entscheidung2@smi.example")
    form = late.fields(page) | {"aktion": "reject_first", "reason": "Meine lange Begründung"}
    play.step(FIRST, reference, Trigger.APPROVE_FIRST)
    answer = late.post(page, data=form)
    assert answer.status_code == 409
    assert "Entscheidung 1" in answer.text
    assert "Meine lange Begründung" in answer.text
    assert case(reference).state == State.FIRST_APPROVED


def test_an_unfinished_check_is_refused_and_keeps_what_was_judged(play, as_):
    reference = bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    page = f"/vorgaenge/{reference}/formale-pruefung"
    typed = {"eligible": "met", "eligible_note": "liegt vor", "aktion": "accept_complete"}
    answer = office.send(page, typed)
    assert answer.status_code == 409
    assert "Was Sie eingegeben hatten" not in answer.text
    assert "liegt vor" in office.get(page).text
    assert case(reference).state == State.IN_CHECK


def test_a_double_click_submits_once_and_shows_the_first_result(play, as_):
    reference = ready_draft(play)
    town = as_(SIGNATORY)
    page = f"/antraege/{reference}/einreichen"
    form = town.fields(page) | {"password": PASSWORD}
    first, second = town.post(page, data=form), town.post(page, data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    with reading() as session:
        submitted = select(func.count(AuditEntry.id)).where(AuditEntry.trigger == "submit")
        assert session.scalar(submitted) == 1


def test_submitting_again_from_a_second_window_leads_to_the_receipt(play, as_):
    reference = ready_draft(play)
    town = as_(SIGNATORY)
    page = f"/antraege/{reference}/einreichen"
    form = town.fields(page) | {"password": PASSWORD}
    other = town.fields(page) | {"password": PASSWORD}
    assert form["form_key"] != other["form_key"]
    town.post(page, data=form)
    again = town.post(page, data=other)
    assert (again.status_code, again.location) == (303, f"/antraege/{reference}/bestaetigung")
    assert "Dieser Antrag ist bereits eingereicht." in town.get(again.location).text
    assert as_(EDITOR).post(page, data=other).status_code != 303


def ready_draft(play):
    """Write an application that is ready to be handed in."""
    return play.write("floeha", "Ein Vorhaben", "violence", 2_000_000)


def test_a_wrong_password_submits_nothing(play, as_):
    reference = ready_draft(play)
    answer = as_(SIGNATORY).send(f"/antraege/{reference}/einreichen", {"password": "falsch"})
    assert answer.status_code == 422
    assert case(reference).state == State.DRAFT


def test_an_editor_may_not_submit_and_is_told_who_may(play, as_):
    reference = ready_draft(play)
    editor = as_(EDITOR)
    page = editor.get(f"/antraege/{reference}/einreichen")
    assert "Zeichnung Flöha" in page.text
    data = editor.form(case(reference).version) | {"password": PASSWORD}
    assert editor.post(f"/antraege/{reference}/einreichen", data=data).status_code == 403
    assert case(reference).state == State.DRAFT


def test_one_microsecond_after_closing_nothing_is_submitted(play, as_, moved):
    reference = ready_draft(play)
    town = as_(SIGNATORY)
    page = f"/antraege/{reference}/einreichen"
    form = town.fields(page) | {"password": PASSWORD}
    with reading() as session:
        from funding.models import Call

        closing = session.get(Call, case(reference).call_id).closes_at
    moved.instant = closing - timedelta(hours=1)
    town = as_(SIGNATORY)
    form = town.fields(page) | {"password": PASSWORD}
    moved.instant = closing
    answer = town.post(page, data=form)
    assert answer.status_code == 409
    assert case(reference).state == State.DRAFT


def test_a_step_that_is_not_possible_now_is_explained(play, as_):
    reference = bring(play, State.SUBMITTED)
    office = as_(REVIEWER)
    data = office.form(case(reference).version) | {"reason": "x"}
    answer = office.post(f"/vorgaenge/{reference}/schritt/close", data=data)
    assert answer.status_code in (404, 409)
    assert case(reference).state == State.SUBMITTED


def test_a_forged_state_changes_nothing(play, as_):
    reference, page = draft_and_page(play, "project")
    as_(EDITOR).send(page, {"title": "Ein Titel", "state": "approved", "approved_cents": "1"})
    found = case(reference)
    assert (found.state, found.approved_cents, found.title) == (State.DRAFT, None, "Ein Titel")


def answer_form(play, as_, data, name):
    reference = bring(play, State.INFO_REQUESTED)
    town = as_(EDITOR)
    page = f"/antraege/{reference}/nachforderung"
    field = re.search(r'type="file"[^>]*name="([^"]+)"', town.get(page).text)
    field = field or re.search(r'name="([^"]+)"[^>]*type="file"', town.get(page).text)
    form = town.fields(page) | {field[1]: (io.BytesIO(data), name)}
    return reference, town, town.post(page, data=form, content_type="multipart/form-data")


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


def test_a_file_is_kept_by_its_content_and_served_as_an_attachment_only(play, as_):
    reference, town, answer = answer_form(play, as_, PDF, "../Beschluß <b>.pdf")
    assert answer.status_code == 303, answer.text[:800]
    with reading() as session:
        file = session.scalars(select(StoredFile)).one()
    assert "/" not in file.name
    sent = town.get(f"/antraege/{reference}/datei/{file.id}")
    assert sent.status_code == 200
    assert sent.data == PDF
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    sent.close()
    assert (
        as_("zeichnung@rodewisch.example").get(f"/antraege/{reference}/datei/{file.id}").status_code
        == 404
    )


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"<html>", "brief.pdf", 422),
        (PDF, "brief.html", 422),
        (PDF, "brief.docx", 422),
        (b"", "leer.pdf", 422),
    ],
)
def test_what_is_not_what_it_is_called_is_refused(play, as_, data, name, status):
    _reference, _town, answer = answer_form(play, as_, data, name)
    assert answer.status_code == status
    assert count(StoredFile) == 0


def test_a_file_above_the_limit_of_the_rules_is_refused_at_its_field(play, as_):
    with transaction() as session:
        session.execute(update(RuleValue).where(RuleValue.key == "file_bytes").values(value=1_000))
    _reference, _town, answer = answer_form(
        play, as_, PDF.replace(b"1 0 obj", b"x" * 2_000), "gross.pdf"
    )
    assert answer.status_code in (413, 422)
    assert "gross.pdf“ ist 2,1 KB groß. Erlaubt sind 1000 Byte." in answer.text
    assert count(StoredFile) == 0


def test_a_request_that_is_too_large_as_a_whole_is_refused_before_it_is_read(play, as_):
    reference = bring(play, State.INFO_REQUESTED)
    answer = as_(EDITOR).post(
        f"/antraege/{reference}/nachforderung",
        data=b"x",
        environ_overrides={"CONTENT_LENGTH": str(161 * 1024 * 1024)},
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "20 MB" in answer.text
    assert count(StoredFile) == 0


def test_the_queue_asks_at_most_four_questions_however_long_it_is(play, as_):
    office = as_(REVIEWER)

    def asked():
        assert office.get("/arbeitsvorrat?ansicht=alle").status_code == 200  # notes the presence
        statements = []
        listener = lambda _c, _k, statement, *_: statements.append(statement)  # noqa: E731
        event.listen(store.engine, "before_cursor_execute", listener)
        assert office.get("/arbeitsvorrat?ansicht=alle").status_code == 200
        event.remove(store.engine, "before_cursor_execute", listener)
        return [s for s in statements if not s.startswith("BEGIN")]

    office.get("/arbeitsvorrat")
    bring(play, State.SUBMITTED)
    few = asked()
    for _ in range(4):
        bring(play, State.SUBMITTED)
    many = asked()
    assert len(few) == len(many) <= 4, many


def test_two_hundred_lines_of_a_plan_are_saved(play, as_):
    reference = bring(play, State.DRAFT)
    from funding.services.applying.save_rows import LineEntry

    lines = [LineEntry("material", f"Position {n}", 1000 + n, True, 2022) for n in range(200)]
    play.act(EDITOR, lambda s, a: save_section(s, a, reference, "expenditure", {}, lines=lines))
    assert count(Line) == 200
    assert as_(EDITOR).get(f"/antraege/{reference}/abschnitt/expenditure").status_code == 200


def summary(text):
    """Return the entries of the summary of errors: (id of the field, sentence)."""
    block = text.partition('id="fehler"')[2].partition("</ul>")[0]
    return re.findall(r'href="#([^"]+)">([^<]+)<', block)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12.50", "Schreiben Sie Cent nach einem Komma, zum Beispiel 12,50."),
        ("-5", "Der Betrag darf nicht negativ sein."),
        ("9.999.999,00", "höchstens 1.300.000,00\xa0€"),
        ("9" * 30, "höchstens 1.300.000,00\xa0€"),
        ("1,234", "höchstens zwei Stellen für Cent"),
        ("zwölf", "zum Beispiel 1.234,50"),
    ],
)
def test_the_summary_names_field_and_row_and_what_is_possible(play, as_, typed, sentence):
    _reference, page = draft_and_page(play, "expenditure")
    rows = {
        "lines-0-kind": "material",
        "lines-0-label": "Flyer",
        "lines-0-year": "2022",
        "lines-0-unit": "flat",
        "lines-0-amount": "10",
        "lines-1-kind": "material",
        "lines-1-label": "Plakate",
        "lines-1-year": "2022",
        "lines-1-unit": "flat",
        "lines-1-amount": typed,
    }
    answer = as_(EDITOR).send(page, rows)
    assert answer.status_code == 422
    [(field, told)] = summary(answer.text)
    assert field == "lines-1-amount"
    assert f'id="{field}"' in answer.text
    assert told.startswith("Position 2: Betrag: ")
    assert sentence in told


def test_a_day_that_does_not_exist_is_called_by_its_name(play, as_):
    _reference, page = draft_and_page(play, "schedule")
    typed = {"begins_on-day": "31", "begins_on-month": "02", "begins_on-year": "2022"}
    typed |= {"ends_on-day": "1", "ends_on-month": "2", "ends_on-year": "22"}
    assert summary(as_(EDITOR).send(page, typed).text) == [
        (
            "begins_on-day",
            "Beginn des Vorhabens: Den Tag 31.02.2022 gibt es nicht. Prüfen Sie Tag und Monat.",
        ),
        (
            "ends_on-day",
            "Ende des Vorhabens: Geben Sie das Jahr mit vier Ziffern ein, von 1990 bis 2100.",
        ),
    ]


@pytest.mark.parametrize(("year", "status"), [("1990", 303), ("2100", 303), ("1989", 422)])
@pytest.mark.parametrize("field", ["begins_on", "ends_on"])
def test_only_days_that_a_project_can_have_are_taken(play, as_, field, year, status):
    _reference, page = draft_and_page(play, "schedule")
    typed = {f"{field}-day": "31", f"{field}-month": "12", f"{field}-year": year}
    assert as_(EDITOR).send(page, typed).status_code == status


@pytest.mark.parametrize("year", ["2101", "2199", "9999"])
def test_a_notice_of_another_century_is_not_computed(play, as_, year):
    reference = bring(play, State.APPROVED)
    page = f"/vorgaenge/{reference}/bescheid"
    day = {"issued_on-day": "31", "issued_on-month": "12", "channel": "post"}
    office = as_(REVIEWER)
    told = office.send(page, day | {"issued_on-year": year, "aktion": "berechnen"})
    assert (told.status_code, "von 1990 bis 2100" in told.text) == (422, True)
    last = office.send(page, day | {"issued_on-year": "2100", "aktion": "berechnen"})
    assert last.status_code == 200


def test_an_unknown_municipality_is_told_together_with_the_other_faults(play, as_):
    _reference, page = draft_and_page(play, "partners")
    typed = {"together": "yes", "partners-0-key": "14999999", "partners-0-contact_email": "keine"}
    typed |= {"partners-1-key": "Rodewisch", "partners-1-contribution": "-5"}
    faults = summary(as_(EDITOR).send(page, typed).text)
    assert [field for field, _told in faults] == [
        "partners-0-key",
        "partners-0-contact_email",
        "partners-1-contribution",
    ]
