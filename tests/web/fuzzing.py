"""What hostile hands send to a page of the form, drawn from its definition, and a desk to send it."""

from __future__ import annotations

import shutil

from hypothesis import strategies as st
from sqlalchemy import inspect

from funding.db import reading
from funding.db.session import store
from funding.definition import definition
from funding.definition.language import Field, Kind, Rows
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from tests.conftest import DURING_THE_CALL
from tests.stages import EDITOR
from tests.web.sent_forms import FORM, body, sent_form

PAGES = [page for page in definition(1).pages if any(True for _ in (*page.fields, *page.rows))]
HOSTILE = [
    *("", " ", "\x07Glocke\x1b[31m", "a\0b", "\u202eumgedreht\u2066", "\ud800", "\ufeff\u200b"),
    *("9" * 31, "-1", "-1.234,50", "1e5", "NaN", "1.2.3", "0", "0,001", "1.300.000,01", "²", "٣"),
    *(
        "31.2.2022",
        "0",
        "9999",
        "00",
        "13",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}",
        "{% raw %}",
    ),
    *(
        "' OR 1=1 --",
        "../../etc/passwd",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "x" * 5_000,
        "ä\n" * 900,
        "None",
        "__all__",
    ),
]
ACTIONS = [
    *("weiter", "spaeter", "rechnen", "einfuegen", "neu:lines", "neu:goals", "neu:nichts"),
    *("entfernen:lines:1", "entfernen:goals:99", "entfernen:lines:" + "9" * 5_000, "\u202e"),
]
ROW_IDS = ["", "fremd", "1", "1' --", "x" * 300]


def plausible(field: Field):
    """Return values of which most fit the field, some on its boundary."""
    n = field.longest
    return {
        Kind.CHOICE: [*field.choices, "other", "violence", "2022", "2023", "14522140"],
        Kind.CHOICES: [*field.choices, "other", "violence", "drugs"],
        Kind.YES_NO: ["yes", "no"],
        Kind.TICK: ["y", "on", "false"],
        Kind.YEAR: ["1989", "1990", "2022", "2023"],
        Kind.NUMBER: ["0", "1", "700.000", "700.001", "999999999"],
        Kind.DECIMAL: ["0", "0,05", "1", "1,01", "100", "12,5"],
        Kind.MONEY: ["0", "0,01", "1.234,50", "20.000", "1.300.000,00"],
        Kind.DAY: ["1", "29", "2", "12", "2022", "2024", "1990", "2100", "7.6.2022"],
        Kind.TOWN: ["Auerbach", "Rodewisch", "14523360", "Rodewisch · Vogtlandkreis · 14523360"],
        Kind.EMAIL: ["rathaus@rodewisch.example", "stadt@gmx.de", "a@b", "@"],
        Kind.PHONE: ["03744 8250", "12345", "+49 3744 8250"],
    }.get(field.kind, ["kurz", "x" * n, "x" * (n + 1), "Zeile\r\nZeile"])


def controls(page):
    """Return every name a browser can send for a page, with the field it belongs to."""
    for part in (*page.fields, *page.rows):
        fields = part.fields if isinstance(part, Rows) else (part,)
        prefixes = [f"{part.name}-{n}-" for n in (0, 1, 2, 7)] if isinstance(part, Rows) else [""]
        for prefix in prefixes:
            for field in fields:
                names = [f"-{box}" for box in ("day", "month", "year")]
                names = names if field.kind == Kind.DAY else [""]
                yield from ((f"{prefix}{field.name}{name}", field) for name in names)


@st.composite
def posts(draw):
    """Draw a page, what is changed in its form, and by which button or autosave it is sent."""
    page = draw(st.sampled_from(PAGES))
    known = draw(st.lists(st.sampled_from(list(controls(page))), min_size=1, max_size=5))
    changed = []
    for name, field in known:
        hostile = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
        values = st.one_of(st.sampled_from(plausible(field)), hostile)
        changed += [(name, value) for value in draw(st.lists(values, min_size=1, max_size=2))]
    for rows in page.rows:
        changed += draw(
            st.lists(st.tuples(st.just(f"{rows.name}-0-id"), st.sampled_from(ROW_IDS)), max_size=1)
        )
    strange = st.sampled_from(
        ["nichts", "lines-99999999-label", "goals--1-what", "lines-x-y", "[]"]
    )
    changed += draw(st.lists(st.tuples(strange, st.sampled_from(HOSTILE)), max_size=1))
    return page.code, changed, draw(st.sampled_from([*ACTIONS, "entwurf", "entwurf"]))


class Desk:
    """A town in front of a complete draft that is put back before every example."""

    def __init__(self, app, story, path, reference):
        self.app, self.story, self.path, self.reference = app, story, path, reference
        self.begun = DURING_THE_CALL
        self.browser = app.test_client().sign_in(EDITOR)
        store.engine.dispose()
        self.kept = path.with_suffix(".kept")
        shutil.copy(path, self.kept)

    def begin(self):
        store.engine.dispose()
        for old in self.path.parent.glob(f"{self.path.name}-*"):
            old.unlink()
        shutil.copy(self.kept, self.path)
        self.story.moved.instant = self.begun

    def address(self, section):
        return f"/antraege/{self.reference}/abschnitt/{section}"

    def form(self, section):
        answer = self.browser.get(self.address(section))
        assert answer.status_code == 200, section
        return sent_form(answer.text)

    def send(self, section, pairs, action="rechnen"):
        path = self.address(section) + ("/entwurf" if action == "entwurf" else "")
        data = body([*pairs, ("aktion", action)])
        return self.browser.post(path, data=data, content_type=FORM)

    def draft(self):
        """Return everything that is stored of the draft, but for versions and ids of lines."""
        with reading() as session:
            case = find.case(session, CLOCK, self.reference)
            sheet, names = Sheet(case), {"partners", "lines"}
            names |= {rows.name for page in sheet.definition.pages for rows in page.rows}
            columns = inspect(type(case.answers)).column_attrs
            kept = {one.key: getattr(case.answers, one.key) for one in columns}
            app = case.application
            kept |= {"title": app.title, "field": app.field_id, "grant": app.requested_cents}
            entries = kept["entries"].items()
            kept["entries"] = typed({name: one for name, one in entries if name not in names})
            return kept | {name: [typed(row) for row in sheet.rows(name)] for name in names}


def typed(held):
    """Return what was typed: a box without its tick and an empty text are nothing."""
    ticks = {"early_start_risk", "in_saxony"}
    return {
        name: value
        for name, value in held.items()
        if value not in ("", None, []) and not (name in ticks and value is False)
    }
