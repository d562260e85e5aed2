"""What the bars of an envelope are called, and the sentences about them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de": {
            "caption": "Mittelstand nach Handlungsfeld",
            "field": "Handlungsfeld",
            "total": "Ansatz",
            "reserved": "Reserviert",
            "blocked": "Gesperrt",
            "repaid": "Zurückgezahlt",
            "committed": "Bewilligt",
            "paid": "davon ausgezahlt",
            "free": "Verfügbar",
            "sum": "Summe",
            "key paid": "Ausgezahlt",
            "key committed": "Bewilligt, noch nicht ausgezahlt",
            "key reserved": "Reserviert (Entscheidung vorgeschlagen)",
            "key blocked": "Gesperrt",
            "key free": "Verfügbar",
            "short paid": "ausgezahlt",
            "short committed": "bewilligt",
            "short reserved": "reserviert",
            "short blocked": "gesperrt",
            "short free": "verfügbar",
            "over": "{} über dem Ansatz",
            "sentence": "Vom Ansatz {total} sind {committed} bewilligt, davon {paid} ausgezahlt. "
            "{reserved} sind reserviert, {free} sind verfügbar.",
            "sentence blocked": "Vom Ansatz {total} sind {committed} bewilligt, davon {paid} "
            "ausgezahlt. {reserved} sind reserviert, {blocked} gesperrt, {free} sind verfügbar.",
            "sentence over": "Vom Ansatz {total} sind {committed} bewilligt, davon {paid} "
            "ausgezahlt. {reserved} sind reserviert; damit ist der Ansatz um {over} überschritten.",
            "what if": "Auswirkung dieser Entscheidung",
            "today": "Heute",
            "after": "Nach dieser Entscheidung",
            "difference": "Unterschied",
            "when": "Zeitpunkt",
            "less": "Heute sind {before} verfügbar, nach dieser Entscheidung {after}: "
            "{by} weniger.",
            "more": "Heute sind {before} verfügbar, nach dieser Entscheidung {after}: {by} mehr.",
            "same": "Heute sind {before} verfügbar, nach dieser Entscheidung ebenso {after}.",
        },
        "en": {
            "caption": "State of the funds by field of action",
            "field": "Field of action",
            "total": "Allocation",
            "reserved": "Reserved",
            "blocked": "Blocked",
            "repaid": "Paid back",
            "committed": "Awarded",
            "paid": "of which paid",
            "free": "Available",
            "sum": "Total",
            "key paid": "Paid",
            "key committed": "Awarded, not yet paid",
            "key reserved": "Reserved (decision proposed)",
            "key blocked": "Blocked",
            "key free": "Available",
            "short paid": "paid",
            "short committed": "awarded",
            "short reserved": "reserved",
            "short blocked": "blocked",
            "short free": "available",
            "over": "{} over the allocation",
            "sentence": "Of the allocation of {total}, {committed} is awarded, of which {paid} is "
            "paid. {reserved} is reserved, {free} is available.",
            "sentence blocked": "Of the allocation of {total}, {committed} is awarded, of which "
            "{paid} is paid. {reserved} is reserved, {blocked} blocked, {free} is available.",
            "sentence over": "Of the allocation of {total}, {committed} is awarded, of which "
            "{paid} is paid. {reserved} is reserved; this exceeds the allocation by {over}.",
            "what if": "Effect of this decision",
            "today": "Today",
            "after": "After this decision",
            "difference": "Difference",
            "when": "Point in time",
            "less": "Today {before} is available, after this decision {after}: {by} less.",
            "more": "Today {before} is available, after this decision {after}: {by} more.",
            "same": "Today {before} is available, after this decision {after} as well.",
        },
    }
)
