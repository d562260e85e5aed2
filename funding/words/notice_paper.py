"""What a notice says, in German as the office issues it (§§ 37, 39 VwVfG; Muster 1c, § 44 SäHO)."""

from __future__ import annotations

OFFICE = (
    "Sächsisches Staatsministerium des Innern",
    "Geschäftsstelle Landespräventionsrat",
    "Dresden",
)
HEADINGS = {
    "award": "Zuwendungsbescheid",
    "part": "Zuwendungsbescheid (Teilbewilligung)",
    "rejection": "Ablehnungsbescheid",
}
SUBJECT = "Zuwendungen des Freistaates Sachsen, hier: Kommunale Prävention"
PROJECT = "Vorhaben: „{title}“. Ihr Antrag vom {applied_on}, Förderaufruf {call}."
AWARDED = (
    "Auf Ihren Antrag wird Ihnen für die Zeit vom {begins_on} bis {ends_on} "
    "(Bewilligungszeitraum) als Anteilfinanzierung eine nicht rückzahlbare Zuwendung in Höhe "
    "von bis zu {granted} zur Projektförderung bewilligt."
)
PURPOSE = (
    "Die Zuwendung ist zweckgebunden für das Vorhaben „{title}“. Zuwendungsfähig sind "
    "Ausgaben von {eligible}; die Zuwendung beträgt höchstens {rate}\u00a0% der zuwendungsfähigen "
    "Ausgaben."
)
REFUSED_PART = "Im Übrigen wird Ihr Antrag über {requested} abgelehnt."
REFUSED = "Ihr Antrag auf eine Zuwendung in Höhe von {requested} wird abgelehnt."
PLAN = (
    "Der folgende Ausgabenplan ist hinsichtlich des Gesamtergebnisses verbindlich. "
    "Einzelansätze dürfen um bis zu {deviation}\u00a0% überschritten werden, soweit sie durch "
    "Einsparungen bei anderen Einzelansätzen ausgeglichen werden (Nr. 1.2 ANBest-K)."
)
PLAN_HEAD = ("Nr.", "Position", "Ausgaben", "davon zuwendungsfähig")
CUT = "Position {position} ({label}) wird um {cut} gekürzt: {reason}"
GENERAL = (
    "Die Allgemeinen Nebenbestimmungen für Zuwendungen zur Projektförderung an kommunale "
    "Körperschaften (ANBest-K) sind Bestandteil dieses Bescheids."
)
INTERIM = (
    "Für das Haushaltsjahr {year} ist bis zum {due_on} im Förderportal ein Zwischennachweis "
    "vorzulegen."
)
PROOF = "Der Verwendungsnachweis ist bis zum {proof_due_on} im Förderportal vorzulegen."
PAYMENT = (
    "Mittel können abgerufen werden, sobald dieser Bescheid bestandskräftig ist. Sie können "
    "auf Rechtsbehelfe verzichten und die Bestandskraft damit früher herbeiführen."
)
RESERVATION = (
    "Die endgültige Höhe der Zuwendung wird nach Prüfung des Verwendungsnachweises "
    "festgesetzt. Der Bescheid kann nach den §§ 48, 49 VwVfG zurückgenommen oder widerrufen "
    "werden."
)
GRANTED_WHY = (
    "Das Vorhaben erfüllt die Voraussetzungen der Richtlinie Kommunale Prävention. Die "
    "Bewilligung steht im Ermessen der Behörde (§ 40 VwVfG) und erfolgt im Rahmen der "
    "verfügbaren Haushaltsmittel (§§\u00a023, 44 SäHO)."
)
REMEDY = (
    "Gegen diesen Bescheid kann innerhalb {period} nach Bekanntgabe Klage beim {court} mit "
    "Sitz in {seat} erhoben werden. Die Klage ist schriftlich, als elektronisches Dokument "
    "nach § 55a VwGO oder zur Niederschrift des Urkundsbeamten der Geschäftsstelle zu "
    "erheben. Sie muss den Kläger, den Beklagten (Freistaat Sachsen, vertreten durch das "
    "Staatsministerium des Innern) und den Gegenstand des Klagebegehrens bezeichnen. Ein "
    "Vorverfahren findet nicht statt (§ 68 Abs. 1 Satz 2 Nr. 1 VwGO)."
)
REPLACES = (
    "Dieser Bescheid tritt an die Stelle des Bescheids vom {replaced_on}, der aufgehoben ist."
)
PERIOD = {1: "eines Monats"}
MONTHS = "von {months} Monaten"
COMPUTED = (
    "Dieser Bescheid wurde mit einem elektronischen Verfahren erstellt und enthält die "
    "Namenswiedergabe der verantwortlichen Person (§ 37 Abs. 3 VwVfG)."
)
SEALED = (
    "Dieses PDF enthält alle Angaben als Datei bescheid.json (Beträge in Cent, Tage als "
    "JJJJ-MM-TT). Der SHA-256-Wert dieser Datei lautet:"
)
DRAFT = "Entwurf – noch kein Bescheid"
