"""What a notice says as a letter beside its own words, in German as an office writes it."""

from __future__ import annotations

# Ways on which a notice goes as a letter, with what stands above the address.
BY_LETTER: dict[str, tuple[str, ...]] = {
    "post": (),
    "registered": ("Einschreiben",),
    "receipt": ("Gegen Empfangsbekenntnis",),
    "deed": ("Förmliche Zustellung",),
}
INFO_FILE = "Aktenzeichen"
INFO_CONTACT = "Bearbeitung"
INFO_DAY = "Datum"
ENCLOSED = "Anlage: Empfangsbekenntnis, bitte ausgefüllt zurücksenden"

RECEIPT = "Empfangsbekenntnis"
RECEIPT_BASIS = "(§ 5 Abs. 4 und 7 VwZG)"
RECEIPT_BACK = "Zurück an"
RECEIPT_TEXT = "Das folgende Dokument ist hier an dem unten genannten Tag zugestellt worden:"
RECEIPT_DOCUMENT = "{heading} vom {day}, Aktenzeichen {reference}"
RECEIPT_FINGERPRINT = "SHA-256 der Angaben: {sha256}"
RECEIPT_ADDRESSEE = "Empfängerin"
RECEIPT_LINES = ("Tag des Empfangs", "Name und Funktion", "Unterschrift, Dienststempel")
RECEIPT_HINT = (
    "Maßgeblich ist der Tag, an dem eine zur Entgegennahme befugte Person das Dokument "
    "empfangen hat. Bitte senden Sie dieses Blatt mit Datum und Unterschrift zurück, auf dem "
    "Postweg oder elektronisch."
)
