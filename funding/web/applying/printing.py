"""An application on paper: the print view, and the PDF of exactly what is submitted."""

from __future__ import annotations

from flask import Response, render_template

from funding.definition.annexes import SLOTS
from funding.errors import NotFound
from funding.forms.paper import paper_of, pdf_of
from funding.queries.applying.promises import delivered_later
from funding.queries.spending.drawdowns import final_told
from funding.web.applying.blueprint import demand_told, own_case, pages
from funding.web.notice_document import as_pdf, final_as_pdf
from funding.web.view import close_reader


@pages.get("/<reference>/druck")
def print_view(reference: str) -> str:
    """Show the whole application on one page, by the numbers of its fields."""
    case = own_case(reference)
    return render_template(
        "applying/print.html",
        case=case,
        paper=paper_of(case),
        later=delivered_later(case),
        SLOTS=SLOTS,
    )


@pages.get("/<reference>/antrag.pdf")
def pdf(reference: str) -> Response:
    """Send the application as a PDF: a draft as it stands, a submission as it was kept."""
    paper = paper_of(own_case(reference))
    close_reader(None)  # nothing of the database is held while it is typeset
    response = Response(pdf_of(paper), mimetype="application/pdf")
    name = f'attachment; filename="Antrag-{paper.reference}.pdf"'
    response.headers["Content-Disposition"] = name
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@pages.get("/<reference>/bescheid.pdf")
def notice(reference: str) -> Response:
    """Send the notice as it was issued; before it is notified the town knows of none."""
    case = own_case(reference)
    demand_told(case)
    content = case.notice.content if case.notice else None
    if content is None:
        raise NotFound(reference)
    return as_pdf(content, draft=False)


@pages.get("/<reference>/schlussbescheid.pdf")
def final_notice(reference: str) -> Response:
    """Send the final notice as it was issued; before it is notified the town knows of none."""
    case = own_case(reference)
    demand_told(case)
    final = case.final_notice
    if final is None or final.content is None or not final_told(case):
        raise NotFound(reference)
    return final_as_pdf(final.content, draft=False)
