"""What a portal on a laptop starts with: two calls, and an account for every role."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.law import berlin
from funding.models import Account, Call, Municipality, Person, RoleGrant
from funding.models.role import Role
from funding.policy import CLOCK
from funding.queries.accounts.actors import by_email
from funding.services.administration.plan_call import plan_call
from funding.services.administration.set_signing_limit import set_signing_limit
from funding.services.administration.step_call import take_call_step
from funding.services.budget.confirm_funds import confirm_funds
from workflows.call import Trigger

PASSWORD = "praevention-2022"  # noqa: S105 - printed at start, and only ever on loopback
ENVELOPE_CENTS = 130_000_000
LINES = {
    "coordination": 45_000_000,
    "graffiti": 20_000_000,
    "littering": 15_000_000,
    "violence": 20_000_000,
    "extremism": 15_000_000,
    "drugs": 10_000_000,
    "other": 5_000_000,
}
REMARK_DE = (
    "Nachgespielter Förderaufruf des Jahres 2022. Die Kooperationsvereinbarung der drei Städte "
    "vom 22. Juli 2022 ist echt, der Antrag ist angenommen."
)
REMARK_EN = (
    "The call of 2022, replayed. The three towns' cooperation agreement of 22 July 2022 is real, "
    "the application is assumed."
)
DEMO_DE = "Laufender Aufruf zum Ausprobieren: Entschieden wird nach Eingang, nicht nach Stichtag."
DEMO_EN = "A rolling call to try things out: decided as applications come in."

WAYS_DE = "Abgeschlossener Aufruf zum Ausprobieren: Hier liegen Fälle nach der Bewilligung."
WAYS_EN = "A call that is over, to try things out: cases after their decision lie here."

# e-mail, name, roles
MINISTRY: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("teamleitung@smi.example", "Teamleitung", (Role.LEAD_REVIEWER,)),
    ("sachbearbeitung1@smi.example", "Sachbearbeitung 1", (Role.REVIEWER,)),
    ("sachbearbeitung2@smi.example", "Sachbearbeitung 2", (Role.REVIEWER,)),
    ("zweitbewertung@smi.example", "Zweitbewertung", (Role.SCORER,)),
    ("entscheidung1@smi.example", "Entscheidung 1", (Role.APPROVER,)),
    ("entscheidung2@smi.example", "Entscheidung 2", (Role.APPROVER,)),
    ("entscheidung3@smi.example", "Entscheidung 3", (Role.APPROVER,)),
    ("haushalt@smi.example", "Haushalt", (Role.BUDGET,)),
    ("kasse@smi.example", "Kasse", (Role.CASHIER,)),
    ("nachweispruefung@smi.example", "Nachweisprüfung", (Role.PROOF_AUDITOR,)),
    ("revision@smi.example", "Revision", (Role.AUDITOR,)),
    ("datenschutz@smi.example", "Datenschutz", (Role.DATA_PROTECTION,)),
    ("verwaltung@smi.example", "Administration", (Role.ADMIN,)),
)
# What they may sign, in cents; the third has the limit of everybody.
LIMITS = {"entscheidung1@smi.example": 25_000_000, "entscheidung2@smi.example": 25_000_000}
SIGNING_SINCE = date(2018, 6, 12)
SIGNING_SOURCE = "Zeichnungsregelung der Demo (Beispiel)"
TOWNS = {
    "auerbach-vogtland": ("14523020", "Auerbach/Vogtl."),
    "lengenfeld": ("14523170", "Lengenfeld"),
    "rodewisch": ("14523360", "Rodewisch"),
    "floeha": ("14522140", "Flöha"),
    "frankenberg": ("14522150", "Frankenberg/Sa."),
    "eibenstock": ("14521170", "Eibenstock"),
    "johanngeorgenstadt": ("14521320", "Johanngeorgenstadt"),
}


def add_account(  # noqa: PLR0913 - an account is that much
    session: Session,
    email: str,
    name: str,
    roles: tuple[str, ...],
    municipality_key: str | None,
    password_hash: str,
    *,
    person: Person | None = None,
    language: str = "de",
) -> Account:
    """Make an account with its roles, for a new person or one who has another account already."""
    if person is None:
        person = Person(name=name)
        session.add(person)
        session.flush()  # the account refers to it
    account = Account(
        person_id=person.id,
        email=email,
        password_hash=password_hash,
        language=language,
        phone="0351 564 00000" if municipality_key is None else "",
        active=True,
        created_at=clock.now(),
    )
    session.add(account)
    session.flush()  # the roles refer to it
    session.add_all(
        RoleGrant(account_id=account.id, role=role, municipality_key=municipality_key)
        for role in roles
    )
    session.flush()  # the roles are asked for at once
    return account


def add_demo_accounts(session: Session, password_hash: str) -> None:
    """Make an account for every role, in the ministry and in some towns."""
    for email, name, roles in MINISTRY:
        add_account(session, email, name, roles, None, password_hash)
    for email, cents in LIMITS.items():
        whose = by_email(session, email)
        since, source = SIGNING_SINCE, SIGNING_SOURCE
        set_signing_limit(session, CLOCK, whose, cents=cents, since=since, source=source)
    for slug, (key, town) in TOWNS.items():
        if session.get(Municipality, key) is None:
            continue
        for local, word, role in (
            ("bearbeitung", "Bearbeitung", Role.APPLICANT_EDITOR),
            ("zeichnung", "Zeichnung", Role.APPLICANT_SIGNATORY),
        ):
            add_account(
                session, f"{local}@{slug}.example", f"{word} {town}", (role,), key, password_hash
            )


# For how long the call of the demo has been open.
OPEN_SINCE = timedelta(days=30)


def add_open_call(session: Session, now: datetime) -> Call:
    """Open a call whose window holds today, for the coming budget year."""
    today = berlin.local_date(now)
    call = plan_call(
        session,
        CLOCK,
        code=str(today.year + 1),
        year=today.year + 1,
        opens_at=berlin.start_of_day(today - OPEN_SINCE),
        closes_at=berlin.end_of_day(today + timedelta(days=45)),
        total_cents=ENVELOPE_CENTS,
        lines=LINES,
        rolling=True,
        remark_de=DEMO_DE,
        remark_en=DEMO_EN,
    )
    return _opened(session, call)


def add_earlier_call(session: Session, year: int) -> Call:
    """Open a call for an earlier year, of which August is the window; now is its first day."""
    call = plan_call(
        session,
        CLOCK,
        code=str(year),
        year=year,
        opens_at=berlin.start_of_day(date(year, 8, 1)),
        closes_at=berlin.end_of_day(date(year, 8, 31)),
        total_cents=ENVELOPE_CENTS,
        lines=LINES,
        rolling=True,
        remark_de=WAYS_DE,
        remark_en=WAYS_EN,
    )
    return _opened(session, call)


def _opened(session: Session, call: Call) -> Call:
    confirm_funds(session, by_email(session, "haushalt@smi.example"), call.code)
    take_call_step(session, CLOCK, call.id, Trigger.OPEN, {})
    return call


def add_call_of_2022(session: Session) -> Call:
    """Plan the call of 2022, with the window in which the three towns could have applied."""
    return plan_call(
        session,
        CLOCK,
        code="2022",
        year=2022,
        opens_at=berlin.start_of_day(date(2022, 5, 2)),
        closes_at=berlin.end_of_day(date(2022, 8, 31)),
        total_cents=ENVELOPE_CENTS,
        lines=LINES,
        rolling=True,
        remark_de=REMARK_DE,
        remark_en=REMARK_EN,
    )


def has_accounts(session: Session) -> bool:
    """Tell whether anybody could sign in."""
    return session.scalar(select(Account.id).limit(1)) is not None
