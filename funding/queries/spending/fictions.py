"""The values of the rules of notification, as they are valid on the day of posting."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from funding.law.asking import Terms
from funding.law.sending import Fictions
from funding.queries.administration.rules import number


def fictions(session: Session, posted: date) -> Fictions:
    """Return after how many days what was posted on a day counts as notified."""
    keys = ("notified_days", "mailbox_days", "retrieval_days")
    return Fictions(*(number(session, key, posted) for key in keys))


def terms(session: Session, on: date) -> Terms:
    """Return the values of the rules by which a notification of a day is computed."""
    months = number(session, "remedy_months", on)
    return Terms(fictions(session, on), months, number(session, "uninstructed_years", on))
