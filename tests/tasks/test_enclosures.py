"""A letter takes along what belongs to it, and goes without it rather than not at all."""

from __future__ import annotations

import hashlib
import mailbox
from datetime import date, timedelta
from email import message_from_bytes, policy

import icalendar
import pytest
from sqlalchemy import delete, event, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.errors import NotTypeset
from funding.forms.paper import pdf_of
from funding.models import Account, Application, Notice, Submission
from funding.notices.enclosures import dates_of
from funding.queries.applying.submission import canonical, names_others
from funding.services.notices import lease as outbox
from funding.services.notices.lease import LEASE
from funding.tasks import enclosing
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import EXCHANGE_SECONDS, transport_for
from tests.pdf import attached
from tests.stages import bring_together
from workflows.application import State

RECEIVED = "application_received"
SIGNATORY, EDITOR = "zeichnung@floeha.example", "bearbeitung@floeha.example"


def _closed(_message):
    raise ConnectionRefusedError


@pytest.fixture
def box(tmp_path):
    """Return a mail folder, the transport into it, and its letters to an address."""

    class Box:
        url = f"file:{tmp_path}/mail"
        carry = staticmethod(transport_for(url))

        def letters(self, to):
            read = [
                message_from_bytes(raw.as_bytes(), policy=policy.default)
                for raw in mailbox.Maildir(f"{tmp_path}/mail")
            ]
            return [m for m in read if m["To"] == to]

    return Box()


@pytest.fixture
def waiting(story):
    """Submit an application without the post going out; only its receipts are due."""
    story.postman = Postman(_closed, "x@y.example", "http://localhost")
    with transaction() as session:
        session.execute(update(Account).where(Account.email == EDITOR).values(language="en"))
    reference = story.apply("floeha", "Ein Vorhaben", "violence", 2_000_000)
    with transaction() as session:
        session.execute(update(Notice).where(Notice.state == "owed").values(state="dropped"))
        again(session, story)
    return reference


def again(session, story):
    """Owe the receipts at once, as if they had never been tried."""
    session.execute(
        update(Notice)
        .where(Notice.kind == RECEIVED)
        .values(
            state="owed",
            next_at=story.moved.instant,
            trouble=None,
            lease=None,
            lease_until=None,
            attempts=0,
        )
    )


def postman(carry, typeset=pdf_of):
    return Postman(carry, "noreply@foerderportal.example", "https://portal.example", typeset)


def submission(reference):
    with reading() as session:
        return session.scalars(
            select(Submission)
            .join(Application, Application.id == Submission.application_id)
            .where(Application.reference == reference)
        ).one()


def receipts():
    with reading() as session:
        return session.scalars(select(Notice).where(Notice.kind == RECEIVED)).all()


def files(message):
    return {part.get_filename(): part for part in message.iter_attachments()}


def plain(message):
    return message.get_body(("plain",)).get_content()


def events(part):
    return icalendar.Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")


def test_the_receipt_takes_along_the_pdf_of_what_was_submitted_and_the_next_dates(waiting, box):
    deliver_all(postman(box.carry))
    [german], [english] = box.letters(SIGNATORY), box.letters(EDITOR)
    kept = submission(waiting)
    for letter, pdf, dates, words in (
        (german, f"Antrag-{waiting}.pdf", f"Termine-{waiting}.ics", b"de-DE"),
        (english, f"Application-{waiting}.pdf", f"Dates-{waiting}.ics", b"en-GB"),
    ):
        found = files(letter)
        assert {name: part.get_content_type() for name, part in found.items()} == {
            pdf: "application/pdf",
            dates: "text/calendar",
        }
        made = found[pdf].get_payload(decode=True)
        assert attached(made) == canonical(kept.content)
        assert hashlib.sha256(attached(made)).hexdigest() == kept.sha256
        assert words in made
        assert letter.get_body(("plain",)) is not None
        assert letter.get_body(("html",)) is not None
    assert kept.sha256 in plain(german)
    assert (
        f"Dieser E-Mail liegen bei: der eingereichte Antrag als PDF (Antrag-{waiting}.pdf) und die "
        f"nächsten Termine für Ihren Kalender (Termine-{waiting}.ics)."
    ) in plain(german)
    assert f"application as a PDF (Application-{waiting}.pdf) and the next" in plain(english)
    for letter in (german, english):
        assert not any(word in plain(letter) for word in ("nicht beilegen", "could not attach"))
        assert f"{waiting}.pdf)" in letter.get_body(("html",)).get_content()
    kept_texts = {notice.text for notice in receipts()}
    assert kept_texts == {plain(one).removesuffix("\n") for one in (german, english)}
    assert {notice.trouble for notice in receipts()} == {None}


def test_the_calendar_holds_the_days_that_the_letter_tells(waiting, box):
    deliver_all(postman(box.carry))
    [letter] = box.letters(SIGNATORY)
    part = files(letter)[f"Termine-{waiting}.ics"]
    assert part.get_param("method") == "PUBLISH"
    facts = receipts()[0].facts
    found = {str(entry["uid"]): entry for entry in events(part)}
    assert {key: entry["dtstart"].dt for key, entry in found.items()} == {
        f"case-{waiting}-claim@portal.example": date.fromisoformat(facts["claim_on"]),
        f"case-{waiting}-decision@portal.example": date.fromisoformat(facts["decision_on"]),
        **{
            f"case-{waiting}-{kind}@portal.example": date.fromisoformat(on)
            for kind, _word, on in facts["promised"]
        },
    }
    for entry in found.values():
        assert waiting in entry["summary"]
        assert entry["url"] == f"https://portal.example/antraege/{waiting}"


def _failing(_paper, _seconds):
    raise NotTypeset("failed")


def _broken(_paper, _seconds):
    raise MemoryError


def _slow(paper, _seconds):
    return pdf_of(paper, 0.01)


def _large(_paper, _seconds):
    return b"%PDF" + bytes(enclosing.MOST_BYTES)


@pytest.mark.parametrize(
    ("typeset", "why"),
    [
        (_failing, "failed"),
        (_broken, "MemoryError"),
        (_slow, "too slow"),
        (_large, "too large"),
    ],
)
def test_a_pdf_that_cannot_be_made_keeps_no_letter_back_and_it_is_recorded(
    waiting, box, typeset, why
):
    deliver_all(postman(box.carry, typeset))
    [letter] = box.letters(SIGNATORY)
    assert list(files(letter)) == [f"Termine-{waiting}.ics"]
    assert "Den Antrag als PDF konnten wir dieser E-Mail nicht beilegen." in plain(letter)
    assert f"hier herunter: https://portal.example/antraege/{waiting}/antrag.pdf" in plain(letter)
    assert f"Termine für Ihren Kalender bei (Termine-{waiting}.ics)." in plain(letter)
    assert f"Antrag-{waiting}.pdf" not in plain(letter)
    [english] = box.letters(EDITOR)
    assert "We could not attach the application as a PDF" in plain(english)
    told = {(n.state, n.attempts, n.trouble) for n in receipts()}
    assert told == {("sent", 1, f"without its PDF: {why}")}


def test_a_date_that_cannot_be_read_keeps_no_letter_back(waiting, box):
    facts = receipts()[0].facts | {"claim_on": "bald"}
    with transaction() as session:
        # The text of the letter has no need of the day of a decision that is not told.
        session.execute(update(Notice).where(Notice.kind == RECEIVED).values(facts=facts))
    found, missing = enclosing.enclosed(receipts()[0], "https://portal.example", None)
    assert (found.files, found.failed, missing) == ((), {"text/calendar"}, None)


def test_what_was_submitted_before_it_was_kept_goes_without(waiting, box):
    with transaction() as session:
        session.execute(delete(Submission))
    deliver_all(postman(box.carry))
    [letter] = box.letters(SIGNATORY)
    assert list(files(letter)) == [f"Termine-{waiting}.ics"]


def test_no_letter_takes_along_how_to_reach_people_of_other_towns(story, box):
    story.postman = postman(box.carry)
    reference = story.apply_together("Gemeinsam")
    told = submission(reference).content["answers"]["a2.partner"]
    assert all(row["contact_email"] for row in told)
    letters = box.letters("zeichnung@auerbach-vogtland.example")
    [letter] = [m for m in letters if "ist eingegangen" in m["Subject"]]
    assert list(files(letter)) == [f"Termine-{reference}.ics"]
    partner = [
        m for m in box.letters("zeichnung@rodewisch.example") if "eingegangen" in m["Subject"]
    ]
    assert [list(files(m)) for m in partner] == [[]]
    assert "liegt dieser E-Mail nicht bei, weil darin Kontaktdaten anderer" in plain(letter)
    assert "nicht beilegen" not in plain(letter)
    assert not enclosing.typesets(Notice(kind="application_received_partner"))
    # Without their addresses it could go along.
    unreached = [row | {"contact_email": None} for row in told]
    content = submission(reference).content
    answers = content["answers"] | {"a2.partner": unreached}
    assert names_others(content)
    assert not names_others(content | {"answers": answers})


def test_a_second_try_has_the_same_id_and_but_for_its_date_the_same_bytes(waiting, story):
    taken = []
    for _try in range(2):
        deliver_all(postman(taken.append))
        story.moved.instant += timedelta(minutes=5)
        with transaction() as session:
            again(session, story)
    twins = {}
    for message in taken:
        assert message["Date"]
        del message["Date"]
        twins.setdefault(message["Message-ID"], []).append(message.as_bytes())
    assert [len(same) for same in twins.values()] == [2, 2]
    assert all(first == second for first, second in twins.values())


@pytest.fixture
def open_transactions():
    """Count the transactions that are open, of whatever session and connection."""
    now = []
    ways = {
        "begin": lambda _connection: now.append(1),
        "commit": lambda _connection: now.pop(),
        "rollback": lambda _connection: now.pop(),
    }
    for name, way in ways.items():
        event.listen(store.engine, name, way)
    yield now
    for name, way in ways.items():
        event.remove(store.engine, name, way)


def test_no_transaction_is_open_while_it_is_typeset_or_sent(waiting, box, open_transactions):
    held, sent = [], []

    def carry(message):
        sent.append(len(open_transactions))
        box.carry(message)

    def busy(paper, seconds):
        held.append((len(open_transactions), seconds))
        with transaction() as session:
            session.execute(update(Notice).where(Notice.state == "dropped").values(trouble="x"))
        return pdf_of(paper, seconds)

    deliver_all(postman(carry, busy))
    assert held == [(0, enclosing.TYPESETTING_SECONDS)] * 2
    assert set(sent) == {0}
    assert {n.trouble for n in receipts()} == {None}


def test_two_letters_with_their_pdfs_end_within_one_lease():
    assert LEASE.total_seconds() > 2 * (EXCHANGE_SECONDS + enclosing.TYPESETTING_SECONDS)


def test_a_letter_is_not_begun_whose_pdf_might_outlive_the_lease(waiting, box, story):
    with transaction() as session:
        lease, [first, second] = outbox.lease_notices(session, 2)
    story.moved.instant += LEASE - timedelta(seconds=EXCHANGE_SECONDS + 1)
    bare, full = postman(box.carry, None), postman(box.carry)
    full.deliver([first], lease)
    assert box.letters(SIGNATORY) + box.letters(EDITOR) == []
    with reading() as session:
        assert session.get(Notice, first).lease is None
    bare.deliver([second], lease)  # without a PDF there is time enough
    assert len(box.letters(SIGNATORY) + box.letters(EDITOR)) == 1


def test_a_machine_that_stood_still_sends_nothing_late_and_next_time_without(waiting, box, story):
    tries = []

    def still(_paper, _seconds):
        tries.append(story.moved.instant)
        story.moved.instant += LEASE - timedelta(seconds=EXCHANGE_SECONDS - 1)
        return b"%PDF"

    with transaction() as session:
        session.execute(update(Notice).where(Notice.email != SIGNATORY).values(state="dropped"))
        lease, [first] = outbox.lease_notices(session, 1)
    one = postman(box.carry, still)
    one.deliver([first], lease)
    assert box.letters(SIGNATORY) == []
    assert len(tries) == 1
    deliver_all(one)
    [letter] = box.letters(SIGNATORY)
    assert list(files(letter)) == [f"Termine-{waiting}.ics"]
    [notice] = [n for n in receipts() if n.id == first]
    assert (notice.state, notice.attempts) == ("sent", 1)
    assert notice.trouble == "without its PDF: too slow"
    assert "nicht beilegen" in plain(letter)
    assert len(tries) == 1


def test_only_the_towns_own_receipt_takes_the_application_along(story, box):
    story.postman = postman(box.carry)
    reference = story.apply("floeha", "Ein Vorhaben", "violence", 2_000_000)
    pdfs = {
        str(m["Subject"])
        for to in {n.email for n in _all()}
        for m in box.letters(to)
        if any(p.get_content_type() == "application/pdf" for p in m.iter_attachments())
    }
    assert pdfs == {f"{reference}: Ihr Antrag ist eingegangen"}


def _all():
    with reading() as session:
        return session.scalars(select(Notice)).all()


def test_the_postman_of_the_settings_has_a_typesetter(settings):
    assert Postman.from_settings(settings).typeset is pdf_of


def test_who_is_asked_to_co_sign_gets_the_last_day_and_a_later_one_moves_it(story, box):
    story.postman = postman(box.carry)
    reference = bring_together(story, State.COSIGNING)
    deliver_all(story.postman)
    with reading() as session:
        asked = session.scalars(
            select(Notice).where(Notice.kind.in_(("cosign_requested", "cosign_contact")))
        ).all()
    assert len({notice.email for notice in asked}) == 6
    for notice in asked:
        [letter] = [m for m in box.letters(notice.email) if m["Message-ID"] == notice.message_id]
        [part] = letter.iter_attachments()
        assert (
            f"letzte Tag zum Mitzeichnen für Ihren Kalender bei ({part.get_filename()})"
            in plain(letter)
        )
        [event] = events(part)
        assert event["uid"] == f"case-{reference}-cosign@portal.example"
        assert event["dtstart"].dt == date.fromisoformat(notice.facts["due"])
        assert [alarm["trigger"].dt.days for alarm in event.walk("VALARM")] == [-14, -3]
    later = Notice(
        kind="cosign_again",
        language="en",
        facts=asked[0].facts | {"due": "2022-07-01"},
        created_at=asked[0].created_at + timedelta(days=1),
    )
    made = dates_of(later, "https://portal.example")
    [moved] = icalendar.Calendar.from_ical(made.content).walk("VEVENT")
    assert made.name == f"Dates-{reference}.ics"
    assert (moved["uid"], moved["dtstart"].dt) == (event["uid"], date(2022, 7, 1))
    assert moved["sequence"] > event["sequence"]


def test_a_letter_without_enclosures_speaks_of_none(story, box):
    story.postman = postman(box.carry)
    story.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    deliver_all(story.postman)
    assert box.letters(EDITOR)
    assert not any("E-Mail lieg" in plain(m) or "beilegen" in plain(m) for m in box.letters(EDITOR))
