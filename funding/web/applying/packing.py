"""Everything of a case as one ZIP, to keep, to pass on, or to move elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from flask import Response
from flask_babel import gettext as _

from funding.errors import Infected, NotFound, NotTypeset, Unscanned
from funding.forms.contacting import later_contact
from funding.forms.final_paper import final_pdf
from funding.forms.interest_paper import interest_pdf
from funding.forms.notice_paper import notice_pdf
from funding.forms.paper import ATTACHMENT, Paper, paper_of, pdf_of
from funding.forms.reading import Fact, told
from funding.forms.speech import language
from funding.models import Notice, StoredFile
from funding.notices.letters import moment
from funding.queries.applying.contacts import page_of
from funding.queries.applying.dossier import Dossier, dossier
from funding.queries.applying.my_cases import UNTOLD
from funding.queries.applying.submission import canonical
from funding.queries.applying.town_page import view_of
from funding.queries.case import Case
from funding.queries.reporting.interest_claims import told_proposals, told_state
from funding.queries.spending.drawdowns import final_told
from funding.web.applying.archive import Entry, streamed
from funding.web.applying.blueprint import own_case, pages
from funding.web.handing_out import path_for_reader
from funding.web.view import close_reader
from workflows.interest_claim import State

LONGEST_NAME = 100
UNFIT = re.compile(r"[^\w .()-]+")


@pages.get("/<reference>/alles.zip")
def everything(reference: str) -> Response:
    """Send answers, files and letters of a case, with a list of them."""
    return packed(reference)


def packed(reference: str) -> Response:
    """Pack everything of a case that the reader may have, while it is sent."""
    before = own_case(reference)
    paper, notices = paper_of(before), _notices_of(before)
    documents = _documents(paper, notices)
    case = own_case(reference)
    entries = list(_entries(case, dossier(case), paper, documents))
    at = case.now
    close_reader(None)  # whoever reads slowly holds no database meanwhile
    response = Response(streamed(entries, at), mimetype="application/zip")
    name = f'attachment; filename="{reference}.zip"'
    response.headers["Content-Disposition"] = name
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _notices_of(case: Case) -> dict[str, Callable[[], bytes]]:
    """Return how the notices are typeset that the town may know of, each by its file."""
    if case.notice is None or view_of(case) in UNTOLD:
        return {}
    known = {"bescheid.pdf": (notice_pdf, case.notice.content)}
    final = case.final_notice
    if final is not None and final_told(case):
        known["schlussbescheid.pdf"] = (final_pdf, final.content)
    for one in told_proposals(case):
        if told_state(case, one) == State.SIGNED:
            known["zinsbescheid.pdf"] = (interest_pdf, one.content)
    return {
        name: partial(typeset, content, draft=False)
        for name, (typeset, content) in known.items()
        if content is not None
    }


def _documents(paper: Paper, notices: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes | None]:
    """Typeset application and notices, before anything is read that would be held meanwhile."""
    close_reader(None)
    wanted: dict[str, Callable[[], bytes]] = {"antrag.pdf": partial(pdf_of, paper), **notices}
    return {name: _made(typeset) for name, typeset in wanted.items()}


def _made(typeset: Callable[[], bytes]) -> bytes | None:
    try:
        return typeset()
    except NotTypeset:
        return None


def _entries(
    case: Case, found: Dossier, paper: Paper, documents: Mapping[str, bytes | None]
) -> Iterator[Entry]:
    """Give every entry of the archive, the list of them last."""
    answers, letters, files = str(_("answers")), str(_("letters")), str(_("files"))
    contents = str(_("contents"))
    listed: list[str] = []
    content = json.dumps(found.content, ensure_ascii=False, indent=2)
    yield Entry("daten.json", content, case.now)
    yield Entry(f"{answers}.txt", "\n".join(_answers(case)), case.now)
    for name, document in documents.items():
        if document is None:
            later = _("could not be made just now; please fetch it later")
            listed.append(f"{name} – {later}")
        else:
            yield Entry(name, document, case.now)
            listed.append(name)
    # Byte by byte what the checksum on receipt, letter and print view was computed from.
    yield Entry(ATTACHMENT, canonical(paper.content), paper.at)
    listed.append(f"{ATTACHMENT} (SHA-256 {paper.sha256})")
    for number, letter in enumerate(found.letters, 1):
        name = f"{letters}/{number:03d} {_fit(_subject(case, letter))}.txt"
        yield Entry(name, letter.text or "", letter.sent_at or case.now)
        listed.append(name)
    for number, file in enumerate(found.files, 1):
        name = f"{files}/{number:03d} {_fit(file.name)}"
        path, told = _file(case, name, file)
        listed.append(told)
        if path is not None:
            yield Entry(name, path, file.at, file.size)
    yield Entry(f"{contents}.txt", _contents(case, listed), case.now)


def _file(case: Case, name: str, file: StoredFile) -> tuple[Path | None, str]:
    """Return where a file lies, and its line in the contents, or why it is left out."""
    try:
        path = path_for_reader(case, file.sha256, file.scan_state)
    except Infected:
        return None, f"{name} – " + str(_("left out: it contains malware"))
    except Unscanned:
        return None, f"{name} – " + str(_("left out: it is still being scanned for malware"))
    except NotFound:
        return None, f"{name} – " + str(_("is missing in the portal; please tell the office"))
    return path, f"{name} (SHA-256 {file.sha256})"


def _contents(case: Case, listed: list[str]) -> str:
    head = _(
        "Application %(reference)s, as of %(at)s",
        reference=case.application.reference,
        at=moment(case.now, language()),
    )
    data = _("daten.json: all entries for computers; amounts in cents, instants in UTC")
    proof = _("SHA256SUMS and pruefen.py: whether everything is as it was packed")
    return "\n".join([str(head), "", str(data), *listed, str(proof), ""])


def _answers(case: Case) -> Iterator[str]:
    """Write every answer that counts as a line of name and value, page by page."""
    contact = page_of(case).code
    for page in told(case):
        yield f"{page.page.number} {page.title}"
        if page.page.code == contact and (later := later_contact(case)):
            yield f"  {later}"
        for part in page.parts:
            if not part.asked:
                continue
            if isinstance(part, Fact):
                yield f"  {part.label}: {part.value or '–'}"
                continue
            yield f"  {part.label}"
            for row in part.body:
                pairs = zip(part.head, row, strict=True)
                yield "    " + "; ".join(f"{name}: {value}" for name, value in pairs if value)
        yield ""


def _subject(case: Case, letter: Notice) -> str:
    return (letter.subject or letter.kind).removeprefix(f"{case.application.reference}: ")


def _fit(name: str) -> str:
    """Return a name without anything that an archive could misread as a way out of its folder."""
    plain = UNFIT.sub("_", name).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(plain) > LONGEST_NAME:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return plain[:LONGEST_NAME] or "x"
