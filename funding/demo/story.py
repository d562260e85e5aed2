"""How people work on a case, act by act, each through the services and in its own transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from funding.db import reading, transaction
from funding.demo.auditing import AUDITOR, prepare_audit
from funding.demo.drawing import pay_out
from funding.demo.rehearse import MovedClock
from funding.demo.together import partners_of_2022, reading_and_signing, slug_of
from funding.demo.writing import FOLLOWING, REPORT, reached, receipts, sections
from funding.law import berlin, workdays
from funding.law.notifying import deemed_notified
from funding.models import Application, RequestItem
from funding.policy import Actor
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.services.administration.set_up_demo import TOWNS
from funding.services.applying.annexes import promise_annexes
from funding.services.applying.answer_request import ItemAnswer, save_answers
from funding.services.applying.open_draft import open_draft
from funding.services.applying.save_rows import PartnerEntry
from funding.services.applying.save_section import save_section
from funding.services.perform import perform
from funding.services.reporting.keep_receipts import keep_receipts
from funding.services.reporting.save_proof import save_proof
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.judge_points import judge_points
from funding.services.reviewing.score_case import Marks, score_case
from funding.tasks.post import Postman, deliver_all
from funding.tasks.tick import tick
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from workflows.application import Trigger

T = Trigger
REVIEWER = "sachbearbeitung1@smi.example"
PARTS = 100


class Story:
    """A stage with a clock: people of the demo towns and of the office act on cases."""

    def __init__(
        self, moved: MovedClock, say: Callable[[str], None], *, call: str = "2022"
    ) -> None:
        self.moved = moved
        self.say = say
        self.call = call
        # Nothing leaves the house in a rehearsal; what was sent stands in the outbox.
        self.postman = Postman(
            lambda _message: None, "noreply@smi.example", "http://127.0.0.1:8000"
        )

    @property
    def today(self) -> date:
        """Return the day in Berlin on this stage."""
        return berlin.local_date(self.moved.instant)

    def go(self, day: date, hour: int = 10) -> None:
        """Go on to a day: the clock ticks and the post goes out on every working day between."""
        today = berlin.local_date(self.moved.instant)
        while today < day:
            today = min(workdays.next_working_day(today + timedelta(days=1)), day)
            self.moved.instant = berlin.at_hour(today, 8)
            tick()
            deliver_all(self.postman)
        self.moved.instant = berlin.at_hour(day, hour)
        deliver_all(self.postman)

    def act(self, email: str, deed: Callable[[Any, Actor], Any]) -> Any:
        """Let somebody do something, in a transaction of its own."""
        with transaction() as session:
            result = deed(session, by_email(session, email))
        self.moved.instant += timedelta(minutes=7)
        deliver_all(self.postman)
        return result

    def step(self, email: str, reference: str, trigger: Trigger, **details: Any) -> None:
        """Let somebody take a step of a case."""
        given = Details(**details)  # type: ignore[typeddict-item]  # the callers below name them
        self.act(email, lambda s, a: perform(s, a, reference, trigger, given))

    def apply(  # noqa: PLR0913 - an application is about that many things
        self,
        town: str,
        title: str,
        field: str,
        grant_cents: int,
        partners: Sequence[PartnerEntry] = (),
        until: date | None = None,
    ) -> str:
        """Write a whole application for a town and hand it in; return its reference."""
        reference = self.write(town, title, field, grant_cents, partners, until)
        if partners:
            self.ask_partners(town, reference)
            for partner in partners:
                self.cosign(reference, partner.key)
        self.step(f"zeichnung@{town}.example", reference, T.SUBMIT, reauthenticated=True)
        self.say(f"  {reference}: {title}")
        return reference

    def write(  # noqa: PLR0913 - as above
        self,
        town: str,
        title: str,
        field: str,
        grant_cents: int,
        partners: Sequence[PartnerEntry] = (),
        until: date | None = None,
    ) -> str:
        """Write a whole application that is ready to be handed in; return its reference."""
        editor = f"bearbeitung@{town}.example"
        key, name = TOWNS[town]
        draft = self.act(editor, lambda s, a: open_draft(s, a, self.call, key))
        reference = str(draft.reference)
        for section, values, more in sections(
            self.today, int(self.call), name, title, field, grant_cents, partners, until
        ):
            save = partial(save_section, key=reference, section=section, values=values, **more)
            self.act(editor, save)
        days = dict.fromkeys(FOLLOWING, self.today + timedelta(days=400))
        self.act(editor, lambda s, a: promise_annexes(s, a, reference, days))
        return reference

    def ask_partners(self, town: str, reference: str) -> None:
        """Ask the partners to sign along."""
        self.step(f"bearbeitung@{town}.example", reference, T.ASK_COSIGN)

    def cosign(self, reference: str, partner_key: str) -> None:
        """Let a partner's signatory read what is there now and sign it."""
        signatory = f"zeichnung@{slug_of(partner_key)}.example"
        self.act(signatory, reading_and_signing(reference, partner_key))

    def apply_together(self, title: str) -> str:
        """Apply as Auerbach/Vogtl. together with Lengenfeld and Rodewisch."""
        return self.apply("auerbach-vogtland", title, "coordination", 4_500_000, partners_of_2022())

    def claim(self, reference: str) -> None:
        """Declare no bias and take the case."""
        self.act(REVIEWER, lambda s, a: declare_bias(s, a, reference, biased=False))
        self.step(REVIEWER, reference, T.CLAIM)

    def ask(self, reference: str, items: list[str]) -> None:
        """Ask the town for what is missing."""
        self.step(REVIEWER, reference, T.REQUEST_INFO, items=items)

    def answer(self, reference: str, text: str) -> None:
        """Answer every open item of the request with a text and send it."""

        def write(session: Any, actor: Actor) -> None:
            case = find.case(session, actor, reference)
            request_id = case.request.id if case.request else None
            items = session.scalars(
                select(RequestItem.id).where(RequestItem.request_id == request_id)
            ).all()
            save_answers(session, actor, reference, {i: ItemAnswer(text) for i in items})

        self.act(self.editor(reference), write)
        self.step(self.editor(reference), reference, T.ANSWER)

    def check_and_score(self, reference: str) -> None:
        """Judge the points, find the case complete, and let two people score it."""
        verdicts = dict.fromkeys(CHECKPOINTS, ("met", ""))
        self.act(REVIEWER, lambda s, a: judge_points(s, a, reference, verdicts))
        self.step(REVIEWER, reference, T.ACCEPT_COMPLETE)
        for email, points in ((REVIEWER, 4), ("zweitbewertung@smi.example", 3)):
            marks = dict.fromkeys(CRITERIA, (points, "Nachvollziehbar dargelegt."))
            self.act(email, _scoring(reference, marks))

    def review(self, reference: str) -> None:
        """Claim, check and score in one go."""
        self.claim(reference)
        self.check_and_score(reference)

    def recommend(self, reference: str) -> None:
        """Propose what was asked for."""
        self.step(REVIEWER, reference, T.RECOMMEND)

    def wait_for_money(self, reference: str) -> None:
        """Put the case on the waiting list."""
        self.step(REVIEWER, reference, T.PUT_ON_WAITLIST)

    def approve(self, reference: str, day: date) -> None:
        """Let two different people approve, on two days."""
        self.go(day)
        self.step("entscheidung1@smi.example", reference, T.APPROVE_FIRST)
        self.go(workdays.next_working_day(day + timedelta(days=1)))
        self.step("entscheidung2@smi.example", reference, T.APPROVE_SECOND)

    def reject(self, reference: str, ground: str, reason: str) -> None:
        """Claim where nobody holds it, propose a rejection, and let two people sign it."""
        if not self._held(reference):
            self.claim(reference)
        details = {"ground": ground, "reason": reason, "facts_put": True}
        self.step(REVIEWER, reference, T.RECOMMEND_REJECTION, **details)
        self.step("entscheidung1@smi.example", reference, T.REJECT_FIRST, reason=reason)
        self.step("entscheidung3@smi.example", reference, T.REJECT_SECOND, reason=reason)

    def withdraw(self, reference: str, reason: str) -> None:
        """Take the application back."""
        details = {"reason": reason, "reauthenticated": True}
        self.step(self.signatory(reference), reference, T.WITHDRAW, **details)

    def notice(self, reference: str, day: date) -> None:
        """Issue a notice by post on a day, and record it when it counts as notified."""
        notified = deemed_notified(day, "post")
        self.go(workdays.next_working_day(notified))
        self.step(
            REVIEWER,
            reference,
            T.RECORD_NOTICE,
            issued_on=day,
            notified_on=notified,
            channel="post",
            evidence="Postausgangsbuch",
        )

    def pay(self, reference: str, cents: int) -> None:
        """Pay an amount out by a drawdown, or (negative) record that it came back."""
        if cents > 0:
            pay_out(self.act, self._town(reference), reference, cents, self.today)
        else:
            back = {"amount_cents": cents, "value_on": self.today}
            self.step("haushalt@smi.example", reference, T.RECORD_PAYMENT, **back)

    def pay_rest(self, reference: str) -> None:
        """Pay what is missing to the final amount, once the town knows it."""
        self.go(max(self.today, deemed_notified(self.today, "post")))
        case = self._read(reference)
        self.pay(reference, case.committed_cents - case.paid_cents)

    def write_proof(self, reference: str) -> None:
        """Write the proof of use; a little less was spent than planned."""

        def write(session: Any, actor: Actor) -> None:
            case = find.case(session, actor, reference)
            actuals = {line.id: (line.amount_cents * 97 // PARTS, "") for line in case.lines}
            own = case.answers.own_cash_cents
            words = REPORT | {"own_cash_cents": own, "confirmed": True}
            save_proof(session, actor, reference, words, actuals, goals=reached(case))
            keep_receipts(session, actor, reference, receipts(case, actuals))

        self.act(self.editor(reference), write)

    def report(self, reference: str) -> None:
        """Write the proof of use and hand it in."""
        self.write_proof(reference)
        self.step(self.signatory(reference), reference, T.REPORT, reauthenticated=True)

    def audit(self, reference: str) -> None:
        """Audit the proof: by sample, and recognise what was spent."""
        spent = prepare_audit(self.act, reference)
        details = {"recognised_cents": spent, "reason": "Formal, rechnerisch und sachlich geprüft."}
        self.step(AUDITOR, reference, T.FINISH_AUDIT, **details)

    def settle(self, reference: str) -> None:
        """Sign the settlement; the final notice went out by post some days before."""
        today = self.today
        given: dict[str, Any] = {"channel": "post", "evidence": "Postausgangsbuch"}
        given |= {"issued_on": today, "notified_on": deemed_notified(today, "post")}
        self.step("entscheidung1@smi.example", reference, T.SETTLE, **given)

    def close(self, reference: str) -> None:
        """Close the case."""
        self.step(REVIEWER, reference, T.CLOSE)

    def editor(self, reference: str) -> str:
        """Return who writes for the town of a case."""
        return f"bearbeitung@{self._town(reference)}.example"

    def signatory(self, reference: str) -> str:
        """Return who signs for the town of a case."""
        return f"zeichnung@{self._town(reference)}.example"

    def _read(self, reference: str) -> Application:
        wanted = select(Application).where(Application.reference == reference)
        with reading() as session:
            return session.scalars(wanted).one()

    def _held(self, reference: str) -> bool:
        return self._read(reference).holder_id is not None

    def _town(self, reference: str) -> str:
        return slug_of(self._read(reference).lead_key)


def _scoring(reference: str, marks: Marks) -> Callable[[Any, Actor], Any]:
    return lambda s, a: score_case(s, a, reference, marks, summary="", finish=True)
