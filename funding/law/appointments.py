"""Days that are not shifted: a hearing that was set, and the last day of a benefit."""

from __future__ import annotations

from datetime import date

from funding.law import workdays
from funding.law.corpus_christi import PLACES, is_kept
from funding.law.explanation import Explanation, in_english, written


def appointment(day: date, municipality_key: str = "") -> tuple[Explanation, ...]:
    """Explain a day that the authority has set for a hearing or a visit (§ 31 Abs. 5 VwVfG).

    It stays where it is. Whether it can be kept is another matter: a day off is named, and so is
    Fronleichnam where the place of the appointment keeps it.
    """
    steps = [
        Explanation(
            f"Der Termin am {written(day)} ist einzuhalten, auch an einem freien Tag.",
            f"The appointment on {in_english(day)} has to be kept, even on a day off.",
            "§ 31 Abs. 5 VwVfG",
            day,
        )
    ]
    if not workdays.is_working_day(day):
        steps.append(
            Explanation(
                f"Auf den Tag fällt: {workdays.name_of(day)}. Ein anderer Termin ist ratsam.",
                f"That day is: {workdays.name_of(day, 'en')}. Another day is advisable.",
                "§ 1 SächsSFG",
                day,
            )
        )
    if is_kept(day, municipality_key):
        parts = PLACES[municipality_key]
        where = f" ({parts})" if parts else ""
        steps.append(
            Explanation(
                f"An diesem Ort ist Fronleichnam ein Feiertag{where}.",
                f"Corpus Christi is a public holiday in this place{where}.",
                "§ 1 SächsSFG, Fronleichnamsverordnung",
                day,
            )
        )
    return tuple(steps)


def benefit_end(day: date) -> Explanation:
    """Explain the last day for which a benefit is granted: it is not shifted (§ 31 Abs. 4)."""
    return Explanation(
        f"Die Leistung endet mit dem {written(day)}, auch wenn das ein freier Tag ist.",
        f"The benefit ends with {in_english(day)}, even if that is a day off.",
        "§ 31 Abs. 4 VwVfG",
        day,
    )
