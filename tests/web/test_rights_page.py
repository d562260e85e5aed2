"""Who works on a draft: the page where a town gives rights, and what who only reads can see and do."""

from __future__ import annotations

import io
import re

import pytest

from funding.db import reading, transaction
from funding.models import AuditEntry
from funding.queries.accounts.actors import by_email
from funding.services.accounts.sign_in import Passwords
from funding.services.administration.set_up_demo import PASSWORD, add_account
from tests.samples import pdf
from tests.stages import (
    EDITOR,
    PARTNER,
    PARTNER_EDITOR,
    PARTNERS,
    SIGNATORY,
    TOWN_KEY,
    bring,
    bring_together,
)
from workflows.application import State

STRANGER = "zeichnung@rodewisch.example"
SECOND = "zweite@floeha.example"


@pytest.fixture
def draft(play):
    return bring(play, State.DRAFT)


def path_of(reference):
    return f"/antraege/{reference}/rechte"


def field_of(email):
    with reading() as session:
        return f"right_{by_email(session, email).person_id.hex}"


def give(as_, by, reference, to, right, town=None):
    path = path_of(reference) + (f"?kommune={town}" if town else "")
    return as_(by).send(path_of(reference), {field_of(to): right}, path)


def main(answer):
    return re.sub(r"\s+", " ", answer.text.partition("<main")[2])


def inputs(answer):
    return re.findall(r"<(?:input|textarea|select|button|form)\b", main(answer))


def test_a_signatory_gives_a_right_and_the_colleague_reads_it_on_the_overview(draft, as_):
    colleague = as_(EDITOR)
    assert "Ihr Recht: Bearbeiten" in main(colleague.get(f"/antraege/{draft}"))
    answer = give(as_, SIGNATORY, draft, EDITOR, "read")
    assert (answer.status_code, answer.location) == (303, f"{path_of(draft)}?kommune={TOWN_KEY}")
    overview = main(colleague.get(f"/antraege/{draft}"))
    assert overview.count("Ihr Recht: Lesen") == 1
    assert "Bearbeitung Flöha" in overview
    assert "Weiter mit" not in overview
    assert path_of(draft) in overview
    assert "Ihr Recht: Unterschreiben" in main(as_(SIGNATORY).get(f"/antraege/{draft}"))


def test_who_gives_no_rights_reads_them(play, as_):
    reference = bring_together(play, State.COSIGNING)
    page = as_(PARTNER_EDITOR).get(path_of(reference))
    assert (page.status_code, inputs(page)) == (200, [])
    assert "Zeichnung Lengenfeld" in main(page)
    assert "Flöha" not in main(page)
    foreign = as_(PARTNER).get(f"{path_of(reference)}?kommune={TOWN_KEY}")
    assert foreign.status_code == 404
    assert as_(STRANGER).get(path_of(reference)).status_code == 404


def test_an_editor_is_not_given_the_right_to_sign_and_it_is_said_who_could(draft, as_):
    page = main(as_(SIGNATORY).get(path_of(draft)))
    assert "muss sie zuerst vergeben" in page
    assert page.count('value="sign"') == 1
    answer = give(as_, SIGNATORY, draft, EDITOR, "sign")
    assert answer.status_code == 422
    assert "Ohne diese Rolle: Bearbeitung Flöha." in main(answer)
    assert "Zugänge verwaltet" in main(answer)


def test_one_who_may_sign_remains_and_the_sentence_says_so(draft, as_):
    answer = give(as_, SIGNATORY, draft, SIGNATORY, "edit")
    assert answer.status_code == 422
    assert "niemand mehr unterschreiben" in main(answer)


@pytest.mark.parametrize("right", ["own", "", "sign\x85"])
def test_a_right_that_there_is_not_is_refused(draft, as_, right):
    before = as_(EDITOR).get(f"/antraege/{draft}/abschnitt/project").status_code
    answer = give(as_, SIGNATORY, draft, EDITOR, right)
    assert (before, answer.status_code) == (200, 422)


def writes(reference):
    """Name what somebody who writes in a draft sends, by its path."""
    base = f"/antraege/{reference}"
    return {
        f"{base}/abschnitt/project": {"summary": "x", "aktion": "weiter"},
        f"{base}/abschnitt/project/entwurf": {"summary": "x"},
        f"{base}/abschnitt/anlagen": {"aktion": "weiter"},
        f"{base}/abschnitt/anlagen/resolution": {"datei": (io.BytesIO(pdf()), "Beschluss.pdf")},
        f"{base}/abschnitt/expenditure/einfuegen": {"text": "Neu\t1", "aktion": "uebernehmen"},
        f"{base}/mitzeichnung/anfragen": {},
        f"{base}/einreichen": {"password": PASSWORD},
        f"{base}/loeschen": {},
        f"{base}/rechte": {"town": TOWN_KEY},
    }


def refused(person, reference, sent, play):
    """Send everything, each as a page would; return what was not refused with the sentence."""
    wrong = []
    for path, data in sent.items():
        data = person.form(play._read(reference).version) | data
        answer = person.post(path, data=data, content_type="multipart/form-data")
        told = answer.json["told"] if answer.is_json else main(answer)
        # A script is told in its own way, so that it can say the sentence on the page.
        assert answer.is_json == path.endswith(("/entwurf", "/anlagen/resolution")), path
        if answer.status_code != 403 or "Ihr Recht an diesem Entwurf" not in told:
            wrong.append((path, answer.status_code))
    return wrong


def entries():
    with reading() as session:
        return session.query(AuditEntry).count()


def another_signatory(key=TOWN_KEY, email=SECOND):
    with transaction() as session:
        hashed = Passwords(cheap=True).hash(PASSWORD)
        add_account(session, email, "Zweite Zeichnung", ("applicant_signatory",), key, hashed)


def test_who_only_reads_is_refused_everywhere_with_a_sentence(draft, as_, play):
    another_signatory()
    assert give(as_, SECOND, draft, SIGNATORY, "read").status_code == 303
    version, before = play._read(draft).version, entries()
    assert refused(as_(SIGNATORY), draft, writes(draft), play) == []
    assert (play._read(draft).version, entries()) == (version, before)


def test_who_may_edit_and_not_sign_is_refused_what_needs_a_signature(draft, as_, play):
    another_signatory()
    assert give(as_, SECOND, draft, SIGNATORY, "edit").status_code == 303
    sent = writes(draft)
    signing = {
        path: sent[path] for path in sent if path.endswith(("einreichen", "loeschen", "rechte"))
    }
    assert len(signing) == 3
    assert refused(as_(SIGNATORY), draft, signing, play) == []
    town = as_(SIGNATORY)
    page = f"/antraege/{draft}/abschnitt/project"
    assert town.send(page, {"summary": "Geht", "aktion": "spaeter"}).status_code == 303
    submit = main(town.get(f"/antraege/{draft}/einreichen"))
    assert "Ihr Recht: Bearbeiten" in submit
    [named] = re.findall(r"Flöha: ([^<–]+) –", submit)
    assert named == "Zweite Zeichnung"


def test_who_only_reads_finds_every_page_in_words_and_nothing_to_press(draft, as_):
    page = f"/antraege/{draft}/abschnitt/project"
    as_(EDITOR).send(page, {"summary": "Ein Platz am Markt", "aktion": "spaeter"})
    give(as_, SIGNATORY, draft, EDITOR, "read")
    town = as_(EDITOR)
    codes = re.findall(r"/abschnitt/([a-z_]+)", main(town.get(f"/antraege/{draft}")))
    assert len(set(codes)) == 12
    for code in {*codes, "anlagen"}:
        answer = town.get(f"/antraege/{draft}/abschnitt/{code}", follow_redirects=True)
        assert (answer.status_code, inputs(answer)) == (200, []), code
        assert "Ihr Recht: Lesen" in main(answer)
    assert "Ein Platz am Markt" in main(town.get(page))
    for path in ("pruefen", "einreichen", "loeschen", "mitzeichnung/anfragen", "rechte"):
        answer = town.get(f"/antraege/{draft}/{path}")
        assert (answer.status_code, inputs(answer)) == (200, []), path
    assert "kern-btn--primary" not in main(town.get(f"/antraege/{draft}/pruefen"))


def test_a_partners_person_who_only_reads_reads_its_part_and_changes_nothing(play, as_):
    reference, key = bring_together(play, State.COSIGNING), PARTNERS[0]
    another_signatory(key, "zweite@lengenfeld.example")
    town = {"partner": key}
    for email in (PARTNER_EDITOR, PARTNER):
        answer = give(as_, "zweite@lengenfeld.example", reference, email, "read")
        assert answer.status_code == 303
    base = f"/antraege/{reference}/mitzeichnung"
    part = {"task": "Neu", "contribution": "500,00", "share": "25"}
    sent = {
        base: town | {"password": PASSWORD},
        f"{base}/anteil": town | part,
        f"{base}/ablehnen": town | {"reason": "so"},
    }
    version = play._read(reference).version
    for email in (PARTNER_EDITOR, PARTNER):
        person = as_(email)
        assert refused(person, reference, sent, play) == []
        for path in sent:
            answer = person.get(path)
            assert (answer.status_code, inputs(answer)) == (200, []), path
        assert "Eigenen Anteil" not in main(person.get(base))
        assert "Ihr Recht: Lesen" in main(person.get(f"/antraege/{reference}"))
    assert play._read(reference).version == version


def test_an_older_page_gives_no_right_and_says_so(draft, as_):
    town = as_(SIGNATORY)
    old = town.fields(path_of(draft))
    give(as_, SIGNATORY, draft, EDITOR, "read")
    answer = town.post(path_of(draft), data=old | {field_of(EDITOR): "edit"})
    assert answer.status_code == 409
    assert "Ihr Recht: Lesen" in main(as_(EDITOR).get(f"/antraege/{draft}"))


def test_after_submission_the_page_leads_to_the_status(play, as_):
    reference = bring(play, State.SUBMITTED)
    answer = as_(SIGNATORY).get(path_of(reference))
    assert (answer.status_code, answer.location) == (303, f"/antraege/{reference}")
    assert "Ihr Recht" not in main(as_(EDITOR).get(f"/antraege/{reference}"))
