"""What goes along with a letter: made when it is sent, and never a reason not to send it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from funding.db import reading
from funding.errors import NotTypeset
from funding.forms.paper import Paper, kept_paper
from funding.forms.speech import speaking
from funding.models import Notice
from funding.notices.along import CALENDAR, PDF, Along, Enclosure
from funding.notices.enclosures import WITH_APPLICATION, dates_of
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.submission import names_others
from funding.words.enclosures import APPLICATION_FILE

logger = logging.getLogger(__name__)
# With the exchange, two letters one after the other must end within their lease.
TYPESETTING_SECONDS = 1.5
# A server that takes no large letters would refuse this one for good.
MOST_BYTES = 4_000_000
WITHOUT_PDF = "without its PDF: "

Typeset = Callable[[Paper, float], bytes]


def typesets(notice: Notice) -> bool:
    """Tell whether a letter waits for the typesetter; one that was too slow for it does not."""
    return notice.kind in WITH_APPLICATION and _given_up(notice) is None


def _given_up(notice: Notice) -> str | None:
    """Return why an earlier try gave the PDF up, if it did."""
    earlier = notice.trouble or ""
    return earlier if earlier.startswith(WITHOUT_PDF) else None


def enclosed(notice: Notice, base_url: str, typeset: Typeset | None) -> tuple[Along, str | None]:
    """Make what goes along with a letter; say what is missing of it, and why."""
    paper, missing = _application(notice, typeset)
    dates: tuple[Enclosure, ...] = ()
    failed = paper.failed
    try:
        made = dates_of(notice, base_url)
        dates = (made,) if made else ()
    except Exception as trouble:  # whatever it was, the letter goes, and names the dates itself
        logger.warning("notice %s goes without its dates: %s", notice.id, type(trouble).__name__)
        failed |= {CALENDAR}
    return Along((*paper.files, *dates), failed, paper.withheld), missing


def _application(notice: Notice, typeset: Typeset | None) -> tuple[Along, str | None]:
    """Return the PDF of what was submitted, or why there is none though there should be."""
    without = Along(failed=frozenset({PDF}))
    if (why := _given_up(notice)) is not None:
        return without, why
    if typeset is None or not typesets(notice):
        return Along(), None
    try:
        return _made(notice, typeset), None
    except Exception as trouble:  # whatever it was, the letter goes, and links to the PDF
        why = str(trouble) if isinstance(trouble, NotTypeset) else type(trouble).__name__
        logger.warning("notice %s goes without its PDF: %s", notice.id, why)
        return without, f"{WITHOUT_PDF}{why}"


def _made(notice: Notice, typeset: Typeset) -> Along:
    """Make the PDF of what was submitted; the database is left before it is typeset."""
    if notice.application_id is None:
        return Along()
    with speaking(notice.language):
        with reading() as session:
            case = find.case_for_anybody(session, CLOCK, notice.application_id)
            paper = kept_paper(case)
        if paper is None:
            return Along()
        # Mail is read by more people than the portal, whose link needs a sign-in.
        if names_others(paper.content):
            return Along(withheld=True)
        made = typeset(paper, TYPESETTING_SECONDS)
    if len(made) > MOST_BYTES:
        raise NotTypeset("too large")
    name = APPLICATION_FILE.fill(notice.language, reference=paper.reference)
    return Along((Enclosure(name, PDF, made),))
