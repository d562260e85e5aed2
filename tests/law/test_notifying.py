"""When a notice counts as notified, by channel; that day is never shifted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import notifying
from funding.law.notifying import deemed_notified, notification
from funding.law.sending import CHANNELS, PORTAL, Fictions, Sending, fictions_of_the_law
from tests.law.tables import table

DAYS = st.dates(date(2018, 1, 1), date(2060, 1, 1))
KNOWN = ("posted", "retrieved", "received", "lost")


def named(row: dict[str, Any]) -> str:
    return str(row["name"])


def told(row: dict[str, Any]) -> notifying.Notification:
    sent = Sending(row["channel"], **{key: row[key] for key in KNOWN if key in row})
    return notification(sent, fictions_of_the_law(row.get("posted") or date(2026, 1, 1)))


@pytest.mark.parametrize("row", table("vectors_notifying"), ids=named)
def test_each_channel_has_its_day(row: dict[str, Any]) -> None:
    found = told(row)
    assert found.day == row["notified"]
    assert found.steps
    if found.day:
        assert found.steps[-1].date == found.day


@pytest.mark.parametrize("row", table("periods")["notification"], ids=named)
def test_one_known_day_is_enough(row: dict[str, Any]) -> None:
    assert deemed_notified(row["sent"], row["channel"]) == row["notified"]


def test_the_portal_ends_its_provision_after_ten_days() -> None:
    assert notifying.retrieval_ends(date(2026, 5, 11)) == date(2026, 5, 21)  # V27
    [step] = notification(Sending(PORTAL, date(2026, 5, 11)), Fictions(4)).steps
    assert (step.date, step.basis) == (date(2026, 5, 21), "§ 41 Abs. 2a VwVfG")
    assert "nicht bekannt gegeben" in step.text
    assert "not notified" in step.english


def test_values_of_the_rules_are_given() -> None:
    sent = date(2027, 3, 1)
    assert fictions_of_the_law(sent, switch_on=date(2028, 1, 1)).sent == 3
    assert notification(Sending("post", sent), Fictions(6)).day == date(2027, 3, 7)
    assert notification(Sending("mailbox", sent), Fictions(4, mailbox=4)).day == date(2027, 3, 5)
    late = Sending("portal", sent, retrieved=date(2027, 3, 7))
    assert notification(late, Fictions(4, retrieval=5)).day is None
    assert notification(late, Fictions(4, retrieval=6)).day == date(2027, 3, 8)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (Sending("pigeon", date(2026, 1, 1)), "pigeon"),
        (Sending("post"), "missing: posted"),
        (Sending("portal"), "missing: posted"),
        (Sending("portal", date(2026, 5, 11), retrieved=date(2026, 5, 10)), "before"),
        (Sending("post", date(2026, 5, 11), received=date(2026, 5, 10)), "before"),
        (Sending("receipt", date(2026, 5, 11), received=date(2026, 5, 10)), "before"),
    ],
)
def test_what_cannot_be_is_no_notification(sent: Sending, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        notification(sent, Fictions(4))


@given(DAYS, st.sampled_from(CHANNELS))
def test_nobody_is_notified_before_the_letter_left(day: date, channel: str) -> None:
    assert day <= deemed_notified(day, channel) <= day + timedelta(days=4)


@given(DAYS, DAYS, st.sampled_from(["post", "electronic", "registered", "mailbox"]))
def test_what_came_later_is_never_notified_before_it_came(
    one: date, other: date, channel: str
) -> None:
    posted, received = sorted((one, other))
    found = notification(Sending(channel, posted, received=received), fictions_of_the_law(posted))
    assert found.day is not None
    assert found.day == max(received, deemed_notified(posted, channel))


@given(DAYS, st.sampled_from(CHANNELS))
def test_every_step_is_told_in_both_languages_with_a_paragraph(day: date, channel: str) -> None:
    for sent in (Sending(channel, day), Sending(channel, day, lost=True)):
        for step in notification(sent, Fictions(4)).steps:
            assert step.basis.startswith("§")
            assert step.text != step.english
