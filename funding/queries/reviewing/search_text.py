"""What a case is found by in the queue: number, project, municipalities, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from funding.definition import definition
from funding.definition.language import Kind, Rows
from funding.queries.case import Case
from funding.words.folding import fold

SAID = (Kind.LINE, Kind.TEXT)
# Whom to call is not what a case is about.
PERSONAL = frozenset(
    {"representative", "representative_office", "contact_name", "contact_deputy", "adviser"}
)


def search_text(case: Case, title: str, towns: Iterable[str]) -> str:
    """Return what a draft is found by, folded as the words that are looked for."""
    return fold(" ".join([case.application.reference, title, *towns]))


def with_what_it_says(case: Case) -> str:
    """Return what an application is found by once it is submitted: also each word that it says.

    What was found before an answer changed it is found afterwards, too.
    """
    heading = case.application.search_text
    words = {word for text in _said(case) for word in fold(text).split()}
    return " ".join([heading, *sorted(words - set(heading.split()))])


def _said(case: Case) -> Iterator[str]:
    """Yield what people wrote into the form, and what the lines of the plan are called."""
    for page in definition(case.answers.form_version).pages:
        for part in page.parts:
            if isinstance(part, Rows):
                kept = case.answers.value(part.name)
                rows = kept if isinstance(kept, list) else []
                names = [field.name for field in part.fields if field.kind in SAID]
                yield from (str(row.get(name) or "") for row in rows for name in names)
        names = [field.name for field in page.fields if field.kind in SAID]
        yield from (str(case.answers.value(name) or "") for name in names if name not in PERSONAL)
    yield case.application.title
    yield from (line.label for line in case.lines)
