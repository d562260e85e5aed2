"""Remedies against a notice: which, where, until when, and when the notice is final (VwGO)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from funding.law.explanation import Explanation, in_english, written
from funding.law.periods import BEFORE_COURT, Period, end_of_period

DAY = timedelta(days=1)


class Issuer(StrEnum):
    """Who issued what the remedy is against."""

    MINISTRY = "ministry"  # SMI with the Geschäftsstelle LPR
    DIRECTORATE = "directorate"  # Landesdirektion Sachsen
    BANK = "bank"  # Sächsische Aufbaubank
    OBJECTION = "objection"  # a decision on an objection, by whomever


ACTION, OBJECTION = "action", "objection"
# The administrative courts of Saxony by the key of the district of the town's seat.
COURTS: dict[str, str] = {
    **dict.fromkeys(("14511", "14521", "14522", "14523", "14524"), "Chemnitz"),
    **dict.fromkeys(("14612", "14625", "14626", "14627", "14628"), "Dresden"),
    **dict.fromkeys(("14713", "14729", "14730"), "Leipzig"),
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """Which remedy there is, and where it is filed."""

    kind: str
    where: str
    steps: tuple[Explanation, ...]


def court_of(district_key: str) -> str:
    """Return the administrative court of a town's seat. Raises ``ValueError`` outside Saxony."""
    if district_key not in COURTS:
        raise ValueError(f"no district of Saxony: {district_key}")
    return f"Verwaltungsgericht {COURTS[district_key]}"


def remedy_against(issuer: Issuer, district_key: str) -> Remedy:
    """Say which remedy a town in a district has against a notice of an authority."""
    if issuer == Issuer.DIRECTORATE:
        return _objection("Landesdirektion Sachsen", "§§ 70, 73 Abs. 1 Satz 2 Nr. 2 VwGO")
    if issuer == Issuer.BANK:
        return _objection("Sächsische Aufbaubank – Förderbank –", "§§ 70, 73 VwGO")
    court = court_of(district_key)
    why = Explanation(
        "Gegen den Widerspruchsbescheid ist die Klage gegeben.",
        "Against the decision on an objection there is the action.",
        "§ 74 Abs. 1 Satz 1 VwGO",
        None,
    )
    if issuer == Issuer.MINISTRY:
        why = Explanation(
            "Eine oberste Landesbehörde hat entschieden: kein Widerspruch, sofort die Klage.",
            "A supreme state authority has decided: no objection, but the action at once.",
            "§ 68 Abs. 1 Satz 2 Nr. 1, § 74 Abs. 1 Satz 2 VwGO",
            None,
        )
    where = Explanation(
        f"Zuständig ist das Gericht am Sitz der Kommune: {court}.",
        f"The court at the seat of the municipality is competent: {court}.",
        "§ 52 Nr. 3 Satz 2 VwGO",
        None,
    )
    return Remedy(ACTION, court, (why, where))


def _objection(where: str, basis: str) -> Remedy:
    told = Explanation(
        f"Zuerst ist der Widerspruch gegeben, einzulegen und entschieden bei: {where}.",
        f"First there is the objection, filed with and decided by: {where}.",
        basis,
        None,
    )
    return Remedy(OBJECTION, where, (told,))


@dataclass(frozen=True, slots=True)
class RemedyPeriod:
    """Until when a remedy can be filed: with a correct instruction, and without one."""

    month: Period
    year: Period
    steps: tuple[Explanation, ...]

    def end(self, *, instructed: bool) -> date:
        """Return the last day: without a correct instruction it is that of the longer period."""
        return self.month.end if instructed else self.year.end


def remedy_period(notified: date, *, months: int = 1, years: int = 1) -> RemedyPeriod:
    """Compute until when remedies can be filed, by the values of the rules (§§ 58, 70, 74 VwGO)."""
    month = end_of_period(notified, statute=BEFORE_COURT, months=months)
    year = end_of_period(notified, statute=BEFORE_COURT, years=years)
    without = Explanation(
        f"Fehlt die Rechtsbehelfsbelehrung oder ist sie falsch: bis {written(year.end)}.",
        f"If the instruction on remedies is missing or wrong: until {in_english(year.end)}.",
        "§ 58 Abs. 2 VwGO",
        year.end,
    )
    return RemedyPeriod(month, year, (*month.steps, without))


def final_on(remedy_ends: date, waived_on: date | None = None) -> date:
    """Return the first day on which a notice is final: the day of a waiver, else after the end."""
    ended = remedy_ends + DAY
    return ended if waived_on is None else min(waived_on, ended)


def finality(
    remedy_ends: date, *, waived_on: date | None = None, filed_on: date | None = None
) -> Explanation:
    """Explain from which day a notice is final; one that was attacked in time is not, yet."""
    if filed_on and filed_on <= remedy_ends and (waived_on is None or filed_on < waived_on):
        return Explanation(
            f"Am {written(filed_on)} wurde rechtzeitig ein Rechtsbehelf eingelegt.",
            f"On {in_english(filed_on)} a remedy was filed in time.",
            "§ 80 Abs. 1 VwGO",
            None,
        )
    day = final_on(remedy_ends, waived_on)
    if day == waived_on:
        return Explanation(
            f"Bestandskräftig mit dem Eingang des Verzichts am {written(day)}.",
            f"Final on receipt of the waiver on {in_english(day)}.",
            "Rechtsbehelfsverzicht",
            day,
        )
    return Explanation(
        f"Bestandskräftig mit Ablauf der Rechtsbehelfsfrist, also ab {written(day)}.",
        f"Final when the period for remedies is over, that is from {in_english(day)}.",
        "§§ 70, 74 VwGO",
        day,
    )


def reinstatement_ends(
    obstacle_gone: date, missed_end: date, *, weeks: int = 2, years: int = 1
) -> Period:
    """Compute until when reinstatement can be asked for: two weeks, at most a year (§ 60 VwGO)."""
    asked = end_of_period(obstacle_gone, statute=BEFORE_COURT, weeks=weeks)
    latest = end_of_period(missed_end, statute=BEFORE_COURT, years=years)
    if asked.end <= latest.end:
        return asked
    cap = Explanation(
        f"Ein Jahr nach dem Ende der versäumten Frist ist es zu spät: {written(latest.end)}.",
        f"A year after the end of the missed period it is too late: {in_english(latest.end)}.",
        "§ 60 Abs. 3 VwGO",
        latest.end,
    )
    return Period(latest.raw_end, latest.end, (*asked.steps, cap))
