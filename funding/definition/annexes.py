"""The annexes of an application: which slots there are, in the order of their page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from funding.words.text import Text

ENDINGS = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx", "odt", "ods")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for files: code for rows and addresses, key for people and pages, its words.

    ``most`` files fit in; where the town ``may_follow`` with it later, a date is an answer too.
    """

    code: str
    key: str
    label: Text
    hint: Text | None = None
    most: int = 1
    may_follow: bool = False


_ALL = (
    Slot(
        "description",
        "a11.projektbeschreibung",
        Text("Projektbeschreibung", "Project description"),
        Text(
            "Nur, wenn Sie mehr sagen möchten als auf den Seiten des Antrags.",
            "Only if you want to say more than on the pages of the application.",
        ),
    ),
    Slot(
        "resolution",
        "a11.ratsbeschluss",
        Text("Ratsbeschluss", "Council resolution"),
        Text(
            "Der Beschluss des Rates oder eine Erklärung, dass keiner nötig ist.",
            "The resolution of the council, or a statement that none is needed.",
        ),
        may_follow=True,
    ),
    Slot(
        "agreement",
        "a11.kooperationsvereinbarung",
        Text("Kooperationsvereinbarung", "Cooperation agreement"),
        Text("Unterschrieben von allen Kommunen.", "Signed by all municipalities."),
        may_follow=True,
    ),
    Slot(
        "safety",
        "a11.sicherheitsanalyse",
        Text("Sicherheitsanalyse", "Safety analysis"),
        Text(
            "Zum Beispiel ein Lagebild oder die Auswertung einer Befragung.",
            "For example a picture of the situation or the results of a survey.",
        ),
    ),
    Slot(
        "job",
        "a11.stellenbeschreibung",
        Text("Stellenbeschreibung", "Job description"),
        Text("Für jede Stelle im Ausgabenplan.", "For each post in the expenditure plan."),
        most=5,
        may_follow=True,
    ),
    Slot(
        "degree",
        "a11.bildungsabschluss",
        Text("Nachweis Bildungsabschluss", "Proof of qualification"),
        Text(
            "Für jede Person, die feststeht. Schwärzen Sie, was nicht nötig ist.",
            "For each person who is known. Black out what is not needed.",
        ),
        most=5,
        may_follow=True,
    ),
    Slot(
        "offers",
        "a11.angebote",
        Text("Angebote", "Offers"),
        Text(
            "Für jede größere Ausgabe, zum Beispiel drei Angebote oder eine Preisrecherche.",
            "For each larger expense, for example three offers or a comparison of prices.",
        ),
        most=10,
        may_follow=True,
    ),
    Slot(
        "supervision",
        "a11.rechtsaufsicht",
        Text("Stellungnahme der Rechtsaufsicht", "Statement of the supervisory authority"),
        Text(
            "Nötig während der Haushaltssicherung.",
            "Needed while the budget is being consolidated.",
        ),
        may_follow=True,
    ),
    Slot(
        "passing_on",
        "a11.weiterleitungsvertrag",
        Text("Weiterleitungsvertrag", "Contract on passing on funds"),
        Text(
            "Mit der Stelle, die einen Teil der Zuwendung erhält. Ein Entwurf genügt.",
            "With the body that receives part of the grant. A draft will do.",
        ),
        may_follow=True,
    ),
    Slot(
        "other",
        "a11.sonstiges",
        Text("Sonstiges", "Other"),
        Text("Höchstens 10 Dateien.", "At most 10 files."),
        most=10,
    ),
)
SLOTS: Mapping[str, Slot] = {slot.code: slot for slot in _ALL}
FOLLOWING = tuple(slot.code for slot in _ALL if slot.may_follow)
