"""The first version of the application's form, page by page."""

from __future__ import annotations

from funding.definition.first import (
    a01_municipality,
    a02_partners,
    a03_advice,
    a04_project,
    a05_goals,
    a06_schedule,
    a07_expenditure,
    a08_financing,
    a09_passing_on,
    a10_effect,
    a11_annexes,
    a12_declarations,
)
from funding.definition.language import Page

PAGES: tuple[Page, ...] = (
    a01_municipality.PAGE,
    a02_partners.PAGE,
    a03_advice.PAGE,
    a04_project.PAGE,
    a05_goals.PAGE,
    a06_schedule.PAGE,
    a07_expenditure.PAGE,
    a08_financing.PAGE,
    a09_passing_on.PAGE,
    a10_effect.PAGE,
    a11_annexes.PAGE,
    a12_declarations.PAGE,
)
