"""Conditions that a notice of award may carry (§ 36 Abs. 2 VwVfG): name and wording."""

from __future__ import annotations

from dataclasses import dataclass

from funding.words.text import Text


@dataclass(frozen=True, slots=True)
class AwardCondition:
    """A condition of the catalogue; the wording of the notice is German, with a translation."""

    name: Text
    wording: Text
    usual: bool = False


AWARD_CONDITIONS: dict[str, AwardCondition] = {
    "anbest_k": AwardCondition(
        Text("Allgemeine Nebenbestimmungen (ANBest-K)", "General conditions (ANBest-K)"),
        Text(
            "Die Allgemeinen Nebenbestimmungen für Zuwendungen zur Projektförderung an kommunale "
            "Körperschaften (ANBest-K, Anlage 3a der VwV zu § 44 SäHO) sind Bestandteil dieses "
            "Bescheides.",
            "The general conditions for grants to municipal bodies (ANBest-K, annex 3a of the "
            "administrative regulation on section 44 SäHO) are part of this notice.",
        ),
        usual=True,
    ),
    "publicity": AwardCondition(
        Text("Hinweis auf die Förderung", "Mention of the grant"),
        Text(
            "Bei Veröffentlichungen und Veranstaltungen zum Vorhaben ist auf die Förderung durch "
            "den Freistaat Sachsen hinzuweisen.",
            "Publications and events of the project must mention that the Free State of Saxony "
            "supports it.",
        ),
        usual=True,
    ),
    "evaluation": AwardCondition(
        Text("Ergebnisse der Evaluation", "Results of the evaluation"),
        Text(
            "Die Ergebnisse der Evaluation sind mit dem Verwendungsnachweis vorzulegen.",
            "The results of the evaluation must be handed in with the proof of use.",
        ),
    ),
    "resolution": AwardCondition(
        Text("Beschluss des Rates", "Resolution of the council"),
        Text(
            "Der Beschluss des Rates zum Vorhaben ist vor der ersten Auszahlung vorzulegen.",
            "The council's resolution on the project must be handed in before the first payment.",
        ),
    ),
    "agreement": AwardCondition(
        Text("Kooperationsvereinbarung", "Cooperation agreement"),
        Text(
            "Die von allen beteiligten Kommunen unterzeichnete Kooperationsvereinbarung ist vor "
            "der ersten Auszahlung vorzulegen.",
            "The cooperation agreement, signed by all municipalities, must be handed in before "
            "the first payment.",
        ),
    ),
    "council_report": AwardCondition(
        Text("Bericht im Präventionsrat", "Report to the prevention council"),
        Text(
            "Über den Verlauf des Vorhabens ist dem kommunalen Präventionsrat mindestens einmal "
            "im Jahr zu berichten.",
            "The prevention council of the municipality must hear about the project at least once "
            "a year.",
        ),
    ),
    "passing_on": AwardCondition(
        Text("Weitergabe an Dritte", "Passing on to others"),
        Text(
            "Werden Mittel an Dritte weitergegeben, ist sicherzustellen, dass die Bestimmungen "
            "dieses Bescheides auch ihnen gegenüber gelten.",
            "Where money is passed on, the provisions of this notice must be made binding for "
            "those who receive it.",
        ),
    ),
    "revocation": AwardCondition(
        Text("Vorbehalt des Widerrufs", "Reservation of revocation"),
        Text(
            "Der Widerruf bleibt für den Fall vorbehalten, dass die Zuwendung nicht "
            "zweckentsprechend verwendet oder eine Auflage nicht erfüllt wird.",
            "The award may be revoked where the grant is not used for its purpose or a condition "
            "is not met.",
        ),
        usual=True,
    ),
}
