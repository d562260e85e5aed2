"""`funding verify` recomputes every co-signature and names one that was changed behind the portal."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from funding.db import reading, transaction
from funding.models import Account, CoSignature, Submission
from funding.queries.applying.cosigning import digest
from funding.queries.operations.verify import differences
from funding.services.operations import write_audit
from tests.stages import PARTNER, PARTNERS, TOWN, bring, bring_together, entries
from workflows.application import State, Trigger

FIRST, LAST = PARTNERS


def found() -> list[str]:
    with reading() as session:
        return differences(session, write_audit.digest)


def of(key):
    return CoSignature.municipality_key == key


def change(key, **values):
    with transaction() as session:
        session.execute(update(CoSignature).where(of(key)).values(**values))


def told_by(key):
    with reading() as session:
        return json.loads(
            json.dumps(session.scalars(select(CoSignature).where(of(key))).one().told)
        )


def other(told):
    told["project"]["title"] = "Etwas anderes"
    return told


@pytest.fixture
def signed(story):
    return bring_together(story, State.COSIGNED)


@pytest.fixture
def submitted(story):
    return story.apply(TOWN, "Gemeinsam", "violence", 2_000_000, entries())


def test_what_was_signed_declined_and_handed_in_verifies(story, signed, submitted):
    refused = bring_together(story, State.COSIGNING)
    story.step(PARTNER, refused, Trigger.DECLINE_COSIGN, reason="nicht so")
    assert found() == []


def test_answers_changed_under_a_signature_are_named(signed):
    change(FIRST, told=other(told_by(FIRST)))
    assert found() == [f"case {signed}: what {FIRST} co-signed was changed"]


def test_answers_changed_with_the_fingerprints_of_their_pages_are_named(signed):
    told = other(told_by(FIRST))
    change(FIRST, told=told, pages={code: digest(places) for code, places in told.items()})
    assert found() == [f"case {signed}: what {FIRST} co-signed was changed"]


def test_a_page_fingerprint_that_was_changed_is_named(signed):
    change(FIRST, pages={})
    assert found() == [f"case {signed}: what {FIRST} co-signed was changed"]


def test_answers_changed_with_all_their_fingerprints_are_named_by_the_audit(signed):
    told = other(told_by(FIRST))
    pages = {code: digest(places) for code, places in told.items()}
    change(FIRST, told=told, pages=pages, fingerprint=digest(told))
    assert found() == [
        f"case {signed}: the audit names another fingerprint for what {FIRST} co-signed"
    ]


@pytest.mark.parametrize("forge", ["person", "moment", "gone"])
def test_a_signature_of_somebody_else_or_another_day_or_taken_away_is_named(signed, forge):
    with transaction() as session:
        row = session.scalars(select(CoSignature).where(of(LAST))).one()
        if forge == "person":
            row.person_id = session.scalars(
                select(Account.person_id).where(Account.email == PARTNER)
            ).one()
        elif forge == "moment":
            row.at -= timedelta(days=1)
        else:
            session.execute(delete(CoSignature).where(of(LAST)))
    assert found() == [
        f"case {signed}: the co-signatures are not those of the audit",
        f"case {signed}: the audit names another fingerprint for what {LAST} co-signed",
    ]


def test_a_signature_that_was_ended_after_all_is_named(submitted):
    with reading() as session:
        at = session.scalars(select(CoSignature.at).where(of(FIRST))).one()
    change(FIRST, ended_at=at, ended_by="fill_part")
    assert found() == [f"case {submitted}: what was handed in is not what {FIRST} co-signed"]


def test_what_was_handed_in_is_compared_with_what_was_signed(submitted):
    with transaction() as session:
        content = session.scalars(select(Submission.content)).one()
        changed = json.loads(json.dumps(content))
        rows = next(v for k, v in changed["answers"].items() if k.startswith("a7"))
        rows[0]["label"] = "Etwas anderes"
        session.execute(update(Submission).values(content=changed))
    assert [one for one in found() if "handed in" in one] == [
        f"case {submitted}: what was handed in is not what {key} co-signed" for key in PARTNERS
    ]


def test_an_application_of_one_town_asks_for_no_signature(story):
    bring(story, State.IN_CHECK)
    assert found() == []
