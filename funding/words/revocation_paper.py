"""What a notice says that revokes an award, or reclaims what was renounced; German, as issued."""

from __future__ import annotations

HEADINGS = {
    "revocation": "Widerrufs- und Erstattungsbescheid",
    "revocation_only": "Widerrufsbescheid",
    "repayment": "Erstattungsbescheid",
}
PROJECT = "Vorhaben: „{title}“. Zuwendungsbescheid vom {award_on}."
REVOKED = (
    "Der Zuwendungsbescheid vom {award_on} über {granted} wird mit Wirkung auch für die "
    "Vergangenheit in vollem Umfang widerrufen."
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
COMMENTED = "Sie haben sich am {commented_on} geäußert."
SILENT = "Bis zum {heard_until} haben Sie sich nicht geäußert."
GROUND = (
    "Der Widerruf beruht auf § 1 Satz 1 SächsVwVfZG in Verbindung mit § 49 Abs. 3 Satz 1 Nr. 2 "
    "VwVfG: Die Auflage, den Verwendungsnachweis fristgerecht vorzulegen (Nr. 6 ANBest-K), ist "
    "nicht erfüllt. Die Jahresfrist nach § 49 Abs. 3 Satz 2 in Verbindung mit § 48 Abs. 4 VwVfG "
    "ist gewahrt."
)
REPAY_GROUND = (
    "Die Erstattung beruht auf § 49a Abs. 1 VwVfG: Was aufgrund des widerrufenen Bescheids "
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
