"""A table as a file: amounts that a spreadsheet reads, and no text that it computes."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from funding.web.csv_file import csv_file


@pytest.mark.parametrize(
    ("speech", "line"),
    [("de", "-1234,56;0,05;\"a;b\";'=1+1;'@x;'-x;"), ("en", "-1234.56,0.05,a;b,'=1+1,'@x,'-x,")],
)
def test_amounts_are_written_as_the_language_does_and_formulas_are_defused(app, speech, line):
    with app.test_request_context("/"), force_locale(speech):
        row = (-123_456, 5, "a;b", "=1+1", "@x", "-x", None)
        text = csv_file("x.csv", ("A",) * 7, [row]).get_data(as_text=True)
    assert text.splitlines()[1] == line
