"""Bodies that are entered into the register by hand: their kinds, and what is wrong with one."""

from __future__ import annotations

from funding.words.text import Text

BODY_KINDS: dict[str, Text] = {
    "special_purpose": Text("Zweckverband", "Special-purpose association"),
    "association": Text("Verwaltungsverband", "Administrative association"),
    "own_operation": Text("Eigenbetrieb", "Municipal enterprise"),
    "district": Text("Landkreis", "District"),
}

BODY_FAULTS: dict[str, Text] = {
    "body_name": Text(
        "Geben Sie den Namen ohne Schlüssel an, mit 3 bis 120 Zeichen.",
        "Give the name without a key, in 3 to 120 characters.",
    ),
    "body_kind": Text("Wählen Sie die Art der Stelle.", "Choose the kind of body."),
    "body_known": Text(
        "Unter diesem Namen steht im Register schon: {shown}. Nehmen Sie diesen Eintrag, oder "
        "geben Sie den vollständigen amtlichen Namen an.",
        "The register already has under this name: {shown}. Use that entry, or give the full "
        "official name.",
    ),
    "key_form": Text(
        "Ein amtlicher Schlüssel hat 8 oder 9 Ziffern und beginnt in Sachsen mit 14. Hat die "
        "Stelle keinen, lassen Sie das Feld leer: Das Portal vergibt dann einen eigenen.",
        "An official key has 8 or 9 digits, in Saxony beginning with 14. If the body has none, "
        "leave the field empty: the portal then gives one of its own.",
    ),
    "key_known": Text(
        "Dieser Schlüssel gehört schon: {shown}. Prüfen Sie die Ziffern.",
        "This key already belongs to: {shown}. Check the digits.",
    ),
    "key_elsewhere": Text(
        "Dieser Schlüssel gehört nicht zum Landkreis des Sitzes ({district}, {district_key}…). "
        "Prüfen Sie Schlüssel und Sitz.",
        "This key does not belong to the district of the seat ({district}, {district_key}…). "
        "Check key and seat.",
    ),
    "seat_unknown": Text(
        "Diese Sitzgemeinde steht nicht im Register. Geben Sie den Namen oder den achtstelligen "
        "Schlüssel einer Gemeinde oder Stadt an, die es heute gibt.",
        "This seat is not in the register. Give the name or the key of eight digits of a "
        "municipality that exists today.",
    ),
    "seat_namesakes": Text(
        "Dieser Name ist nicht eindeutig: {shown}. Geben Sie den Schlüssel an.",
        "This name is not clear: {shown}. Give the key.",
    ),
    "domain_form": Text(
        "Geben Sie nur den Teil hinter dem @ an, zum Beispiel verband.example, oder lassen Sie "
        "das Feld leer.",
        "Give only the part after the @, for example verband.example, or leave the field empty.",
    ),
    "domain_for_all": Text(
        "Bei {domain} kann jeder eine Adresse bekommen. Geben Sie die eigene Domain der Stelle "
        "an, oder lassen Sie das Feld leer.",
        "Anybody can have an address at {domain}. Give the body's own domain, or leave the field "
        "empty.",
    ),
    "not_their_domain": Text(
        "{name} ist mit der Domain {domain} eingetragen. Nehmen Sie eine Adresse dieser Domain.",
        "{name} is entered with the domain {domain}. Take an address of that domain.",
    ),
}
