"""A deletion takes what a case says and leaves its money, its days and its audit as they were."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DatabaseError

from funding.db import reading, transaction
from funding.db.base import Base
from funding.demo.auditing import prepare_audit
from funding.errors import Erased, NotPermitted
from funding.models import (
    Account,
    Application,
    AuditEntry,
    Bounce,
    BudgetLine,
    Disposal,
    DoomedFile,
    Drawdown,
    Envelope,
    LedgerEntry,
    Line,
    Note,
    Notice,
    Payment,
    PaymentFile,
    Person,
    StoredFile,
)
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.case import Case
from funding.queries.closing import disposals
from funding.queries.closing.plan import EMPTIED, GONE, KEPT, tables, unplanned, worded
from funding.queries.closing.rest import STAYS, kept_in
from funding.queries.operations.verify import differences
from funding.queries.reporting.judging import JUDGING
from funding.services.applying.store_file import add_file_row, keep, path_of
from funding.services.closing import keep_case
from funding.services.closing.delete_case import confirm_deletion
from funding.services.closing.remove_files import remove_doomed
from funding.services.operations.sweep_files import sweep_files
from funding.services.operations.write_audit import digest
from funding.services.reporting.judge_receipts import Verdict, judge_receipts
from funding.services.reporting.recover import Terms
from funding.services.reviewing.ask_opinion import answer_asked, ask_opinion, give_opinion
from funding.services.reviewing.write_message import write_to_town
from funding.services.reviewing.write_note import write_note
from funding.services.spending.issue_notice import recall_notice
from funding.services.spending.make_payment_file import keep_file, prepare_file
from tests import interest
from tests.drawing import CASHIER, ordered, paid
from tests.recoveries import asked, fallen_due, granted, received
from tests.services.closing.keeping import (
    ADMIN,
    KEEPER,
    act,
    disposal,
    proposed,
    same_person,
    wait,
)
from tests.services.spending import changing
from tests.services.spending.issuing import provided
from tests.stages import AUDITOR, EDITOR, REVIEWER, bring
from workflows import ALL
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.core import StepRefused
from workflows.disposal import State
from workflows.recovery import Relief

EXPERT = "gutachten@hochschule.example"
SECRET = "Vertrauliches Wort"
IBAN = "DE89370400440532013000"


def confirmed(story, reference, email=ADMIN):
    act(story, email, confirm_deletion, reference)


def wrong() -> list[str]:
    with reading() as session:
        return differences(session, digest)


def uploaded(folder, reference, email, content, name="Beschluss.pdf"):
    kept = keep(folder, io.BytesIO(content), len(content))
    with transaction() as session:
        actor = by_email(session, email)
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        add_file_row(session, actor, Case(session, actor, app), kept, name)
    return path_of(folder, kept.sha256)


def lived(story, folder) -> str:
    """Bring a case through everything that can be said in it."""
    asked = story.apply("floeha", f"{SECRET} im Titel", "violence", 2_000_000)
    story.claim(asked)
    story.ask(asked, [f"{SECRET}: bitte erläutern"])
    story.answer(asked, f"{SECRET} dazu")
    uploaded(folder, asked, EDITOR, b"%PDF-1.7 " + SECRET.encode(), f"{SECRET}.pdf")
    later = story.today + timedelta(days=30)
    opinion = {"kind": "outside", "name": f"{SECRET} Person", "email": EXPERT}
    opinion |= {"question": f"{SECRET}?", "due_on": later}
    made = story.act(REVIEWER, lambda s, a: ask_opinion(s, a, asked, **opinion).id)
    story.act(EXPERT, lambda s, a: answer_asked(s, a, made, accept=True, reason="", version=1))
    said = {"verdict": "for", "text": f"{SECRET}, dafür", "version": 2}
    story.act(EXPERT, lambda s, a: give_opinion(s, a, made, **said))
    story.act(REVIEWER, lambda s, a: write_note(s, a, asked, f"{SECRET} intern"))
    story.act(REVIEWER, lambda s, a: write_to_town(s, a, asked, f"{SECRET} an Sie"))
    story.check_and_score(asked)
    story.recommend(asked)
    story.step("entscheidung1@smi.example", asked, CaseTrigger.APPROVE_FIRST)
    story.step("entscheidung2@smi.example", asked, CaseTrigger.APPROVE_SECOND)
    story.notice(asked, story.today)
    story.go(story.today.replace(month=9, day=2))
    changing.recorded(story, asked, changing.granted(story, asked))
    number = ordered(story, asked, 500_000)
    with reading() as session:
        chosen = session.scalars(select(Drawdown.id)).all()
        prepared = prepare_file(session, by_email(session, CASHIER), ("Kasse", IBAN), chosen)
    story.act(CASHIER, lambda s, a: keep_file(s, a, prepared).id)
    paid(story, asked, number)
    story.go(changing.NEW_END + timedelta(days=2))
    story.report(asked)
    story.audit(asked)
    story.settle(asked)
    story.pay_rest(asked)
    interest.proposed(story, asked, f"{SECRET}: vier Monate nicht verwendet")
    interest.commented(story, asked, f"{SECRET}: wir bitten um Nachsicht")
    interest.signed(story, asked, evidence=f"{SECRET} im Postausgangsbuch")
    interest.paid(story, asked, interest.proposal(asked).amount_cents)
    story.go(story.today + timedelta(days=45))
    story.close(asked)
    return asked


def everything() -> str:
    """Return all words that stand anywhere in the database."""
    found = []
    with reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                found.append(f"{table.name}: {tuple(row)}")
    return "\n".join(found)


def money():
    """Return ledger, counters, payments and sums of every case, to the cent."""
    with reading() as session:
        columns = list(LedgerEntry.__table__.columns)
        counters = ("total_cents", "reserved_cents", "committed_cents", "paid_cents")
        return (
            session.execute(select(*columns).order_by(columns[-1], LedgerEntry.id)).all(),
            [
                [getattr(pot, name) for name in counters]
                for model in (Envelope, BudgetLine)
                for pot in session.scalars(select(model).order_by(model.id))
            ],
            session.execute(
                select(Payment.id, Payment.amount_cents, Payment.value_on).order_by(Payment.id)
            ).all(),
            session.execute(
                select(
                    Application.reference,
                    Application.state,
                    Application.approved_cents,
                    Application.final_cents,
                    Application.paid_cents,
                    Application.lead_key,
                    Application.field_id,
                    Application.decided_at,
                ).order_by(Application.reference)
            ).all(),
            session.execute(select(Line.id, Line.amount_cents).order_by(Line.id)).all(),
        )


def history():
    with reading() as session:
        keys = (AuditEntry.workflow, AuditEntry.subject_id, AuditEntry.version)
        codes = (AuditEntry.trigger, AuditEntry.source, AuditEntry.target, AuditEntry.at)
        return session.execute(
            select(*keys, *codes, AuditEntry.hash, AuditEntry.previous_hash)
            .where(AuditEntry.workflow != "disposal")
            .order_by(*keys)
        ).all()


@pytest.mark.slow
def test_a_whole_life_is_deleted_and_its_money_and_audit_are_as_before(story, tmp_path):
    folder = tmp_path / "files"
    other = bring(story, CaseState.IN_CHECK)
    reference = lived(story, folder)
    story.withdraw(other, "anders finanziert")
    proposed(story, reference)
    assert wrong() == []
    before, was = money(), history()
    assert SECRET in everything()
    confirmed(story, reference)
    assert money() == before
    assert history() == was
    assert wrong() == []
    left = everything()
    assert SECRET not in left
    for word in (EXPERT, IBAN):
        assert word not in left
    found = disposal(reference)
    assert (found.state, found.answer) == (State.DELETED, "taken_over")
    for name in ("stored_file", "notice", "opinion", "note", "message", "receipt", "audit_entry"):
        assert found.gone[name] > 0, name
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(DoomedFile)) == 1
        assert session.scalar(select(PaymentFile.content)) == ""
        with pytest.raises(Erased):
            find.case(session, by_email(session, REVIEWER), reference)
        with pytest.raises(Erased):
            find.case(session, CLOCK, reference)
        assert find.case(session, by_email(session, REVIEWER), other)


def test_what_was_said_of_a_claim_goes_and_what_came_in_for_it_stays(story):
    reference = bring(story, CaseState.RECOVERING)
    fallen_due(story, reference)
    received(story, reference, 10_000)
    asked(story, reference, Terms(Relief.WAIVER, f"{SECRET}, unbillig"))
    granted(story, reference)
    story.close(reference)
    proposed(story, reference)
    said = ("Weniger ausgegeben als ausgezahlt.", "Die Rückzahlung ist vorbereitet.", SECRET)
    assert all(words in everything() for words in said)
    before, was = money(), history()
    confirmed(story, reference)
    left = everything()
    assert not [words for words in said if words in left]
    assert (money(), history(), wrong()) == (before, was, [])


def gone(story, state=CaseState.WITHDRAWN) -> str:
    reference = bring(story, state)
    proposed(story, reference)
    confirmed(story, reference)
    return reference


@pytest.mark.parametrize("again", ["zweites-konto@smi.example", KEEPER])
def test_who_has_proposed_does_not_confirm_by_whatever_account(story, again):
    if again != KEEPER:
        same_person(KEEPER, again, "admin")
    reference = bring(story, CaseState.WITHDRAWN)
    proposed(story, reference)
    with pytest.raises(StepRefused) as refused:
        confirmed(story, reference, again)
    assert [reason.code for reason in refused.value.reasons] == ["another_person"]
    assert disposal(reference).state == State.PROPOSED
    with reading() as session:
        assert find.case(session, by_email(session, REVIEWER), reference).answers.contact_name


def test_a_hold_that_came_after_the_proposal_stops_the_deletion(story):
    reference = bring(story, CaseState.WITHDRAWN)
    proposed(story, reference)
    act(story, ADMIN, keep_case.hold, reference, reason="Rechnungshof prüft")
    with pytest.raises(StepRefused) as refused:
        confirmed(story, reference)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.params) == ("not_held", {"reason": "Rechnungshof prüft"})


def test_nothing_is_deleted_twice_or_without_a_proposal(story):
    other = bring(story, CaseState.EXPIRED)
    reference = gone(story)
    for deed, given in (
        (confirm_deletion, {}),
        (keep_case.propose_deletion, {}),
        (keep_case.hold, {"reason": "zu spät"}),
    ):
        with pytest.raises(StepRefused) as refused:
            act(story, ADMIN, deed, reference, **given)
        assert [reason.code for reason in refused.value.reasons] == ["wrong_state"]
    with pytest.raises(StepRefused):
        confirmed(story, other)
    with pytest.raises(NotPermitted):
        confirmed(story, other, REVIEWER)


def test_a_draft_that_was_never_submitted_is_deleted_too(story):
    reference = bring(story, CaseState.EXPIRED)
    wait(story, story.today + timedelta(days=200))
    act(story, KEEPER, keep_case.propose_deletion, reference)
    confirmed(story, reference)
    assert disposal(reference).state == State.DELETED
    assert wrong() == []


def test_who_was_told_of_the_deletion_is_told_nothing_else(story):
    reference = gone(story)
    with reading() as session:
        notices = session.scalars(
            select(Notice).join(Application).where(Application.reference == reference)
        ).all()
    assert {(one.kind, one.email) for one in notices} == {("case_deleted", KEEPER)}


def test_every_table_and_column_with_words_of_a_case_has_its_place():
    known = {table.name: table for table in tables()}
    assert unplanned() == []
    assert set(GONE) | set(EMPTIED) | set(KEPT) == set(known)
    assert not set(GONE) & (set(EMPTIED) | set(KEPT))
    for name, columns in EMPTIED.items():
        assert set(columns) <= set(known[name].columns.keys())
        assert not set(columns) & KEPT.get(name, frozenset())
    for name, columns in KEPT.items():
        assert columns <= worded(known[name])


def spoiled(statement) -> list[str]:
    """Change something past the portal, as somebody could who holds the database."""
    with transaction() as session:
        session.execute(text(statement))
    return wrong()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE answers SET summary = 'doch noch da'", "answers.summary holds"),
        ("UPDATE application SET title = 'doch' WHERE erased_at IS NOT NULL", "title holds"),
        ("UPDATE application SET erased_at = NULL", "deleted in part"),
        ("UPDATE disposal SET state = 'proposed'", "the audit says deleted"),
        (
            "UPDATE disposal SET confirmed_by_id = (SELECT person_id FROM account WHERE email = "
            "'revision@smi.example')",
            "who proposed and confirmed",
        ),
    ],
)
def test_verify_finds_what_was_changed_about_a_deletion(story, statement, words):
    gone(story)
    assert wrong() == []
    assert any(words in one for one in spoiled(statement))


def test_verify_finds_a_row_that_came_back(story):
    reference = gone(story)
    with transaction() as session:
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        who = by_email(session, REVIEWER)
        session.add(
            Note(
                application_id=app.id,
                written_by_id=who.account_id,
                text="x",
                written_at=app.created_at,
            )
        )
    assert any("1 rows of note are left" in one for one in wrong())


TAKEN_OUT = "DROP TRIGGER audit_entry_no_update"


def unsealed(database) -> None:
    with transaction() as session:
        on = "" if database.startswith("sqlite") else " ON audit_entry"
        session.execute(text(TAKEN_OUT + on))


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        ({"note": "nachgetragen"}, "the entry was changed"),
        ({"details": {"amount_cents": 1}}, "the entry was changed"),
        ({"details": {"reason": "geheim"}}, "the entry was changed"),
        ({"rest_hash": "0" * 64}, "not what the deletion has sealed"),
        ({"erased_in_id": None}, "not what the deletion has sealed"),
        ({"trigger": "claim"}, "the entry was changed"),
    ],
)
def test_what_is_left_of_the_audit_is_sealed(story, database, sets, words):
    gone(story)
    unsealed(database)
    with transaction() as session:
        first = session.scalars(
            select(AuditEntry.id).where(
                AuditEntry.workflow == "application", AuditEntry.trigger == "withdraw"
            )
        ).one()
        session.execute(update(AuditEntry).where(AuditEntry.id == first).values(**sets))
    assert any(words in one for one in wrong()), wrong()


def rewritten(key, **sets) -> None:
    with transaction() as session:
        session.execute(update(AuditEntry).where(AuditEntry.id == key).values(**sets))


def test_the_database_lets_nobody_take_words_out_of_the_audit_but_a_deletion(story):
    reference = bring(story, CaseState.WITHDRAWN)
    proposed(story, reference)
    with reading() as session:
        own = select(AuditEntry).where(AuditEntry.trigger == "withdraw")
        entry = session.scalars(own).one()
        session.expunge(entry)
    assert entry.note
    bare = {"note": "", "on_behalf": "", "details": {}, "rest_hash": "0" * 64}
    # The disposal is not yet one that has deleted.
    for erased_in in (disposal(reference).id, entry.id):
        with pytest.raises(DatabaseError, match="append-only"):
            rewritten(entry.id, **bare, erased_in_id=erased_in)
    confirmed(story, reference)
    done = disposal(reference).id
    with reading() as session:
        told = session.scalars(select(AuditEntry).where(AuditEntry.trigger == "confirm")).one().id
    for sets in (
        {"actor_role": "cashier"},
        {"target": "closed"},
        {"hash": "0" * 64},
        {"note": "doch"},
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            rewritten(told, **bare | {"erased_in_id": done} | sets)
    with pytest.raises(DatabaseError, match="append-only"):
        rewritten(entry.id, **bare, erased_in_id=done)  # once is enough


def test_files_are_removed_after_the_deletion_and_none_that_another_case_names(story, tmp_path):
    folder = tmp_path / "files"
    reference, other = bring(story, CaseState.SUBMITTED), bring(story, CaseState.SUBMITTED)
    mine = uploaded(folder, reference, EDITOR, b"%PDF-1.7 nur hier")
    shared = uploaded(folder, reference, EDITOR, b"%PDF-1.7 beide")
    uploaded(folder, other, EDITOR, b"%PDF-1.7 beide")
    story.withdraw(reference, "anders finanziert")
    proposed(story, reference)
    assert remove_doomed(folder) == 0
    assert mine.exists()
    confirmed(story, reference)
    assert mine.exists()  # nothing leaves the disk inside the transaction
    with reading() as session:
        keeper = by_email(session, KEEPER)
        assert disposals.kept_case(session, keeper, reference).files_left == 2
    assert remove_doomed(folder) == 1
    assert not mine.exists()
    assert shared.exists()
    with reading() as session:
        keeper = by_email(session, KEEPER)
        assert disposals.kept_case(session, keeper, reference).files_left == 0
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 1
    assert remove_doomed(folder) == 0


def test_what_was_sent_up_anew_since_the_deletion_stays(story, tmp_path):
    folder = tmp_path / "files"
    reference = bring(story, CaseState.SUBMITTED)
    path = uploaded(folder, reference, EDITOR, b"%PDF-1.7 nur hier")
    story.withdraw(reference, "anders finanziert")
    proposed(story, reference)
    confirmed(story, reference)

    later = (story.moved.instant + timedelta(minutes=1)).timestamp()
    os.utime(path, (later, later))
    assert remove_doomed(folder) == 0
    assert path.exists()


def test_what_a_killed_worker_left_is_found_by_the_next_one_or_by_the_sweep(story, tmp_path):
    folder = tmp_path / "files"
    reference = bring(story, CaseState.SUBMITTED)
    paths = [uploaded(folder, reference, EDITOR, b"%PDF-1.7 " + bytes([n])) for n in (1, 2)]
    story.withdraw(reference, "anders finanziert")
    proposed(story, reference)
    confirmed(story, reference)
    paths[0].unlink()  # the first is gone, and the worker killed before it could say so
    assert remove_doomed(folder) == 1
    assert not any(path.exists() for path in paths)


def test_what_no_worker_ever_removed_the_sweep_finds(story, tmp_path):
    folder = tmp_path / "files"
    reference = bring(story, CaseState.SUBMITTED)
    path = uploaded(folder, reference, EDITOR, b"%PDF-1.7 nur hier")
    story.withdraw(reference, "anders finanziert")
    proposed(story, reference)
    confirmed(story, reference)
    assert sweep_files(folder).files == 1
    assert not path.exists()
    assert remove_doomed(folder) == 0


def test_the_account_of_an_expert_who_works_elsewhere_stays(story):
    reference = bring(story, CaseState.IN_CHECK)
    later = story.today + timedelta(days=30)
    for email in (EXPERT, "zweitbewertung@smi.example"):
        opinion = {"kind": "outside", "name": "Gutachterin", "email": email}
        opinion |= {"question": "Wie ist die Lage?", "due_on": later}
        story.act(REVIEWER, lambda s, a, o=opinion: ask_opinion(s, a, reference, **o))
    story.withdraw(reference, "anders finanziert")
    proposed(story, reference)
    confirmed(story, reference)
    assert disposal(reference).gone["account"] == 1
    with reading() as session:
        emails = set(session.scalars(select(Account.email)))
        names = set(session.scalars(select(Person.name)))
    assert EXPERT not in emails
    assert "zweitbewertung@smi.example" in emails
    assert "Gutachterin" not in names
    assert wrong() == []


def test_amounts_days_and_hashes_are_all_that_stays_of_details():
    assert not STAYS & {"reason", "items", "cuts", "conditions", "evidence", "fields", "signed"}


def test_the_ledger_lists_a_deleted_case_as_before(story):
    reference = bring(story, CaseState.CLOSED)
    with reading() as session:
        rows = session.execute(select(LedgerEntry.operation, LedgerEntry.paid_change)).all()
    proposed(story, reference)
    confirmed(story, reference)
    with reading() as session:
        assert session.execute(select(LedgerEntry.operation, LedgerEntry.paid_change)).all() == rows
        assert session.scalar(select(func.count()).select_from(Disposal)) == 1


def test_the_words_of_a_notice_in_the_portal_go_from_the_audit_too(story):
    reference = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    provided(story, reference)
    recall = partial(recall_notice, key=reference, reason=f"{SECRET}, verschrieben")
    story.act("entscheidung1@smi.example", recall)
    story.withdraw(reference, "anders finanziert")
    proposed(story, reference)
    assert SECRET in everything()
    confirmed(story, reference)
    assert SECRET not in everything()
    assert wrong() == []


def test_what_was_found_about_a_receipt_goes_and_what_was_cut_stays(story):
    reference = bring(story, CaseState.REPORTED)
    judge = {1: Verdict(100, f"{SECRET}, privat")}
    cents = prepare_audit(story.act, reference)
    story.act(AUDITOR, lambda s, a: judge_receipts(s, a, reference, judge))
    end = {"recognised_cents": cents - 100, "reason": "Geprüft."}
    story.step(AUDITOR, reference, CaseTrigger.FINISH_AUDIT, **end)
    story.settle(reference)
    story.pay_rest(reference)
    story.go(story.today + timedelta(days=45))
    story.close(reference)
    proposed(story, reference)
    assert SECRET in everything()
    confirmed(story, reference)
    assert SECRET not in everything()
    with reading() as session:
        query = select(AuditEntry.details).where(AuditEntry.workflow == JUDGING)
        assert {"cut_receipts": {"1": 100}} in session.scalars(query).all()
    assert wrong() == []


def test_every_procedure_of_a_case_is_known_to_the_deletion_by_its_table():
    tables_of_a_case = {table.name for table in tables()}
    beside = {"call", "transfer", "block", "bank_details", "application"}
    assert {kept_in(flow.name) for flow in ALL} - beside <= tables_of_a_case


def test_an_expert_is_forgotten_whose_invitation_came_back(story):
    reference = bring(story, CaseState.IN_CHECK)
    later = story.today + timedelta(days=30)
    opinion = {"kind": "outside", "name": "Fachperson", "email": EXPERT, "question": "?"}
    story.act(REVIEWER, lambda s, a: ask_opinion(s, a, reference, **opinion, due_on=later).id)
    story.withdraw(reference, "anders finanziert")
    with transaction() as session:
        letter = session.scalars(select(Notice).where(Notice.email == EXPERT)).first()
        row = {"digest": "a" * 64, "at": story.moved.instant, "hard": True, "status": "5.1.1"}
        session.add(Bounce(notice_id=letter.id, words="unbekannt", **row))
    proposed(story, reference)
    confirmed(story, reference)
    assert EXPERT not in everything()
    assert wrong() == []
