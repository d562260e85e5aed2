"""A spreadsheet that was sent instead of pasted."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from funding.errors import Fault, Invalid
from funding.forms.base import Form
from funding.forms.pasting import LONGEST_TEXT
from funding.forms.speech import language
from funding.forms.spreadsheets import MOST_BYTES, MOST_ROWS, text_of

TOO_LARGE = Fault("file", "sheet_too_large")


def unpacked(
    form: Form,
    *,
    most_rows: int = MOST_ROWS,
    longest: int = LONGEST_TEXT,
    too_large: Fault = TOO_LARGE,
) -> bool:
    """Put the rows of a file that was sent into the place where they would have been pasted.

    ``too_large`` is what is said of a file with more than that.
    """
    upload = form["file"].data
    if not isinstance(upload, FileStorage) or not upload.filename:
        return True
    try:
        content = upload.stream.read(MOST_BYTES + 1)
        form["text"].data = text_of(
            upload.filename, content, language(), most_rows=most_rows, longest=longest
        )
    except Invalid as invalid:
        faults = (too_large if one == TOO_LARGE else one for one in invalid.faults)
        form.take_faults(Invalid(*faults))
        return False
    return True
