"""What the notice on a change says, in German as the office issues it (§§ 37, 39 VwVfG)."""

from __future__ import annotations

HEADINGS = {
    "granted": "Änderungsbescheid",
    "refused": "Ablehnung einer Änderung",
}
PROJECT = "Vorhaben: „{title}“. Zuwendungsbescheid vom {award_on}, Ihr Antrag vom {asked_on}."
PERIOD = (
    "Auf Ihren Antrag wird der Zuwendungsbescheid vom {award_on} geändert: Der "
    "Bewilligungszeitraum endet am {new_end} statt am {old_end}."
)
PROOF = (
    "Der Verwendungsnachweis ist bis zum {proof_due_on} im Förderportal vorzulegen. Die Frist "
    "für den letzten Mittelabruf des Haushaltsjahres ändert sich nicht."
)
SHIFT = (
    "Auf Ihren Antrag wird der Zuwendungsbescheid vom {award_on} geändert: An die Stelle des "
    "bisherigen Ausgabenplans tritt der folgende."
)
PARTNERS = (
    "Auf Ihren Antrag wird der Zuwendungsbescheid vom {award_on} geändert: An die Stelle der "
    "bisherigen Partner des Vorhabens ({old_sides}) treten die folgenden: {new_sides}."
)
LEAVE = "Als Partner ausgeschieden: {leaving}."
JOIN = "Als Partner hinzugekommen: {joining}."
AGREED = (
    "Alle Kommunen, die Partner bleiben, ausscheiden oder hinzukommen, haben der Änderung im "
    "Förderportal zugestimmt. Zuwendungsempfängerin bleibt {lead}."
)
NOBODY = "keine"
LOWERED = (
    "Auf Ihre Mitteilung vom {asked_on} wird der Zuwendungsbescheid vom {award_on} geändert: Die "
    "Zuwendung beträgt bis zu {new_award} statt bis zu {old_award}. An die Stelle des bisherigen "
    "Ausgabenplans tritt der folgende."
)
LOWERED_REST = (
    "Im Übrigen gilt der Zuwendungsbescheid mit seinen Nebenbestimmungen unverändert. Über die "
    "endgültige Höhe der Zuwendung wird nach Prüfung des Verwendungsnachweises entschieden."
)
LOWERED_WHY = (
    "Sie haben mitgeteilt, dass Sie weniger ausgeben als geplant. Ermäßigen sich nach der "
    "Bewilligung die zuwendungsfähigen Gesamtausgaben, so ermäßigt sich die Zuwendung anteilig "
    "(Nr. 2 ANBest-K). Welche Zuwendung sich daraus ergibt, stand vor Ihrer Unterschrift auf der "
    "Seite der Änderung; Sie konnten sich dazu äußern (§ 28 VwVfG). Das Ergebnis ist auf {step} "
    "abgerundet. Was dadurch frei wird, steht für andere Vorhaben zur Verfügung."
)
WHOLE_EUROS, WHOLE = "volle Euro", "volle {step}"
EURO = 100
COMPUTED_HEAD = ("Schritt", "Grundlage", "Betrag")
PLAN = (
    "Der Ausgabenplan ist hinsichtlich des Gesamtergebnisses verbindlich. Einzelansätze dürfen um "
    "bis zu {deviation}\u00a0% überschritten werden, soweit sie durch Einsparungen bei anderen "
    "Einzelansätzen ausgeglichen werden (Nr. 1.2 ANBest-K)."
)
PLAN_HEAD = ("Nr.", "Position", "Bisher", "Neu")
SUM = "Summe"
REST = (
    "Im Übrigen gilt der Zuwendungsbescheid mit seinen Nebenbestimmungen unverändert. Die "
    "Zuwendung beträgt weiterhin bis zu {granted}."
)
REFUSED = (
    "Ihr Antrag vom {asked_on}, den Zuwendungsbescheid vom {award_on} zu ändern, wird abgelehnt. "
    "Der Zuwendungsbescheid gilt unverändert."
)
GRANTED_WHY = (
    "Die Änderung ist mit dem Zweck der Zuwendung vereinbar und beansprucht keine weiteren "
    "Haushaltsmittel. Sie steht im Ermessen der Behörde (§ 40 VwVfG)."
)
REFUSED_WHY = "Die Entscheidung steht im Ermessen der Behörde (§ 40 VwVfG)."
