"""What a notice says that takes an award back, or reclaims what was renounced; as issued."""

from __future__ import annotations

# By kind, and by whether anything is reclaimed.
HEADINGS = {
    ("revocation", True): "Widerrufs- und Erstattungsbescheid",
    ("revocation", False): "Widerrufsbescheid",
    ("misuse", True): "Widerrufs- und Erstattungsbescheid",
    ("misuse", False): "Widerrufsbescheid",
    ("withdrawal", True): "Rücknahme- und Erstattungsbescheid",
    ("withdrawal", False): "Rücknahmebescheid",
    ("repayment", True): "Erstattungsbescheid",
    ("repayment", False): "Erstattungsbescheid",
}
PROJECT = "Vorhaben: „{title}“. Zuwendungsbescheid vom {award_on}."
LOWERED = "{first_award}, herabgesetzt auf {granted},"
REVOKED = (
    "Der Zuwendungsbescheid vom {award_on} über {granted} wird mit Wirkung auch für die "
    "Vergangenheit in vollem Umfang widerrufen."
)
WITHDRAWN = (
    "Der Zuwendungsbescheid vom {award_on} über {granted} wird mit Wirkung für die Vergangenheit "
    "in vollem Umfang zurückgenommen."
)
SETTLED = (
    "Der Zuwendungsbescheid vom {award_on} über {granted} hat sich durch Ihren Verzicht vom "
    "{heard_on} erledigt; die Zuwendung wird auf 0,00 € festgesetzt."
)
REPAY = (
    "Die ausgezahlte Zuwendung in Höhe von {paid} ist zu erstatten. Der Betrag ist innerhalb "
    "{period} nach Bestandskraft dieses Bescheids zu zahlen."
)
NOTHING_TO_REPAY = "Ausgezahlt wurde nichts; zu erstatten ist nichts."
GIVEN_UP = "Von der Rückforderung der ausgezahlten {paid} wird abgesehen."
INTEREST = (
    "Über die Verzinsung des Erstattungsbetrags nach § 49a Abs. 3 VwVfG ({points} Prozentpunkte "
    "über dem Basiszinssatz jährlich) ergeht ein gesonderter Bescheid."
)
DUE = (
    "Nach dem Zuwendungsbescheid war der Verwendungsnachweis bis zum {proof_due_on} vorzulegen. "
    "Er liegt nicht vor."
)
REMINDED = "Daran wurden Sie am {reminded_on} erinnert."
THREATENED = "Der Widerruf wurde Ihnen am {threatened_on} angedroht."
HEARD = "Mit Schreiben vom {heard_on} wurden Sie zum beabsichtigten Widerruf angehört (§ 28 VwVfG)."
HEARD_WITHDRAWAL = (
    "Mit Schreiben vom {heard_on} wurden Sie zur beabsichtigten Rücknahme angehört (§ 28 VwVfG)."
)
COMMENTED = "Sie haben sich am {commented_on} geäußert."
SILENT = "Bis zum {heard_until} haben Sie sich nicht geäußert."
GROUND = (
    "Der Widerruf beruht auf § 1 Satz 1 SächsVwVfZG in Verbindung mit § 49 Abs. 3 Satz 1 Nr. 2 "
    "VwVfG: Die Auflage, den Verwendungsnachweis fristgerecht vorzulegen (Nr. 6 ANBest-K), ist "
    "nicht erfüllt. Die Jahresfrist nach § 49 Abs. 3 Satz 2 in Verbindung mit § 48 Abs. 4 VwVfG "
    "ist gewahrt."
)
MISUSE_GROUND = (
    "Der Widerruf beruht auf § 1 Satz 1 SächsVwVfZG in Verbindung mit § 49 Abs. 3 Satz 1 VwVfG: "
    "Die Zuwendung ist nicht für den in dem Bescheid bestimmten Zweck verwendet (Nr. 1) oder eine "
    "mit ihr verbundene Auflage ist nicht erfüllt (Nr. 2). Die Jahresfrist nach § 49 Abs. 3 Satz 2 "
    "in Verbindung mit § 48 Abs. 4 VwVfG ist gewahrt."
)
WITHDRAWAL_GROUND = (
    "Die Rücknahme beruht auf § 1 Satz 1 SächsVwVfZG in Verbindung mit § 48 Abs. 1 und 2 VwVfG: "
    "Der Zuwendungsbescheid war von Anfang an rechtswidrig. Die Jahresfrist nach § 48 Abs. 4 VwVfG "
    "ist gewahrt."
)
REPAY_GROUND = (
    "Die Erstattung beruht auf § 49a Abs. 1 VwVfG: Was aufgrund des aufgehobenen Bescheids "
    "geleistet wurde, ist zu erstatten; die Leistung wird durch diesen Bescheid festgesetzt."
)
RENOUNCED = (
    "Sie haben am {heard_on} auf die Zuwendung verzichtet. Damit hat sich der Zuwendungsbescheid "
    "erledigt (§ 43 Abs. 2 VwVfG); ein Rechtsgrund für die ausgezahlten Mittel besteht nicht mehr."
)
RENOUNCED_GROUND = (
    "Die Erstattung beruht auf § 49a Abs. 1 VwVfG in entsprechender Anwendung; die Leistung wird "
    "durch diesen Bescheid festgesetzt."
)
