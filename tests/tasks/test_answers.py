"""What a mail server answers decides what becomes of a notice: tried again, or given up and told."""

from __future__ import annotations

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.models import Account, Notice
from funding.services.accounts.invite import request_reset
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import transport_for
from tests.stages import EDITOR

PHASES = ("mail", "rcpt", "data")
PASSES = (
    *("421 4.3.2 shutting down", "450 4.2.0 greylisted", "451 4.3.0 local error"),
    *("452 4.2.2 mailbox full for now", "450 no enhanced code"),
)
FOR_GOOD = (
    *("500 5.5.1 syntax", "550 5.1.1 no such user", "552 5.2.2 mailbox full"),
    *("550 5.2.2 mailbox full", "554 5.7.1 against our policy", "550 no enhanced code"),
    "550 blocked, see 185.1.12.7",
)


class Answering:
    """A mail server that answers one phase as it is told, and takes everything else."""

    def __init__(self, phase, answer):
        self.phase, self.answer, self.asked = phase, answer, 0

    def say(self, phase, otherwise):
        self.asked += phase == self.phase
        return self.answer if phase == self.phase else otherwise

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        envelope.mail_from = address
        return self.say("mail", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        envelope.rcpt_tos.append(address)
        return self.say("rcpt", "250 OK")

    async def handle_DATA(self, _server, _session, _envelope):  # noqa: N802 - aiosmtpd's name
        return self.say("data", "250 taken")


@pytest.fixture
def deliver(play, free_port):
    """Owe one letter, and deliver it to a server that answers a phase like this."""
    running = []

    def once(phase, answer):
        handler = Answering(phase, answer)
        controller = Controller(handler, hostname="127.0.0.1", port=free_port)
        controller.start()
        running.append(controller)
        with transaction() as session:
            request_reset(session, EDITOR)
        send = transport_for(f"smtp://127.0.0.1:{free_port}")
        deliver_all(Postman(send, "noreply@x.example", "http://localhost"), most=1)
        assert handler.asked == 1
        with reading() as session:
            return session.scalars(select(Notice).where(Notice.kind == "password_reset")).one()

    yield once
    for controller in running:
        controller.stop()


def told():
    with reading() as session:
        return session.scalar(
            select(func.count()).select_from(Notice).where(Notice.kind == "delivery_failed")
        )


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("answer", PASSES)
def test_a_4xx_answer_in_any_phase_is_tried_again_later(deliver, play, phase, answer):
    notice = deliver(phase, answer)
    assert (notice.state, notice.attempts, notice.lease) == ("owed", 1, None)
    assert notice.next_at > play.moved.instant
    assert answer[:3] in notice.trouble
    assert told() == 0


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("answer", FOR_GOOD)
def test_a_5xx_answer_in_any_phase_is_for_good_and_shown_to_staff(deliver, phase, answer):
    notice = deliver(phase, answer)
    assert (notice.state, notice.attempts) == ("failed", 1)
    assert notice.trouble.startswith(answer[:3])
    assert told() > 0
    with reading() as session:
        account = session.get_one(Account, notice.account_id)
    closed = phase == "rcpt" and answer.startswith("550 5.1.1")
    assert (account.mail_stopped_at is not None) is closed
