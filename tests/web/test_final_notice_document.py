"""The final notice as a document: drafted from the audit, kept with the signature, then told."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.forms.final_paper import words_of
from funding.models import DecisionNotice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.pdf import attached, metadata
from tests.recoveries import claim
from tests.stages import AUDITOR, FIRST, PARTNER, SIGNATORY, bring
from tests.web.test_access import STRANGER
from workflows.application import State


def office(reference):
    return f"/vorgaenge/{reference}/schlussbescheid.pdf"


def town(reference):
    return f"/antraege/{reference}/schlussbescheid.pdf"


def said(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return json.loads(attached(answer.data))


def kept():
    with reading() as session:
        query = select(DecisionNotice.content).where(DecisionNotice.kind == "final")
        return session.scalars(query).one()


def told(play, reference):
    """Go on to the day on which the final notice counts as notified."""
    with reading() as session:
        query = select(DecisionNotice.notified_on).where(DecisionNotice.kind == "final")
        day = session.scalars(query).one()
    play.go(max(day, play.today))


def text(content, **more):
    """Return all that the document says, in one text."""
    words = words_of(content | more, draft=False)
    parts = [
        " ".join([one["title"], *one["paragraphs"], *(cell for row in one["body"] for cell in row)])
        for one in words["parts"]
    ]
    return "\n".join([words["heading"], *parts])


def test_before_it_is_signed_the_office_reads_a_draft_and_the_town_nothing(play, as_):
    reference = bring(play, State.AUDITED)
    for email in (AUDITOR, FIRST):
        answer = as_(email).get(office(reference))
        assert 'filename="Entwurf-' in answer.headers["Content-Disposition"]
        assert said(answer)["kind"] == "final"
    assert (
        f'href="{office(reference)}"' in as_(FIRST).get(f"/vorgaenge/{reference}/abrechnung").text
    )
    assert as_(SIGNATORY).get(town(reference)).status_code == 404
    assert as_(SIGNATORY).get(office(reference)).status_code in {403, 404}


@pytest.mark.parametrize("state", [State.IN_PROGRESS, State.REPORTED])
def test_without_an_audit_there_is_none(play, as_, state):
    reference = bring(play, state)
    assert as_(AUDITOR).get(office(reference)).status_code == 404


def test_what_was_signed_is_kept_and_told_once_it_is_notified(play, as_):
    reference = bring(play, State.SETTLING)
    assert as_(SIGNATORY).get(town(reference)).status_code == 404, "it is on its way"
    assert said(as_(AUDITOR).get(office(reference))) == kept()
    told(play, reference)
    for email in (SIGNATORY, "bearbeitung@floeha.example"):
        page = as_(email).get(f"/antraege/{reference}").text
        assert f'href="{town(reference)}"' in page
        assert said(as_(email).get(town(reference))) == kept()
    for email in (STRANGER, PARTNER):
        assert as_(email).get(town(reference)).status_code == 404


def test_it_is_in_the_archive_of_the_case(play, as_):
    reference = bring(play, State.SETTLING)
    path = f"/antraege/{reference}/alles.zip"
    names = ZipFile(io.BytesIO(as_(SIGNATORY).get(path).data)).namelist()
    assert "schlussbescheid.pdf" not in names
    told(play, reference)
    archive = ZipFile(io.BytesIO(as_(SIGNATORY).get(path).data))
    assert archive.read("schlussbescheid.pdf") == as_(SIGNATORY).get(town(reference)).data


def test_it_says_what_is_granted_in_the_end_and_how_that_is_computed(play):
    bring(play, State.SETTLING)
    content = kept()
    assert content["final_cents"] == content["steps"][-3]["cents"]
    assert content["rest_cents"] == content["final_cents"] - content["paid_cents"]
    assert content["official"] == "Entscheidung 1"
    written = text(content)
    assert written.startswith("Schlussbescheid\n")
    for sentence in (
        "endgültig auf",
        "Endgültige Zuwendung: der kleinste Betrag",
        "sobald dieser Bescheid bekannt gegeben ist",
        "Formal, rechnerisch und sachlich geprüft.",
        "Klage beim Verwaltungsgericht Chemnitz",
        "Bewahren Sie die Belege",
    ):
        assert sentence in written, sentence
    assert "zu erstatten" not in written.replace("Zu erstatten", "")


def test_it_reclaims_what_was_overpaid_and_says_that_the_town_was_heard(play):
    reference = bring(play, State.RECOVERING)
    content = kept()
    assert content["kind"] == "reclaim"
    assert content["reclaimed_cents"] == claim(reference).amount_cents
    written = text(content)
    assert written.startswith("Schluss- und Erstattungsbescheid\n")
    for sentence in (
        "haben Sie zu erstatten (§ 49a Abs. 1 VwVfG)",
        "innerhalb eines Monats nach Bestandskraft",
        "angehört (§ 28 VwVfG)",
        "Ihre Äußerung wurde",
        "im öffentlichen Interesse",
    ):
        assert sentence in written, sentence
    assert "nicht zurückgefordert" not in written


@pytest.mark.parametrize(
    ("why", "sentence"), [("small", "als Kleinbetrag nicht"), ("barred", "Jahresfrist der §§ 48")]
)
def test_it_says_why_nothing_is_reclaimed(play, why, sentence):
    bring(play, State.SETTLING)
    written = text(kept(), given_up=why, given_up_cents=1_234)
    assert sentence in written
    assert "12,34" in written


def test_nothing_typed_in_an_audit_is_more_than_text(play, as_):
    reference = bring(play, State.SETTLING)
    hostile = kept() | {"reasons": '#read("/etc/passwd") *fett* $x$'}
    with transaction() as session:
        final = DecisionNotice.kind == "final"
        session.execute(update(DecisionNotice).where(final).values(content=hostile))
    assert said(as_(AUDITOR).get(office(reference))) == hostile


def test_it_is_accessible_archivable_and_the_same_in_every_byte(play, as_):
    reference = bring(play, State.SETTLING)
    first = as_(AUDITOR).get(office(reference)).data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata(first)
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata(first)
    assert as_(FIRST).get(office(reference)).data == first


def test_what_it_says_is_sealed_in_the_audit(play):
    reference = bring(play, State.SETTLING)
    with reading() as session:
        assert differences(session, digest) == []
    with transaction() as session:
        final = DecisionNotice.kind == "final"
        forged = kept() | {"final_cents": 1}
        session.execute(update(DecisionNotice).where(final).values(content=forged))
    with reading() as session:
        found = differences(session, digest)
    assert found == [f"case {reference}: the final notice says what was not issued"]
