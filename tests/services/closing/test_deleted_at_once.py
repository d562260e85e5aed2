"""Two people confirm the deletion of one case at once: it happens once, and one is told why not."""

from __future__ import annotations

import threading

from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.models import Application, AuditEntry, DoomedFile, Notice
from funding.queries.accounts.actors import by_email
from funding.services.administration.set_up_demo import add_account
from funding.services.closing.delete_case import confirm_deletion
from tests.services.closing.keeping import ADMIN, disposal, proposed
from tests.services.closing.test_delete_case import uploaded, wrong
from tests.stages import EDITOR, bring
from workflows.application import State as CaseState
from workflows.core import StepRefused
from workflows.disposal import State

OTHER = "verwaltung2@smi.example"
WAITS = 1.0  # seconds


def another_admin() -> None:
    with transaction() as session:
        add_account(session, OTHER, "Administration 2", ("admin",), None, "x")


def ready(story, folder, count=1) -> list[str]:
    """Propose the deletion of so many cases, each with a file."""
    references = [bring(story, CaseState.SUBMITTED) for _ in range(count)]
    for number, reference in enumerate(references):
        uploaded(folder, reference, EDITOR, b"%PDF-1.7 " + bytes([number]))
        story.withdraw(reference, "anders finanziert")
    for reference in references:
        proposed(story, reference)
    return references


def both_confirm(first: str, second: str) -> tuple[list[str], bool]:
    """Let one begin while the other has not committed; tell how it went, and whether it waited."""
    went: list[str] = []

    def confirm() -> None:
        try:
            with transaction() as session:
                confirm_deletion(session, by_email(session, OTHER), second)
        except StepRefused as refused:
            went.extend(reason.code for reason in refused.reasons)
        else:
            went.append("deleted")

    thread = threading.Thread(target=confirm)
    with transaction() as session:
        confirm_deletion(session, by_email(session, ADMIN), first)
        session.flush()
        thread.start()
        thread.join(WAITS)
        waited = thread.is_alive()
    thread.join()
    return went, waited


def count(model, *conditions) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_of_two_who_confirm_at_once_one_deletes_and_one_is_refused(story, tmp_path):
    another_admin()
    (reference,) = ready(story, tmp_path)
    went, waited = both_confirm(reference, reference)
    assert (went, waited) == (["wrong_state"], True)
    assert disposal(reference).state == State.DELETED
    with reading() as session:
        assert disposal(reference).confirmed_by_id == by_email(session, ADMIN).person_id
    assert (
        count(AuditEntry, AuditEntry.workflow == "disposal", AuditEntry.trigger == "confirm") == 1
    )
    assert count(DoomedFile) == 1
    assert count(Notice, Notice.kind == "case_deleted") == 2  # data protection, the other admin
    assert count(Application, Application.erased_at.is_not(None)) == 1
    assert wrong() == []


def test_two_cases_are_deleted_at_once(story, tmp_path):
    """Negative control: what refuses the second above is the first, not that it came at once."""
    another_admin()
    first, second = ready(story, tmp_path, 2)
    went, _waited = both_confirm(first, second)
    assert went == ["deleted"]
    assert {disposal(one).state for one in (first, second)} == {State.DELETED}
    assert count(DoomedFile) == 2
    assert wrong() == []
