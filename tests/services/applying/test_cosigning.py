"""A joint application: all partners sign this very version, and a change asks just those it touches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.errors import NotPermitted, Outdated
from funding.law import berlin
from funding.models import Application, AuditEntry, CoSignature, Deadline, Notice
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.cosigning import Joint, stands
from funding.services.applying.co_sign import co_sign
from funding.services.applying.fill_part import Part, fill_part
from funding.services.applying.save_section import save_section
from funding.tasks.post import deliver_all
from funding.tasks.tick import tick
from tests.stages import (
    EDITOR,
    LAST_PARTNER,
    PARTNER,
    PARTNER_EDITOR,
    PARTNERS,
    SIGNATORY,
    TOWN,
    bring_together,
    entries,
)
from workflows.application import State, Trigger
from workflows.core import StepRefused

FIRST, LAST = PARTNERS


def states(reference, email=EDITOR):
    with reading() as session:
        case = find.case(session, by_email(session, email), reference)
        return {one.line.key: one.state for one in stands(case)}


def changes(reference, key):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        found = Joint(case).changes(key)
        return [(c.page.number, c.field.name, c.row, c.old, c.new) for c in found]


def told(kind, **facts):
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == kind)).all()
        return {row.email for row in rows if all(row.facts[name] == v for name, v in facts.items())}


def state(reference):
    with reading() as session:
        return session.scalars(
            select(Application.state).where(Application.reference == reference)
        ).one()


def trail(reference):
    with reading() as session:
        rows = (
            select(AuditEntry.trigger)
            .join(Application, Application.id == AuditEntry.subject_id)
            .where(Application.reference == reference)
        )
        return list(session.scalars(rows.order_by(AuditEntry.version)))


def refused(story, email, reference, trigger, **details):
    with pytest.raises(StepRefused) as found:
        story.step(email, reference, trigger, **details)
    return {reason.code for reason in found.value.reasons}


def change(story, reference, section="goals", **values):
    """Take the application back and change a page of it."""
    story.step(EDITOR, reference, Trigger.CHANGE_AFTER_COSIGN)
    rows = values.pop("partners", None)
    story.act(EDITOR, lambda s, a: save_section(s, a, reference, section, values, partners=rows))


LONGER = (
    "Es fehlen Orte für Jugendliche, abgestimmte Zuständigkeiten und eine gemeinsame Stelle. " * 2
)


def test_all_sign_and_the_lead_hands_in(story):
    reference = bring_together(story, State.COSIGNING)
    assert states(reference) == {FIRST: "missing", LAST: "missing"}
    story.cosign(reference, LAST)
    assert (state(reference), states(reference)[LAST]) == (State.COSIGNING, "signed")
    assert "wrong_state" in refused(
        story, SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True
    )
    story.cosign(reference, FIRST)
    assert state(reference) == State.COSIGNED
    story.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    assert trail(reference)[-4:] == ["ask_cosign", "cosign", "cosign_last", "submit"]


def test_who_names_partners_does_not_hand_in_without_them(play):
    reference = bring_together(play, State.DRAFT)
    assert refused(play, SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True) == {"alone"}


def test_who_is_asked_is_written_to_and_so_is_a_contact_without_account(play):
    reference = bring_together(play, State.COSIGNING)
    asked = {
        f"{who}@{town}.example"
        for who in ("bearbeitung", "zeichnung")
        for town in ("lengenfeld", "frankenberg")
    }
    assert told("cosign_requested", contribution=50_000, due="2022-06-17") == asked
    assert told("cosign_contact") == {"kontakt@1.example", "kontakt@2.example"}
    assert told("cosign_access_missing") == set()
    deliver_all(play.postman)
    with reading() as session:
        letters = session.scalars(select(Notice).where(Notice.kind == "cosign_contact")).all()
        assert [one.state for one in letters] == ["sent", "sent"]
        assert "Guten Tag!" in letters[0].text
        assert f"/antraege/{reference}/mitzeichnung" in letters[0].text


def test_a_partner_without_anybody_who_could_sign_is_made_known_to_the_office(play):
    with transaction() as session:
        from funding.models import Account

        for email in (LAST_PARTNER, "bearbeitung@frankenberg.example"):
            account = session.scalars(select(Account).where(Account.email == email)).one()
            account.active = False
    reference = bring_together(play, State.COSIGNING)
    assert told("cosign_access_missing", unable=["Frankenberg/Sa."]) == {"verwaltung@smi.example"}
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        assert [one.has_signatory for one in stands(case)] == [True, False]


def test_nothing_changed_keeps_every_signature_and_nobody_is_asked_again(play):
    reference = bring_together(play, State.COSIGNED)
    change(play, reference, "municipality", contact_name="Jemand anders")
    assert state(reference) == State.DRAFT
    play.ask_partners(TOWN, reference)
    assert state(reference) == State.COSIGNED
    assert set(states(reference).values()) == {"signed"}
    assert told("cosign_again") == set()
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)


def test_a_change_of_a_shared_page_asks_all_again_and_tells_old_and_new(play):
    reference = bring_together(play, State.COSIGNED)
    change(play, reference, causes=LONGER.strip())
    assert set(states(reference).values()) == {"lapsed"}
    play.ask_partners(TOWN, reference)
    assert state(reference) == State.COSIGNING
    [(page, field, row, old, new)] = changes(reference, FIRST)
    assert (page, field, row, new) == ("A5", "causes", "", LONGER.strip())
    assert old.startswith("Es fehlen Orte")
    assert PARTNER in told("cosign_again", places=1)
    assert told("cosign_contact") == {"kontakt@1.example", "kontakt@2.example"}
    play.cosign(reference, FIRST)
    play.cosign(reference, LAST)
    assert state(reference) == State.COSIGNED


def test_of_signatures_given_at_the_same_instant_the_one_that_stands_counts(play):
    for number in range(4):  # their order by key is chance
        reference = bring_together(play, State.COSIGNED)
        change(play, reference, place=f"Ort {number}", section="project")
        play.ask_partners(TOWN, reference)
        play.cosign(reference, FIRST)
        play.cosign(reference, LAST)
        with transaction() as session:
            for row in session.scalars(select(CoSignature)):
                row.at = play.moved.instant
        assert set(states(reference).values()) == {"signed"}


def test_a_new_task_of_one_partner_concerns_that_one_only(play):
    reference = bring_together(play, State.COSIGNED)
    first, last = entries()
    last = type(last)(last.key, "Eine andere Aufgabe", 50_000, last.contact_email, 2_500)
    change(play, reference, "partners", partners=[first, last])
    assert states(reference) == {FIRST: "signed", LAST: "lapsed"}
    play.ask_partners(TOWN, reference)
    assert told("cosign_again") == {LAST_PARTNER, "bearbeitung@frankenberg.example"}
    play.cosign(reference, LAST)
    assert trail(reference)[-1] == "cosign_last"


def test_new_amounts_of_one_partner_concern_all(play):
    reference = bring_together(play, State.COSIGNED)
    first, last = entries()
    last = type(last)(last.key, last.task, 60_000, last.contact_email, 2_500)
    change(play, reference, "partners", partners=[first, last])
    assert states(reference) == {FIRST: "lapsed", LAST: "lapsed"}
    assert changes(reference, FIRST) == [("A2", "contribution", LAST, 50_000, 60_000)]


def part(email, reference, key, value, version=None):
    with transaction() as session:
        fill_part(session, by_email(session, email), reference, key, value, version)


def test_a_partner_fills_its_own_part_and_only_amounts_concern_the_others(play):
    reference = bring_together(play, State.COSIGNING, signed=1)
    part("bearbeitung@frankenberg.example", reference, LAST, Part("Neu", 50_000, 2_500))
    assert states(reference)[FIRST] == "signed"
    assert told("partner_part_changed", partner="Frankenberg/Sa.") == {EDITOR, SIGNATORY}
    part(LAST_PARTNER, reference, LAST, Part("Neu", 40_000, 2_500))
    assert states(reference) == {FIRST: "lapsed", LAST: "missing"}
    assert told("cosign_again", places=1, due="2022-06-17") == {PARTNER, PARTNER_EDITOR}


def test_own_part_is_ones_own_and_open_only_while_partners_are_asked(play):
    reference = bring_together(play, State.COSIGNING)
    for email, key in ((PARTNER, LAST), (EDITOR, FIRST)):
        with pytest.raises(NotPermitted):
            part(email, reference, key, Part("fremd", 1))
    version = play._read(reference).version
    with pytest.raises(Outdated):
        part(PARTNER, reference, FIRST, Part("x", 50_000, 2_500), version - 1)
    play.step(EDITOR, reference, Trigger.CHANGE_AFTER_COSIGN)
    with pytest.raises(StepRefused):
        part(PARTNER, reference, FIRST, Part("zu spät", 1))


def test_who_signs_twice_or_what_was_not_read_is_refused(play):
    reference = bring_together(play, State.COSIGNING, signed=1)
    signed = {"reauthenticated": True}
    with reading() as session:
        case = find.case(session, by_email(session, PARTNER), reference)
        read = Joint(case).fingerprint(FIRST)
    with pytest.raises(StepRefused) as again:
        play.cosign(reference, FIRST)
    assert {r.code for r in again.value.reasons} >= {"not_signed_yet"}
    assert refused(
        play, LAST_PARTNER, reference, Trigger.COSIGN_LAST, fingerprint=read, **signed
    ) == {"this_version"}


def test_a_decline_leads_back_to_the_draft_with_its_reason_and_keeps_the_others(play):
    reference = bring_together(play, State.COSIGNED)
    assert "reason_given" in refused(play, PARTNER, reference, Trigger.DECLINE_COSIGN, reason=" ")
    play.step(PARTNER, reference, Trigger.DECLINE_COSIGN, reason="Kein Ratsbeschluss")
    assert state(reference) == State.DRAFT
    assert states(reference) == {FIRST: "declined", LAST: "signed"}
    assert told("cosign_declined", reason="Kein Ratsbeschluss", partner="Lengenfeld") == {
        EDITOR,
        SIGNATORY,
    }
    play.ask_partners(TOWN, reference)
    assert told("cosign_again") == set()
    play.cosign(reference, FIRST)
    assert state(reference) == State.COSIGNED


def test_the_deadline_is_ten_days_but_the_day_before_closing_at_the_latest(play):
    reference = bring_together(play, State.COSIGNING)
    with reading() as session:
        due = select(Deadline.due_on).where(Deadline.kind == "cosign", Deadline.ended_at.is_(None))
        assert session.scalar(due) == date(2022, 6, 17)
    play.step(EDITOR, reference, Trigger.CHANGE_AFTER_COSIGN)
    with reading() as session:
        assert session.scalar(due) is None
    play.moved.instant = berlin.at_hour(date(2022, 8, 26), 10)
    play.ask_partners(TOWN, reference)
    with reading() as session:
        assert session.scalar(due) == date(2022, 8, 30)


def test_three_days_before_only_who_is_missing_is_reminded(play):
    bring_together(play, State.COSIGNING, signed=1)
    play.moved.instant = berlin.at_hour(date(2022, 6, 14), 9)
    tick()
    assert told("cosign_reminder", days=3) == {LAST_PARTNER, "bearbeitung@frankenberg.example"}


def test_what_was_not_signed_in_time_expires_with_the_call(play):
    reference = bring_together(play, State.COSIGNING)
    play.moved.instant = berlin.at_hour(date(2022, 9, 2), 10)
    tick()
    assert state(reference) == State.EXPIRED
    assert PARTNER in told("draft_expired")


def test_the_office_knows_nothing_of_what_waits_for_signatures(play):
    from funding.errors import NotFound

    for wanted in (State.COSIGNING, State.COSIGNED):
        reference = bring_together(play, wanted)
        with reading() as session, pytest.raises(NotFound):
            find.case(session, by_email(session, "sachbearbeitung1@smi.example"), reference)
    play.moved.instant += timedelta(minutes=1)


def signs(reference, email, key):
    with transaction() as session:
        actor = by_email(session, email)
        read = Joint(find.case(session, actor, reference)).fingerprint(key)
        session.rollback()
        session.expunge_all()
        details = {"reauthenticated": True, "partner_key": key, "fingerprint": read}
        co_sign(session, actor, reference, details)


def test_of_the_last_two_who_sign_at_the_same_moment_exactly_one_is_the_last(story):
    reference = bring_together(story, State.COSIGNING)
    people = [(PARTNER, FIRST), (LAST_PARTNER, LAST)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda who: signs(reference, *who), people))
    assert state(reference) == State.COSIGNED
    assert trail(reference)[-2:] == ["cosign", "cosign_last"]


def test_of_four_clicks_of_one_partner_one_signature_comes(story):
    reference = bring_together(story, State.COSIGNING)

    def click(_number):
        try:
            signs(reference, PARTNER, FIRST)
        except (StepRefused, Outdated):
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        clicks = list(pool.map(click, range(4)))
    assert sorted(clicks) == [False, False, False, True]
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(CoSignature)) == 1
