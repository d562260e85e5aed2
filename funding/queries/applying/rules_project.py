"""Rules on municipality, partners, advice, project and schedule that a limit alone cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.law.periods import end_of_period
from funding.queries.applying.sheet import Row, Sheet

Params = dict[str, Any]
# Mail providers for everybody: an address there is hardly that of a town hall.
FREE_MAIL = frozenset(
    (
        "freenet.de",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "hotmail.de",
        "icloud.com",
        "outlook.com",
        "outlook.de",
        "t-online.de",
        "web.de",
        "yahoo.com",
        "yahoo.de",
    )
)
ALL_OF_IT = 10_000  # hundredths of a percent


def body_not_allowed(sheet: Sheet, _row: Row) -> Params | None:
    """Special-purpose associations may apply only where the rules of the day say so."""
    # Whoever is one by the register is one, whatever kind is chosen on the page.
    kinds = (sheet.value("applicant_kind"), sheet.case.frame.lead_kind)
    special = "special_purpose" in kinds
    return {} if special and not sheet.value("rule:special_purpose_allowed") else None


def phone_digits(sheet: Sheet, _row: Row) -> Params | None:
    """A telephone number has six digits at least."""
    digits = sum(letter.isdigit() for letter in sheet.value("contact_phone") or "000000")
    return {} if digits < 6 else None  # noqa: PLR2004 - an area code and three digits


def unknown_domain(_sheet: Sheet, row: Row) -> Params | None:
    """An address at a provider for everybody is worth a second look."""
    domain = str(row["contact_email"]).rpartition("@")[2].casefold()
    return {} if domain in FREE_MAIL else None


def shares_over(sheet: Sheet, _row: Row) -> Params | None:
    """The partners' parts of the expenditure are at most the whole."""
    whole = sum(row["share"] or 0 for row in sheet.rows("partners"))
    return {} if whole > ALL_OF_IT else None


def agreement_late(sheet: Sheet, _row: Row) -> Params | None:
    """An agreement that is to follow is there when the project begins."""
    on, begins = sheet.value("agreement_on"), sheet.value("begins_on")
    planned = sheet.value("agreement") == "planned"
    return {} if planned and on and begins and on > begins else None


def agreement_ahead(sheet: Sheet, _row: Row) -> Params | None:
    """An agreement that has been signed was signed today at the latest."""
    on, signed = sheet.value("agreement_on"), sheet.value("agreement") == "signed"
    return {"date": on} if signed and on and on > sheet.case.today else None


def no_advice(sheet: Sheet, _row: Row) -> Params | None:
    """The advice of the office is a condition (RL KommPräv)."""
    return {} if sheet.value("advice") == "none" else None


def advice_ahead(sheet: Sheet, _row: Row) -> Params | None:
    """The application is handed in after the advice."""
    on = sheet.value("advice_on")
    ahead = sheet.value("advice") == "dated" or (on and on > sheet.case.today)
    return {"date": on} if ahead and on else None


def year_range(name: str) -> Any:
    """Build the rule that a year lies between its least and this year."""

    def rule(sheet: Sheet, _row: Row) -> Params | None:
        year, this = sheet.value(name), sheet.case.today.year
        return {"most": this} if year is not None and not EARLIEST[name] <= year <= this else None

    return rule


EARLIEST: Mapping[str, int] = {"council_since": 1990, "analysis_year": 2000}


def main_field(sheet: Sheet, _row: Row) -> Params | None:
    """The main action field is one of those chosen."""
    main, chosen = sheet.value("field"), sheet.value("fields") or []
    return {} if chosen and main not in chosen else None


def investive(sheet: Sheet, _row: Row) -> Params | None:
    """Investments are not eligible (RL KommPräv)."""
    return {} if sheet.value("investive") else None


def begins_in_past(sheet: Sheet, _row: Row) -> Params | None:
    """A project begins after the application is received."""
    begins = sheet.value("begins_on")
    return {} if begins and begins < sheet.case.today else None


def end_before_begin(sheet: Sheet, _row: Row) -> Params | None:
    """The end comes after the start."""
    begins, ends = sheet.value("begins_on"), sheet.value("ends_on")
    return {} if begins and ends and ends <= begins else None


def period_too_long(sheet: Sheet, _row: Row) -> Params | None:
    """A project lasts at most as many months as the rules of the day allow (§ 188 BGB)."""
    begins, ends = sheet.value("begins_on"), sheet.value("ends_on")
    if not (begins and ends):
        return None
    months = sheet.value("rule:longest_project_months")
    return {} if ends > end_of_period(begins, months=months, inclusive=True).raw_end else None


def begun(sheet: Sheet, _row: Row) -> Params | None:
    """What has begun before the application is received is not funded (VwV zu § 44 SäHO)."""
    return {} if sheet.value("begun") else None


def early_before_receipt(sheet: Sheet, _row: Row) -> Params | None:
    """Nothing begins before the application is received (VwV zu § 44 SäHO)."""
    on = sheet.value("early_start_on")
    return {} if on and on < sheet.case.today else None


def early_after_end(sheet: Sheet, _row: Row) -> Params | None:
    """A project begins before it ends."""
    on, ends = sheet.value("early_start_on"), sheet.value("ends_on")
    return {} if on and ends and on > ends else None


def milestone_outside(sheet: Sheet, row: Row) -> Params | None:
    """A milestone lies within the project."""
    due, begins, ends = row["due"], sheet.value("begins_on"), sheet.value("ends_on")
    inside = not (due and begins and ends) or begins <= due <= ends
    return None if inside else {}


RULES = {
    rule.__name__: rule
    for rule in (
        body_not_allowed,
        phone_digits,
        unknown_domain,
        shares_over,
        agreement_late,
        agreement_ahead,
        early_before_receipt,
        early_after_end,
        no_advice,
        advice_ahead,
        main_field,
        investive,
        begins_in_past,
        end_before_begin,
        period_too_long,
        begun,
        milestone_outside,
    )
} | {f"{name}_range": year_range(name) for name in EARLIEST}
