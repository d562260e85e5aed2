"""Letters: subject, text and HTML of a notice, from one template in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from funding.law import berlin, money
from funding.notices.along import Along
from funding.notices.earlier import not_yet_known
from funding.notices.typed import Typed, filled

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "mail"
LANGUAGES = ("de", "en")
NOTHING = Along()
LOCALES = {"de": "de_DE", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to go; ``delivered`` where its text is the one that came with the portal."""

    subject: str
    text: str
    html: str
    body: str = ""
    delivered: bool = True


def day(value: str | date) -> date:
    """Return the day in Berlin of an ISO date, an ISO instant or a date."""
    if isinstance(value, datetime):
        return berlin.local_date(value)
    if isinstance(value, date):
        return value
    if "T" in value:
        return berlin.local_date(datetime.fromisoformat(value))
    return date.fromisoformat(value)


def long_date(value: str | date, language: str = "de") -> str:
    """Write a day with its weekday: „Montag, 16. November 2026“."""
    if not value:
        return ""
    pattern = "EEEE, d. MMMM y" if language == "de" else "EEEE, d MMMM y"
    return format_date(day(value), pattern, locale=LOCALES[language])


def short_date(value: str | date, language: str = "de") -> str:
    """Write a day in figures: 16.11.2026 or 16/11/2026."""
    if not value:
        return ""
    return _figures(day(value), language)


@lru_cache(maxsize=4096)
def _figures(on: date, language: str) -> str:
    """Write a day once for the fifty rows of a list that name it."""
    return format_date(on, "dd.MM.y" if language == "de" else "dd/MM/y", locale=LOCALES[language])


def moment(value: str | datetime, language: str = "de") -> str:
    """Write an instant in Berlin time: „16.11.2026 um 10:42 Uhr“."""
    if not value:
        return ""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(berlin.BERLIN)
    hour = "HH:mm"
    if local.time() == time.min:  # a day ends at 24:00, it is not the next that begins
        local, hour = local - timedelta(microseconds=1), "'24:00'"
    pattern = f"dd.MM.y 'um' {hour} 'Uhr'" if language == "de" else f"dd/MM/y 'at' {hour}"
    return format_datetime(local, pattern, locale=LOCALES[language])


def second(value: str | datetime, language: str = "de") -> str:
    """Write an instant in Berlin time to the second: „16.11.2026 um 10:42:07 Uhr“."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    pattern = "%d.%m.%Y um %H:%M:%S Uhr" if language == "de" else "%d/%m/%Y at %H:%M:%S"
    return instant.astimezone(berlin.BERLIN).strftime(pattern)


def hour(value: datetime, language: str = "de") -> str:
    """Write the time of day of an instant in Berlin: „10:42 Uhr“."""
    local = value.astimezone(berlin.BERLIN)
    return local.strftime("%H:%M Uhr" if language == "de" else "%H:%M")


@cache
def environment_of(language: str) -> Environment:
    """Return what reads the delivered letters of a language."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text; the HTML base escapes for itself
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # the templates of a release do not change under it
    )
    environment.filters |= {
        "date": lambda value: long_date(value, language),
        "date_short": lambda value: short_date(value, language),
        "moment": lambda value: moment(value, language),
        "second": lambda value: second(value, language),
        "euro": lambda value: money.euro(value, language),
        "decimal": lambda value: str(value).replace(".", "," if language == "de" else "."),
    }
    return environment


@cache
def _html() -> Environment:
    html = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
    )
    html.filters["ours"] = _link_ours
    return html


def _link_ours(text: str, base_url: str) -> Markup:
    """Make links of the portal's own addresses only: a title that holds one is text of a town."""
    ours = re.escape(str(escape(base_url))) + r"/[\w/.~-]*(?:\?[\w.~-]+=[\w.~-]*)?"
    return Markup(  # noqa: S704 - escaped in the same line
        re.sub(ours, lambda found: f'<a href="{found[0]}">{found[0]}</a>', str(escape(text)))
    )


def write(  # noqa: PLR0913 - a letter has a kind, a reader, facts, a portal and enclosures
    kind: str,
    language: str,
    name: str,
    facts: Mapping[str, Any],
    base_url: str,
    along: Along = NOTHING,
    typed: Typed | None = None,
) -> Letter:
    """Write the letter of a notice; ``facts['path']`` becomes the link into the portal.

    ``along`` is what goes with it: known only when it is sent, so its text is written then too.
    ``typed`` is a text of the staff's; where it cannot tell what it has to, the delivered one goes.
    """
    url = base_url + str(facts.get("path", "/"))
    environment = environment_of(language)
    known = not_yet_known(language) | dict(facts) | {"url": url} | along.told()
    delivered = environment.get_template(f"{language}/{kind}.txt")
    own = filled(typed, delivered, known) if typed else None
    if own:
        subject, body = own
    else:
        subject, _, body = delivered.render(known).partition("\n")
        body = body.strip()
    frame = {
        "greeting_name": name,
        "body": body,
        "contact_name": facts.get("contact_name", ""),
        "contact_phone": facts.get("contact_phone", ""),
        "account_url": f"{base_url}/konto",
    }
    text = environment.get_template(f"{language}/frame.txt").render(frame)
    html = (
        _html()
        .get_template("base.html")
        .render(
            language=language,
            subject=subject.strip(),
            paragraphs=[part for part in text.split("\n\n") if part.strip()],
            url=url,
            base_url=base_url,
            link_text="Im Portal öffnen" if language == "de" else "Open in the portal",
        )
    )
    return Letter(" ".join(subject.split()), text, html, body, delivered=own is None)
