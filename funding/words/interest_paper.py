"""What the notice about interest says, in German as the office issues it (§§ 37, 39, 49a VwVfG)."""

from __future__ import annotations

HEADING = "Zinsbescheid"
PROJECT = "Vorhaben: „{title}“. Zuwendungsbescheid vom {award_on}, Schlussbescheid vom {final_on}."
CLAIMED = "Für das Vorhaben „{title}“ werden Zinsen in Höhe von {amount} festgesetzt."
PAYABLE = (
    "Der Betrag ist innerhalb {period} nach Bestandskraft dieses Bescheids unter Angabe des "
    "Aktenzeichens {reference} zu zahlen. Auf Zinsen werden keine Zinsen erhoben."
)
ON_CLAIM = (
    "Mit dem Schlussbescheid vom {final_on} wurden {amount} zurückgefordert. Der zu erstattende "
    "Betrag ist vom Tag nach der Auszahlung bis zum {last}, dem Tag der Rückzahlung, zu verzinsen "
    "(§ 49a Abs. 3 Satz 1 VwVfG). Von dem Ausgezahlten gelten die zuletzt gezahlten Beträge als zu "
    "viel gezahlt."
)
ON_USE = (
    "Der Mittelabruf Nr. {number} wurde am {paid_on} ausgezahlt und war bis zum {use_until} zu "
    "verwenden. {amount} wurden erst am {last} verwendet. Dafür können für die ganze Zeit Zinsen "
    "verlangt werden (§ 49a Abs. 4 Satz 1 VwVfG)."
)
LESS = (
    "{reclaimed} dieses Abrufs sind zurückgefordert und werden nach § 49a Abs. 3 VwVfG verzinst; "
    "für denselben Betrag werden Zinsen nur einmal erhoben."
)
BARRED = (
    "Die im Jahr {year} entstandenen Zinsen ({amount}) sind mit Ablauf des {lapses_on} verjährt "
    "und werden nicht gefordert (§§ 195, 199 BGB entsprechend)."
)
HOW = (
    "Der Zinssatz liegt {points} Prozentpunkte über dem Basiszinssatz nach § 247 BGB, der sich "
    "jeweils zum 1. Januar und 1. Juli ändert. Gerechnet wird taggenau mit 365 Tagen je Jahr; der "
    "Tag der Auszahlung zählt nicht mit. Die Summe wird einmal auf volle Cent gerundet."
)
TITLES = {
    "claim": "Zinsen auf die zurückgeforderte Zuwendung",
    "use": "Zinsen auf verspätet verwendete Mittel (Mittelabruf Nr. {number})",
}
HEAD = ("Tage", "Zeitraum und Betrag", "Zinssatz", "Zinsen")
ROW = "{first} bis {last}: {owed}"
SUM = "Summe"
COMMENTED = (
    "Sie sind angehört worden (§ 28 VwVfG) und haben sich{on} geäußert. Ihre Äußerung ist geprüft."
)
SILENT = "Sie sind angehört worden (§ 28 VwVfG). Eine Äußerung ist nicht eingegangen."
IN_TIME = (
    "Dass von Zinsen abgesehen werden kann, wenn der Betrag fristgerecht zurückgezahlt und der "
    "Grund nicht zu vertreten ist (§ 49a Abs. 3 Satz 2 VwVfG), wurde geprüft."
)
DISCRETION = "Die Entscheidung steht, soweit sie auf § 49a Abs. 4 VwVfG beruht, im Ermessen."
