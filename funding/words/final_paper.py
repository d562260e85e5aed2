"""What a final notice says, in German as the office issues it (§§ 35, 39, 49a VwVfG)."""

from __future__ import annotations

HEADINGS = {
    "final": "Schlussbescheid",
    "reclaim": "Schluss- und Erstattungsbescheid",
}
PROJECT = "Vorhaben: „{title}“. Zuwendungsbescheid vom {award_on}."
FIXED = (
    "Die mit Zuwendungsbescheid vom {award_on} in Höhe von bis zu {granted} bewilligte Zuwendung "
    "wird nach Prüfung des Verwendungsnachweises endgültig auf {final} festgesetzt."
)
FIXED_LOWERED = (
    "Die mit Zuwendungsbescheid vom {award_on} in Höhe von bis zu {first_award} bewilligte und "
    "danach auf bis zu {granted} herabgesetzte Zuwendung wird nach Prüfung des "
    "Verwendungsnachweises endgültig auf {final} festgesetzt."
)
REDUCED = (
    "Soweit darüber hinaus eine Zuwendung bewilligt war, tritt dieser Bescheid an die Stelle des "
    "Zuwendungsbescheids."
)
TO_PAY = (
    "Ausgezahlt sind {paid}. Die restlichen {rest} können Sie im Förderportal abrufen, sobald "
    "dieser Bescheid bekannt gegeben ist."
)
ALL_PAID = "Die Zuwendung ist in voller Höhe ausgezahlt."
RECLAIMED = (
    "Ausgezahlt sind {paid}. Den überzahlten Betrag von {reclaimed} haben Sie zu erstatten "
    "(§ 49a Abs. 1 VwVfG)."
)
PAYABLE = (
    "Der Betrag ist innerhalb {period} nach Bestandskraft dieses Bescheids zu zahlen. Über "
    "Zinsen (§ 49a Abs. 3 VwVfG) ergeht gegebenenfalls ein gesonderter Bescheid. Stundung oder "
    "Ratenzahlung können Sie im Förderportal erfragen."
)
GIVEN_UP = {
    "small": "Der überzahlte Betrag von {given_up} wird als Kleinbetrag nicht zurückgefordert "
    "(§ 59 SäHO).",
    "barred": "Der überzahlte Betrag von {given_up} wird nicht zurückgefordert, weil die "
    "Jahresfrist der §§ 48, 49 VwVfG abgelaufen ist.",
}
PLAN = "Ausgaben nach dem verbindlichen Plan und nach Ihrem Verwendungsnachweis vom {handed_in_on}:"
PLAN_HEAD = ("Nr.", "Position", "Plan", "Ist")
COMPUTED = "Anerkannt sind Ausgaben von {recognised}. Daraus ergibt sich die Zuwendung wie folgt:"
COMPUTED_HEAD = ("Nr.", "Schritt", "Grundlage", "Betrag")
SUM = "Summe"
WHY = (
    "Der Verwendungsnachweis wurde geprüft. Die endgültige Höhe der Zuwendung folgt aus den "
    "anerkannten Ausgaben und der Finanzierungsart des Zuwendungsbescheids (Nr. 2 ANBest-K)."
)
CUT = "Beleg {position} (Nr. {number}) wird um {cut} gekürzt: {reason}"
HEARD = "Sie wurden am {opened_on} angehört (§ 28 VwVfG). Gegenstand: {facts}"
COMMENTED = {
    True: "Ihre Äußerung wurde bei der Entscheidung berücksichtigt.",
    False: "Sie haben sich nicht geäußert.",
}
DISCRETION = (
    "Die Rückforderung liegt im öffentlichen Interesse an der sparsamen Verwendung von "
    "Haushaltsmitteln; Gründe, von ihr abzusehen, sind nicht ersichtlich (§ 40 VwVfG)."
)
KEEP = (
    "Bewahren Sie die Belege und alle mit der Förderung zusammenhängenden Unterlagen bis zum "
    "{receipts_until} auf."
)
