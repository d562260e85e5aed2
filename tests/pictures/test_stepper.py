"""The way of an application as the public sees it."""

from __future__ import annotations

from funding.pictures.stepper import CURRENT, DONE, SKIPPED, STATE_WORDS, TODO, Station, stations

LABELS = ("Antrag", "Prüfung", "Entscheidung", "Förderung")


def states(way: tuple[Station, ...]) -> list[str]:
    return [station.state for station in way]


def test_what_lies_before_is_done_and_what_lies_behind_is_to_come() -> None:
    assert states(stations(LABELS, 1, {})) == [DONE, CURRENT, TODO, TODO]


def test_after_an_early_end_the_rest_does_not_apply() -> None:
    assert states(stations(LABELS, 2, {}, ended=True)) == [DONE, DONE, CURRENT, SKIPPED]


def test_stops_that_a_case_passed_by_do_not_apply() -> None:
    assert states(stations(LABELS, 3, {}, missed={1, 2})) == [DONE, SKIPPED, SKIPPED, CURRENT]


def test_the_way_may_not_have_begun_or_may_be_over() -> None:
    assert states(stations(LABELS, -1, {})) == [TODO] * 4
    assert states(stations(LABELS, 4, {})) == [DONE] * 4


def test_dates_and_notes_stand_where_they_belong() -> None:
    way = stations(LABELS, 1, {0: "1. März"}, notes={1: "bis etwa Mai"})
    assert [(station.when, station.note) for station in way] == [
        ("1. März", ""),
        ("", "bis etwa Mai"),
        ("", ""),
        ("", ""),
    ]


def test_every_state_has_a_word_in_both_languages() -> None:
    assert all(set(words) == {DONE, CURRENT, TODO, SKIPPED} for words in STATE_WORDS.values())
