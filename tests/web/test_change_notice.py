"""The notice on a change as a document: drafted, kept as issued, the town's once notified."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.forms.change_paper import change_pdf, words_of
from funding.models import AuditEntry, ChangeNotice, Notice, RuleValue
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.words.notice_paper import DRAFT
from tests.pdf import attached, metadata
from tests.services.attempts import OTHER
from tests.services.spending import changing as c
from tests.services.spending import joining
from tests.stages import EDITOR, FIRST, REVIEWER, SECOND, SIGNATORY, bring, bring_joint
from tests.web.test_access import STRANGER
from workflows.application import State
from workflows.core import StepRefused


@pytest.fixture
def reference(play):
    return bring(play, State.IN_PROGRESS)


def office(reference, key):
    return f"/vorgaenge/{reference}/aenderungen/{key}/bescheid"


def town(reference, key):
    return f"/antraege/{reference}/aenderungen/{key}/bescheid.pdf"


def said(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return json.loads(attached(answer.data))


def notified(play, reference, key):
    """Record the notice, and go on to its day of notification."""
    c.recorded(play, reference, key)
    with reading() as session:
        play.go(session.scalars(select(ChangeNotice.notified_on)).one())


def test_the_approver_reads_a_draft_and_nobody_before_there_is_a_proposal(reference, play, as_):
    key = c.requested(play, reference)
    assert as_(SECOND).get(f"{office(reference, key)}.pdf").status_code == 404
    c.assess(play, reference, key)
    answer = as_(SECOND).get(f"{office(reference, key)}.pdf")
    assert 'filename="Entwurf-' in answer.headers["Content-Disposition"]
    content = said(answer)
    assert (content["outcome"], content["new_end"]) == ("granted", "2023-03-31")
    told = json.dumps(words_of(content, draft=True), ensure_ascii=False)
    assert DRAFT in told
    assert "Im Auftrag" not in told, "nobody has decided it"


def test_a_later_end_says_what_replaces_what_with_the_remedy(reference, play, as_):
    key = c.granted(play, reference)
    content = said(as_(REVIEWER).get(f"{office(reference, key)}.pdf"))
    told = json.dumps(words_of(content, draft=False), ensure_ascii=False)
    for part in (
        "Änderungsbescheid",
        "Zuwendungsbescheid vom 07.06.2022",
        "endet am 31.03.2023 statt am 31.12.2022",
        "Verwendungsnachweis ist bis zum 02.10.2023",
        "beträgt weiterhin bis zu 20.000,00\u00a0€",
        "Verwaltungsgericht Chemnitz mit Sitz in Chemnitz",
        "Im Auftrag: Entscheidung 2",
    ):
        assert part in told, part


def test_a_shift_holds_the_whole_new_plan(reference, play, as_):
    key = c.granted(play, reference, "shift", lines=c.shifted(reference, -100_000, 100_000, 0))
    content = said(as_(REVIEWER).get(f"{office(reference, key)}.pdf"))
    assert [one["new_cents"] - one["old_cents"] for one in content["plan"]] == [
        -100_000,
        100_000,
        0,
    ]
    [plan] = [p for p in words_of(content, draft=False)["parts"] if p["title"] == "Ausgabenplan"]
    assert len(plan["body"]) == 4
    assert plan["body"][-1][1] == "Summe"


def test_a_change_of_partners_names_the_old_and_the_new(play, as_):
    reference = bring_joint(play)
    key = joining.requested(play, reference)
    c.assess(play, reference, key)
    draft = said(as_(SECOND).get(f"{office(reference, key)}.pdf"))
    c.decide(play, reference, key)
    content = said(as_(REVIEWER).get(f"{office(reference, key)}.pdf"))
    assert draft["sides"] == content["sides"]
    told = json.dumps(words_of(content, draft=False), ensure_ascii=False)
    for part in (
        "Änderungsbescheid",
        "bisherigen Partner des Vorhabens (Lengenfeld, Frankenberg/Sa.)",
        "treten die folgenden: Frankenberg/Sa., Rodewisch.",
        "Als Partner ausgeschieden: Lengenfeld.",
        "Als Partner hinzugekommen: Rodewisch.",
        "Zuwendungsempfängerin bleibt Flöha.",
        "beträgt weiterhin bis zu 20.000,00\u00a0€",
    ):
        assert part in told, part


def test_a_lower_award_names_the_old_and_the_new_sum_with_its_computation(reference, play, as_):
    planned = c.case_of(reference)[2]
    lines = c.shifted(reference, *(now // 2 - now for now in planned))
    key = c.requested(play, reference, "less", lines=lines)
    c.assess(play, reference, key)
    draft = said(as_(SECOND).get(f"{office(reference, key)}.pdf"))
    c.decide(play, reference, key)
    content = said(as_(REVIEWER).get(f"{office(reference, key)}.pdf"))
    assert content["steps"] == draft["steps"] != []
    assert [one["new_cents"] for one in content["plan"]] == [now // 2 for now in planned]
    told = json.dumps(words_of(content, draft=False), ensure_ascii=False)
    for part in (
        "Änderungsbescheid",
        "Zuwendung beträgt bis zu 10.000,00\u00a0€ statt bis zu 20.000,00\u00a0€",
        "auf volle Euro abgerundet",
        "Nr. 2 ANBest-K",
        "Anteilig ermäßigt um",
    ):
        assert part in told, part
    assert "weiterhin" not in told
    notified(play, reference, key)
    with reading() as session:
        assert differences(session, digest) == []


def test_a_refusal_has_its_reasons(reference, play, as_):
    key = c.requested(play, reference)
    c.assess(play, reference, key, proposal="refuse")
    c.decide(play, reference, key, grant=False, reason="Das Haushaltsjahr ist vorbei.")
    content = said(as_(REVIEWER).get(f"{office(reference, key)}.pdf"))
    told = words_of(content, draft=False)
    assert told["heading"] == "Ablehnung einer Änderung"
    assert "Das Haushaltsjahr ist vorbei." in told["parts"][1]["paragraphs"]


def test_it_is_recorded_on_its_page_with_computed_dates(reference, play, as_):
    key = c.granted(play, reference)
    there, on = office(reference, key), play.today
    reviewer = as_(REVIEWER)
    day = {"issued_on-day": on.day, "issued_on-month": on.month, "issued_on-year": on.year}
    asked = {"channel": "post", "aktion": "berechnen", **day}
    page = reviewer.send(there, asked, there)
    assert page.status_code == 200
    assert "Letzter Tag für Rechtsbehelfe" in page.text or "Rechtsbehelf" in page.text
    bare = {"channel": "post", "aktion": "record", **day}
    assert reviewer.send(there, bare, there).status_code == 422
    dates = c.sent(play)
    told = dates["notified_on"]
    whole = bare | {"evidence": "Postausgangsbuch"}
    whole |= {f"notified_on-{n}": getattr(told, n) for n in ("day", "month", "year")}
    assert reviewer.send(there, whole, there).status_code == 303
    with reading() as session:
        kept = session.scalars(select(ChangeNotice)).one()
        letters = set(
            session.scalars(select(Notice.email).where(Notice.kind == "change_notice_sent"))
        )
        facts = session.scalars(
            select(Notice.facts).where(Notice.kind == "change_notice_sent").limit(1)
        ).one()
    assert (kept.issued_on, kept.notified_on) == (on, told)
    assert letters == {EDITOR, SIGNATORY}
    assert facts["issued_on"] == on.isoformat()
    assert facts["remedy_ends_on"] == kept.remedy_ends_on.isoformat()


def test_the_town_reads_it_from_its_notification_on_and_nobody_elses_does(reference, play, as_):
    key = c.granted(play, reference)
    assert as_(SIGNATORY).get(town(reference, key)).status_code == 404
    c.recorded(play, reference, key)
    assert as_(SIGNATORY).get(town(reference, key)).status_code == 404
    with reading() as session:
        play.go(session.scalars(select(ChangeNotice.notified_on)).one())
    page = as_(EDITOR).get(f"/antraege/{reference}/aenderungen/{key}").text
    assert f'href="{town(reference, key)}"' in page
    first = as_(SIGNATORY).get(town(reference, key)).data
    with transaction() as session:  # a rule that changes later changes no notice
        session.execute(update(RuleValue).where(RuleValue.key == "shift_percent").values(value=50))
    assert as_(SIGNATORY).get(town(reference, key)).data == first
    assert as_(STRANGER).get(town(reference, key)).status_code == 404


def test_it_is_accessible_and_archivable_and_sealed_in_the_audit(reference, play, as_):
    key = c.granted(play, reference)
    notified(play, reference, key)
    told = metadata(as_(SIGNATORY).get(town(reference, key)).data)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told
    assert b"<pdfaid:part>3</pdfaid:part>" in told
    with reading() as session:
        assert differences(session, digest) == []
        entry = AuditEntry.workflow == "change", AuditEntry.trigger == "record"
        details = session.scalars(select(AuditEntry.details).where(*entry)).one()
        forged = session.scalars(select(ChangeNotice.content)).one() | {"new_end": "2023-12-31"}
    assert len(details["document_sha256"]) == 64
    with transaction() as session:
        session.execute(update(ChangeNotice).values(content=forged))
    with reading() as session:
        found = differences(session, digest)
    assert found == [f"case {reference}: the notice on a change says what was not issued"]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"evidence": " "},
        {"channel": "taube"},
        {"issued_on": "early"},
        {"waived_on": "early"},
    ],
)
def test_its_dates_are_in_a_lawful_order(reference, play, spoiled):
    award = play.today
    play.go(award.replace(day=20))
    key = c.granted(play, reference)
    given = {name: award if value == "early" else value for name, value in spoiled.items()}
    with pytest.raises(StepRefused, match="change_notice_dated"):
        c.recorded(play, reference, key, **given)


def test_only_who_holds_the_case_records_it(reference, play, as_):
    key = c.granted(play, reference)
    c.free_of_bias(play, reference, OTHER)
    with pytest.raises(StepRefused, match="is_holder"):
        c.recorded(play, reference, key, OTHER)
    assert as_(FIRST).get(office(reference, key)).status_code == 403


def test_hostile_words_are_words(reference, play, as_):
    key = c.granted(play, reference)
    content = said(as_(REVIEWER).get(f"{office(reference, key)}.pdf"))
    hostile = content | {
        "title": '#read("/etc/passwd") $x$ *a* \x00',
        "reasons": "= Titel\n- Punkt",
    }
    assert change_pdf(hostile, draft=True).startswith(b"%PDF")
