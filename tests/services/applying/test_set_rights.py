"""A town says what each of its people may do on one draft; nobody gets past it."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.errors import NarrowRight, NotFound, NotPermitted, Outdated
from funding.models import Account, AuditEntry, DraftRight, Notice, Person, RoleGrant
from funding.models.draft_right import Right
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.rights import colleagues
from funding.queries.operations.verify import differences
from funding.services.administration.set_up_demo import add_account
from funding.services.applying.annexes import promise_annexes
from funding.services.applying.fill_part import Part, fill_part
from funding.services.applying.open_draft import open_draft
from funding.services.applying.save_section import save_section
from funding.services.applying.set_rights import set_rights
from funding.services.operations.write_audit import digest
from tests.stages import (
    EDITOR,
    LAST_PARTNER,
    PARTNER,
    PARTNER_EDITOR,
    PARTNERS,
    SIGNATORY,
    TOWN_KEY,
    bring,
)
from workflows.application import State, Trigger
from workflows.core import StepRefused

STRANGER = "zeichnung@rodewisch.example"


def person(email):
    with reading() as session:
        return by_email(session, email).person_id


def give(play, by, reference, right, to, town=TOWN_KEY, version=None):
    details = {"town_key": town, "rights": {str(person(to)): right}}
    play.act(by, lambda s, a: set_rights(s, a, reference, dict(details), version))


def rights(reference, town=TOWN_KEY, by=SIGNATORY):
    with reading() as session:
        case = find.case(session, by_email(session, by), reference)
        return {one.person_id: one.right for one in colleagues(case, town)}


def save(play, email, reference):
    write = partial(save_section, key=reference, section="project", values={"place": "Markt"})
    play.act(email, lambda s, a: write(s, a))


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_without_a_word_everybody_may_do_what_the_role_allows(story):
    reference = bring(story, State.DRAFT)
    assert rights(reference) == {person(EDITOR): Right.EDIT, person(SIGNATORY): Right.SIGN}
    save(story, EDITOR, reference)
    save(story, SIGNATORY, reference)


def test_who_may_only_read_writes_nothing_and_is_told_so_as_long_as_it_holds(story):
    reference = bring(story, State.DRAFT)
    give(story, SIGNATORY, reference, "read", EDITOR)
    version = story._read(reference).version
    for act in (
        lambda: save(story, EDITOR, reference),
        lambda: story.act(EDITOR, lambda s, a: promise_annexes(s, a, reference, {})),
        lambda: story.step(EDITOR, reference, Trigger.ASK_COSIGN),
    ):
        with pytest.raises(NarrowRight):
            act()
    assert story._read(reference).version == version
    give(story, SIGNATORY, reference, "edit", EDITOR)
    save(story, EDITOR, reference)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(DraftRight)) == 0


def test_a_signatory_who_may_only_edit_neither_signs_nor_discards_nor_gives_rights(story):
    reference = bring(story, State.DRAFT)
    second = another_signatory()
    give(story, second, reference, "edit", SIGNATORY)
    save(story, SIGNATORY, reference)
    for trigger in (Trigger.SUBMIT, Trigger.DISCARD, Trigger.SET_RIGHTS):
        with pytest.raises(NarrowRight):
            story.step(SIGNATORY, reference, trigger, reauthenticated=True)
    story.step(second, reference, Trigger.DISCARD)


def another_signatory(email="zweite@floeha.example", key=TOWN_KEY):
    with transaction() as session:
        add_account(session, email, "Zweite Zeichnung", ("applicant_signatory",), key, "x")
    return email


def test_who_began_the_draft_gives_rights_and_loses_that_with_the_right_to_edit(story):
    reference = bring(story, State.DRAFT)
    second = another_signatory()
    give(story, EDITOR, reference, "edit", second)
    assert rights(reference)[person(second)] == Right.EDIT
    give(story, SIGNATORY, reference, "read", EDITOR)
    with pytest.raises(NarrowRight):
        give(story, EDITOR, reference, "edit", EDITOR)


def test_who_neither_signs_nor_began_gives_no_rights(story):
    draft = story.act(SIGNATORY, lambda s, a: open_draft(s, a, story.call, TOWN_KEY))
    reference = draft.reference
    with pytest.raises(NotPermitted):
        give(story, EDITOR, reference, "read", SIGNATORY)
    with pytest.raises(NotFound):
        give(story, STRANGER, reference, "read", EDITOR)


def test_one_who_may_sign_remains(story):
    reference = bring(story, State.DRAFT)
    with pytest.raises(StepRefused) as refused:
        give(story, EDITOR, reference, "edit", SIGNATORY)
    assert codes(refused) == ["signer_left"]
    second = another_signatory()
    give(story, EDITOR, reference, "edit", SIGNATORY)
    with pytest.raises(StepRefused) as refused:
        give(story, second, reference, "read", second)
    assert codes(refused) == ["signer_left"]


def test_where_nobody_could_sign_before_the_editors_rights_are_given_nevertheless(story):
    reference = bring(story, State.DRAFT)
    with transaction() as session:
        add_account(session, "neu@floeha.example", "Neu", ("applicant_editor",), TOWN_KEY, "x")
        session.scalars(select(Account).where(Account.email == SIGNATORY)).one().active = False
    give(story, EDITOR, reference, "read", "neu@floeha.example")


def test_a_role_comes_before_the_right_and_its_loss_ends_the_right(story):
    reference = bring(story, State.DRAFT)
    with pytest.raises(StepRefused) as refused:
        give(story, SIGNATORY, reference, "sign", EDITOR)
    assert codes(refused) == ["rights_within_role"]
    second = another_signatory()
    with transaction() as session:
        account = session.scalars(select(Account).where(Account.email == second)).one()
        grant = select(RoleGrant).where(RoleGrant.account_id == account.id)
        session.scalars(grant).one().role = "applicant_editor"
    assert rights(reference)[person(second)] == Right.EDIT


def test_a_right_is_the_persons_by_whatever_account(story):
    reference = bring(story, State.DRAFT)
    with transaction() as session:
        who = session.get_one(Person, by_email(session, EDITOR).person_id)
        roles, other = ("applicant_editor",), "anders@floeha.example"
        add_account(session, other, who.name, roles, TOWN_KEY, "x", person=who)
    assert len(rights(reference)) == 2
    give(story, SIGNATORY, reference, "read", EDITOR)
    with pytest.raises(NarrowRight):
        save(story, other, reference)


def test_it_is_in_the_audit_and_told_to_whom_it_concerns(story):
    reference = bring(story, State.DRAFT)
    give(story, SIGNATORY, reference, "read", EDITOR)
    with reading() as session:
        entry = session.scalars(
            select(AuditEntry).order_by(AuditEntry.version.desc()).limit(1)
        ).one()
        assert (entry.trigger, entry.source, entry.target) == ("set_rights", "draft", "draft")
        assert entry.actor_role == "applicant_signatory"
        assert entry.details == {"town_key": TOWN_KEY, "rights": {str(person(EDITOR)): "read"}}
        told = session.scalars(select(Notice.email).where(Notice.kind == "rights_changed")).all()
        assert told == [EDITOR]
        assert differences(session, digest) == []


def test_who_read_an_older_version_gives_no_right(story):
    reference = bring(story, State.DRAFT)
    version = story._read(reference).version
    give(story, SIGNATORY, reference, "read", EDITOR, version=version)
    with pytest.raises(Outdated):
        give(story, SIGNATORY, reference, "edit", EDITOR, version=version)


def test_a_partner_gives_rights_for_its_own_part_and_for_nobody_else(story):
    reference = bring(story, State.COSIGNING)
    key = PARTNERS[0]
    for town, to in ((TOWN_KEY, EDITOR), (PARTNERS[1], LAST_PARTNER)):
        with pytest.raises(NotPermitted):
            give(story, PARTNER, reference, "read", to, town)
    give(story, PARTNER, reference, "read", PARTNER_EDITOR, key)
    fill = partial(fill_part, key=reference, partner_key=key, part=Part("Neu", 50_000, 2_500))
    with pytest.raises(NarrowRight):
        story.act(PARTNER_EDITOR, lambda s, a: fill(s, a))
    story.act(PARTNER, lambda s, a: fill(s, a))
    second = another_signatory("zweite@lengenfeld.example", key)
    give(story, second, reference, "read", PARTNER, key)
    for trigger in (Trigger.COSIGN, Trigger.DECLINE_COSIGN):
        with pytest.raises(NarrowRight):
            story.step(PARTNER, reference, trigger, reauthenticated=True, reason="so")


def test_who_works_for_two_partners_is_held_to_the_right_in_each(story):
    reference = bring(story, State.COSIGNING)
    first, last = PARTNERS
    with transaction() as session:
        account = by_email(session, PARTNER).account_id
        role = {"role": "applicant_signatory", "municipality_key": last}
        session.add(RoleGrant(account_id=account, **role))
    give(story, LAST_PARTNER, reference, "read", PARTNER, last)
    part = Part("Neu", 50_000, 2_500)
    with pytest.raises(NotPermitted):
        story.act(PARTNER, lambda s, a: fill_part(s, a, reference, last, part))
    with pytest.raises(NotPermitted):
        story.step(PARTNER, reference, Trigger.COSIGN, reauthenticated=True, partner_key=last)
    story.act(PARTNER, lambda s, a: fill_part(s, a, reference, first, part))


def test_with_the_submission_the_rights_end(story):
    reference = story.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    give(story, SIGNATORY, reference, "read", EDITOR)
    story.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    with pytest.raises(StepRefused) as refused:
        give(story, SIGNATORY, reference, "edit", EDITOR)
    assert codes(refused) == ["wrong_state"]
    story.claim(reference)
    story.ask(reference, ["Bitte den Beschluss."])
    story.answer(reference, "Hier.")
