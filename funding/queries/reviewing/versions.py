"""The versions of an application: as submitted, and after each answer to a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from funding.queries.case import Case
from funding.queries.reviewing import file

Kept = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its number, since when, and the request that it answers (0: none)."""

    number: int
    at: datetime
    request: int


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the form that differs between two versions, as it was kept in each."""

    field_key: str
    old: Kept
    new: Kept


def versions(case: Case) -> list[Version]:
    """List the versions, the submitted one first; requests that were not answered make none."""
    submitted = case.application.submitted_at
    if submitted is None:
        return []
    answered = [asked for asked, _items in _answered(case)]
    later = [(asked.ended_at or submitted, asked.number) for asked in answered]
    return [
        Version(number, at, request)
        for number, (at, request) in enumerate([(submitted, 0), *later], 1)
    ]


def changes_between(case: Case, earlier: int, later: int) -> list[Change]:
    """List what differs from one version to a later one; changed and changed back is no change."""
    found: dict[str, Change] = {}
    for _asked, items in _answered(case)[earlier - 1 : later - 1]:
        for item in (row.RequestItem for row in items):
            if item.field_key and item.new_value is not None:
                first = found.get(item.field_key)
                old = first.old if first else item.old_value
                found[item.field_key] = Change(item.field_key, old, item.new_value)
    return [change for change in found.values() if change.old != change.new]


def answers_between(case: Case, earlier: int, later: int) -> list[Any]:
    """List the items, with the file of each, answered in words or with it between versions."""
    rows = [row for _asked, items in _answered(case)[earlier - 1 : later - 1] for row in items]
    return [row for row in rows if row.RequestItem.answer or row.name]


def _answered(case: Case) -> Sequence[tuple[Any, Sequence[Any]]]:
    return [(a, items) for a, items in reversed(file.requests(case)) if a.state == "answered"]
