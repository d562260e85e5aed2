"""What a final notice says is kept with the signature, and sealed in the audit."""

from __future__ import annotations

from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.final_content import final_content


def keep_final(case: Case, details: Details) -> None:
    """Freeze the words and sums of the final notice as of its day of issue.

    One that was signed in the portal says what it said then.
    """
    if "document" in details:
        return
    content = final_content(case, details["issued_on"])
    if content is not None:
        details["document"] = content
        details["document_sha256"] = fingerprint(content)
