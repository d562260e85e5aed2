"""When a notice counts as notified: § 41 VwVfG, §§ 3-5 VwZG, § 9 OZG. That day is never shifted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from funding.law.explanation import Explanation, in_english, written
from funding.law.sending import (
    DEED,
    ELECTRONIC,
    MAILBOX,
    PAPERS,
    PORTAL,
    POST,
    RECEIPT,
    REGISTERED,
    Fictions,
    Notification,
    Sending,
    fictions_of_the_law,
    known,
)

DAY = timedelta(days=1)


def notification(sent: Sending, values: Fictions) -> Notification:
    """Say when a notice counts as notified, by the rule of its channel."""
    if sent.channel in PAPERS:
        return _by_paper(sent)
    if sent.channel == PORTAL:
        return _from_portal(sent, values.retrieval)
    if sent.channel not in FICTIONS:
        raise ValueError(f"unknown channel {sent.channel}")
    return _by_fiction(sent, values)


class Fiction(NamedTuple):
    """A channel whose notices count as notified some days after they left."""

    german: str
    english: str
    basis: str
    days: Callable[[Fictions], int]


FICTIONS: dict[str, Fiction] = {
    POST: Fiction(
        "nach der Aufgabe zur Post",
        "after posting",
        "§ 41 Abs. 2 Satz 1 VwVfG",
        lambda v: v.sent,
    ),
    ELECTRONIC: Fiction(
        "nach der Absendung", "after sending", "§ 41 Abs. 2 Satz 2 VwVfG", lambda v: v.sent
    ),
    REGISTERED: Fiction(
        "nach der Aufgabe zur Post", "after posting", "§ 4 Abs. 2 Satz 2 VwZG", lambda v: v.sent
    ),
    MAILBOX: Fiction(
        "nach der Bereitstellung im Postfach",
        "after provision in the mailbox",
        "§ 9 OZG",
        lambda v: v.mailbox,
    ),
}


def _by_fiction(sent: Sending, values: Fictions) -> Notification:
    rule = FICTIONS[sent.channel]
    posted, days = known(sent.posted, "posted"), rule.days(values)
    deemed = posted + timedelta(days=days)
    step = Explanation(
        f"Bekannt gegeben am {days}. Tag {rule.german}, auch an einem freien Tag: "
        f"{written(deemed)}.",
        f"Notified on day {days} {rule.english}, even if that is a day off: {in_english(deemed)}.",
        rule.basis,
        deemed,
    )
    if sent.lost:
        return Notification(None, (step, _never(rule.basis)))
    if sent.received is None:
        return Notification(deemed, (step,))
    if sent.received < posted:
        raise ValueError("nothing arrives before it was sent")
    if sent.received > deemed:
        return Notification(sent.received, (step, _later(sent.received, rule.basis)))
    return Notification(deemed, (step, _earlier(sent.received, deemed, rule.basis)))


def _never(basis: str) -> Explanation:
    return Explanation(
        "Die Behörde kann den Zugang nicht nachweisen; der Bescheid ist nicht bekannt gegeben.",
        "The authority cannot prove that it arrived; the notice is not notified.",
        f"{basis}, Nachweis bei der Behörde",
        None,
    )


def _later(day: date, basis: str) -> Explanation:
    return Explanation(
        f"Der spätere Zugang geht vor: {written(day)}.",
        f"That it arrived later prevails: {in_english(day)}.",
        f"{basis}, späterer Zugang",
        day,
    )


def _earlier(day: date, deemed: date, basis: str) -> Explanation:
    return Explanation(
        f"Der Zugang am {written(day)} verkürzt die Frist nicht.",
        f"That it arrived on {in_english(day)} does not shorten the period.",
        basis,
        deemed,
    )


def _from_portal(sent: Sending, days: int) -> Notification:
    last = sent.posted + timedelta(days=days) if sent.posted else None
    if sent.retrieved is None:
        return Notification(None, (_ended(known(last, "posted"), days),))
    if sent.posted and sent.retrieved < sent.posted:
        raise ValueError("nothing is retrieved before it was provided")
    if last and sent.retrieved > last:
        return Notification(None, (_ended(last, days),))
    day = sent.retrieved + DAY
    step = Explanation(
        f"Bekannt gegeben am Tag nach dem Abruf: {written(day)}.",
        f"Notified on the day after retrieval: {in_english(day)}.",
        "§ 41 Abs. 2a VwVfG",
        day,
    )
    return Notification(day, (step,))


def _ended(last: date, days: int) -> Explanation:
    return Explanation(
        f"Ohne Abruf binnen {days} Tagen nach der Benachrichtigung endet die Bereitstellung am "
        f"{written(last)}; der Bescheid ist dann nicht bekannt gegeben.",
        f"Without retrieval within {days} days of the alert the provision ends on "
        f"{in_english(last)}; the notice is then not notified.",
        "§ 41 Abs. 2a VwVfG",
        last,
    )


SERVED = {
    RECEIPT: ("Empfangsbekenntnis", "acknowledgement of receipt", "§ 5 VwZG"),
    DEED: ("Zustellungsurkunde", "deed of service", "§ 3 VwZG, § 182 ZPO"),
}


def _by_paper(sent: Sending) -> Notification:
    german, english, basis = SERVED[sent.channel]
    if sent.received is None or sent.lost:
        missing = Explanation(
            f"Ohne {german} ist die Zustellung nicht nachgewiesen.",
            f"Without the {english} it is not proven that it was served.",
            basis,
            None,
        )
        return Notification(None, (missing,))
    if sent.posted and sent.received < sent.posted:
        raise ValueError("nothing arrives before it was sent")
    day = sent.received
    step = Explanation(
        f"Zugestellt an dem Tag, den das Papier nennt ({german}): {written(day)}.",
        f"Served on the day that the {english} names: {in_english(day)}.",
        basis,
        day,
    )
    return Notification(day, (step,))


def deemed(sent_on: date, channel: str, values: Fictions) -> Explanation:
    """Explain when a notice counts as notified of which one day is known.

    That day is the one of posting or sending, for the portal that of retrieval, for a receipt or a
    deed the one it names.
    """
    sent = Sending(channel, sent_on)
    if channel == PORTAL:
        sent = Sending(channel, retrieved=sent_on)
    elif channel in PAPERS:
        sent = Sending(channel, received=sent_on)
    return notification(sent, values).steps[-1]


def deemed_notified(sent_on: date, channel: str, values: Fictions | None = None) -> date:
    """Return the day on which a notice counts as notified of which one day is known."""
    step = deemed(sent_on, channel, values or fictions_of_the_law(sent_on))
    return known(step.date, "notified")


def retrieval_ends(alerted_on: date, *, days: int = 10) -> date:
    """Return the last day on which a provided notice can be retrieved (§ 41 Abs. 2a VwVfG)."""
    return alerted_on + timedelta(days=days)
