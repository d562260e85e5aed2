"""Whose names a reader is told: those of the own town, and all of them in the office."""

from __future__ import annotations

from funding.queries.case import Case


def knows_people_of(case: Case, municipality_key: str) -> bool:
    """Tell whether the actor is told the names of the people of a town."""
    return case.actor.ministry or municipality_key in case.surroundings.actors_towns
