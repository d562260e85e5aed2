"""The dates of a call go into any calendar, and a second import replaces the first."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar

PATH = "/foerderung/2022/fristen.ics"


def events(answer):
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.data)
    assert calendar["method"] == "PUBLISH"
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def test_the_page_of_a_call_offers_its_dates(play, browser):
    assert f'href="{PATH}"' in browser.get("/foerderung/2022").text
    answer = browser.get(PATH)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('filename="foerderaufruf-2022.ics"')


def test_opening_closing_and_last_payment_are_whole_days_in_berlin(play, browser):
    found = events(browser.get(PATH))
    assert {key: event["dtstart"].dt for key, event in found.items()} == {
        "call-2022-opening": date(2022, 5, 2),
        "call-2022-closing": date(2022, 8, 31),  # its end is midnight, the 31st is the last day
        "call-2022-last-draw": date(2022, 11, 15),
    }
    for event in found.values():
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert event["url"].endswith("/foerderung/2022")


def test_a_calendar_warns_of_the_closing_only(play, browser):
    warned = {
        key: [alarm["trigger"].dt.days for alarm in event.walk("VALARM")]
        for key, event in events(browser.get(PATH)).items()
    }
    assert warned["call-2022-closing"] == [-14, -3]
    [soon, _later] = events(browser.get(PATH))["call-2022-closing"].walk("VALARM")
    assert soon["description"] == "Förderaufruf 2022: Antragsschluss 24:00 Uhr (31.08.2022)"
    assert not any(days for key, days in warned.items() if key != "call-2022-closing")


def test_ids_stay_and_words_follow_the_language(play, browser):
    german = events(browser.get(PATH))
    browser.get("/sprache/en")
    english = events(browser.get(PATH))
    assert german.keys() == english.keys()
    assert german["call-2022-closing"]["summary"].startswith("Förderaufruf 2022: Antragsschluss")
    assert english["call-2022-closing"]["summary"].startswith("Call 2022: applications until")


def test_a_call_that_is_not_there_has_no_dates(play, browser):
    assert browser.get("/foerderung/1999/fristen.ics").status_code == 404
