"""Write the text of a kind of notice anew, go back to the delivered one, or try one out."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound, Outdated
from funding.models import Account, NoticeText, Person
from funding.models.notice_text import LONGEST_BODY, LONGEST_SUBJECT, LONGEST_WHY
from funding.notices import outbox
from funding.notices.allowed import allowed, allowed_in_subject, demanded, kinds
from funding.notices.letters import LANGUAGES
from funding.notices.people import Recipient
from funding.notices.placeholders import Placeholder, read
from funding.notices.samples import sample_letter
from funding.policy import Actor, require
from funding.queries.notices.texts import Version, versions
from funding.words.placeholders import PLACEHOLDERS
from funding.words.text import Text
from funding.words.visible import cleaned

TEST = "text_test"


def checked(kind: str, subject: str, body: str) -> tuple[str, str]:
    """Return a text as it would be kept. Raises ``Invalid`` with everything that is wrong."""
    one_line = not any(sign in subject for sign in "\r\n\v\f\x85\u2028\u2029")
    subject = " ".join(cleaned(subject).split())
    body = cleaned(body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    faults = [
        *(() if one_line else (Fault("subject", "subject_lines"),)),
        *_about("subject", subject, LONGEST_SUBJECT, allowed_in_subject(kind)),
        *_about("body", body, LONGEST_BODY, allowed(kind)),
        *_missing(kind, body),
    ]
    if faults:
        raise Invalid(*faults)
    return subject, body


def save_text(  # noqa: PLR0913 - a text has a kind, a language, a subject, a body and a reason
    session: Session,
    actor: Actor,
    kind: str,
    language: str,
    *,
    subject: str,
    body: str,
    why: str,
    read_number: int,
) -> int:
    """Keep a text as the next version, which is valid from now on; return its number.

    ``read_number`` is the version that the page showed: who was slower gets ``Outdated``.
    """
    known = _known(session, actor, kind, language, read_number)
    faults: list[Fault] = []
    try:
        subject, body = checked(kind, subject, body)
    except Invalid as invalid:
        faults += invalid.faults
    else:
        if (subject, body) == (known.subject, known.body):
            faults.append(Fault("body", "text_same"))
    faults += _about_why(why)
    if faults:
        raise Invalid(*faults)
    row = NoticeText(delivered=False, subject=subject, body=body)
    return _keep(session, actor, row, kind, language, why, known)


def go_back(  # noqa: PLR0913 - as in save_text
    session: Session, actor: Actor, kind: str, language: str, *, why: str, read_number: int
) -> int:
    """Make the delivered text valid again, as a version of its own; return its number."""
    known = _known(session, actor, kind, language, read_number)
    faults = _about_why(why)
    if known.delivered:
        faults.append(Fault("body", "text_same"))
    if faults:
        raise Invalid(*faults)
    row = NoticeText(delivered=True, subject="", body="")
    return _keep(session, actor, row, kind, language, why, known)


def send_test(  # noqa: PLR0913 - as in save_text
    session: Session,
    actor: Actor,
    kind: str,
    language: str,
    *,
    subject: str,
    body: str,
    base_url: str,
) -> str:
    """Owe the actor a letter with this text and the facts of the sample; return the address.

    What it says is put in as words, so it is the same whatever becomes of the text.
    """
    require(actor, "act", "edit_texts")
    subject, body = checked(kind, subject, body)
    account = session.get_one(Account, actor.account_id)
    person = session.get_one(Person, account.person_id)
    letter = sample_letter(kind, language, person.name, subject, body, base_url)
    to = Recipient(account.id, person.id, person.name, account.email, language, "person", None)
    facts = {
        "subject_line": letter.subject,
        "letter": letter.body,
        "path": f"/verwaltung/texte/{kind}/{language}",
    }
    outbox.post(
        session,
        cause=str(uuid4()),
        kind=TEST,
        recipients=[to],
        facts=lambda _r: facts,
        now=clock.now(),
    )
    return account.email


def _known(session: Session, actor: Actor, kind: str, language: str, read_number: int) -> Version:
    require(actor, "act", "edit_texts")
    if kind not in kinds() or language not in LANGUAGES:
        raise NotFound(kind)
    newest = versions(session, kind, language)[0]
    if newest.number != read_number:
        raise Outdated(read_number, newest.number)
    return newest


def _keep(  # noqa: PLR0913 - as in save_text
    session: Session,
    actor: Actor,
    row: NoticeText,
    kind: str,
    language: str,
    why: str,
    known: Version,
) -> int:
    assert actor.account_id is not None  # noqa: S101 - the policy lets people only
    row.kind, row.language, row.number = kind, language, known.number + 1
    row.why = " ".join(cleaned(why).split())
    row.written_at, row.written_by_id = clock.now(), actor.account_id
    session.add(row)
    try:
        session.flush()
    except IntegrityError:  # somebody saved in the same moment
        raise Outdated(known.number, known.number + 1) from None
    return row.number


def _about(field: str, text: str, most: int, names: frozenset[str]) -> Iterator[Fault]:
    if not text:
        yield Fault(field, "text_empty")
    if len(text) > most:
        yield Fault(field, "text_long", {"most": most, "given_count": len(text)})
    if wrong := read(text, names).wrong:
        yield Fault(field, "placeholder_unknown", {"shown": ", ".join(wrong)})


def _missing(kind: str, body: str) -> Iterator[Fault]:
    for name in sorted(demanded(kind) - read(body, allowed(kind)).names):
        meaning: Text = PLACEHOLDERS[name]
        told = {"shown": str(Placeholder(name)), "meaning": meaning}
        yield Fault("body", "placeholder_missing", told)


def _about_why(why: str) -> list[Fault]:
    shown = " ".join(cleaned(why).split())
    if 0 < len(shown) <= LONGEST_WHY:
        return []
    return [Fault("why", "why_changed", {"most": LONGEST_WHY})]
