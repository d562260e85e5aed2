"""The list for a jury: one click, A4 across, accessible, by rank, with room for a note."""

from __future__ import annotations

import re

from tests.pdf import metadata, streams
from tests.stages import FIRST, REVIEWER, bring
from tests.web.test_ranking_page import LEAD, score
from workflows.application import State

PDF = "/entscheidungen/rangliste.pdf"
HOSTILE = '#read("/etc/passwd") *fett* \u202e😀 ]]#['


def everything(data):
    return data + b"".join(body for _head, body in streams(data))


def two(play):
    references = [bring(play, State.IN_ASSESSMENT, "drugs", 3_000_000) for _ in range(2)]
    for reference, points in zip(references, (300, 450), strict=True):
        score(reference, points)
    return references


def test_it_is_an_accessible_pdf_across_the_sheet(play, as_):
    two(play)
    answer = as_(FIRST).get(f"{PDF}?aufruf=2022")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert "Juryliste-2022-" in answer.headers["Content-Disposition"]
    told = metadata(answer.data)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told
    assert b"de-DE" in told
    whole = everything(answer.data)
    for tag in (b"/S/H1", b"/S/H2", b"/S/Table", b"/S/TH", b"/S/TD"):
        assert tag in whole, tag
    width, height = re.search(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)", whole).groups()
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_what_people_typed_is_no_markup(play, as_):
    play.apply("floeha", HOSTILE, "drugs", 1_000_000)
    reference = bring(play, State.IN_ASSESSMENT, "drugs")
    score(reference, 100)
    assert as_(FIRST).get(f"{PDF}?suche={HOSTILE}").status_code == 200


def test_the_ranking_and_the_queue_lead_to_it_with_their_filter(play, as_):
    two(play)
    page = as_(FIRST).get("/entscheidungen/rangliste?prozent=80").text
    assert f'href="{PDF}?aufruf=2022&amp;prozent=80"' in page
    page = as_(LEAD).get("/arbeitsvorrat?ansicht=alle&feld=drugs&suche=Fall").text
    assert f'href="{PDF}?feld=drugs&amp;suche=Fall"' in page
    assert PDF not in as_(REVIEWER).get("/arbeitsvorrat?ansicht=alle").text


def test_who_gives_marks_does_not_get_it(play, as_):
    assert as_(REVIEWER).get(PDF).status_code == 403
