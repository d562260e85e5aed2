"""The register of municipalities is what the official list says."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

REGISTER = Path(__file__).parents[2] / "funding" / "data" / "municipalities.csv"
COUNTS = {
    "14511": 1,
    "14521": 59,
    "14522": 53,
    "14523": 37,
    "14524": 33,
    "14612": 1,
    "14625": 57,
    "14626": 53,
    "14627": 28,
    "14628": 36,
    "14713": 1,
    "14729": 30,
    "14730": 30,
}


def read_register() -> list[dict[str, str]]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def municipalities() -> list[dict[str, str]]:
    return [row for row in read_register() if row["kind"] != "association"]


def names() -> dict[str, str]:
    return {row["key"]: row["name"] for row in read_register()}


def test_the_register_holds_419_municipalities_and_6_verwaltungsverbaende() -> None:
    kinds = Counter(row["kind"] for row in read_register())
    assert kinds == {"district_free_city": 3, "town": 166, "village": 250, "association": 6}
    assert len(municipalities()) == 419


def test_each_of_the_13_districts_has_its_number_of_municipalities() -> None:
    assert Counter(row["district_key"] for row in municipalities()) == COUNTS


def test_a_district_has_one_name_and_one_police_directorate() -> None:
    districts = {
        (row["district_key"], row["district"], row["police_directorate"]) for row in read_register()
    }
    assert len(districts) == 13


def test_there_are_five_police_directorates() -> None:
    directorates = Counter(row["police_directorate"] for row in municipalities())
    assert directorates == {
        "Chemnitz": 1 + 59 + 53,
        "Dresden": 1 + 28 + 36,
        "Görlitz": 57 + 53,
        "Leipzig": 1 + 30 + 30,
        "Zwickau": 37 + 33,
    }


def test_the_two_auerbachs_are_told_apart_by_their_district() -> None:
    both = {
        row["key"]: (row["name"], row["district"])
        for row in municipalities()
        if row["name"].startswith("Auerbach")
    }
    assert both == {
        "14521040": ("Auerbach", "Erzgebirgskreis"),
        "14523020": ("Auerbach/Vogtl., Stadt", "Vogtlandkreis"),
    }


def test_the_towns_of_the_press_release_are_found_by_their_keys() -> None:
    found = names()
    assert found["14523170"] == "Lengenfeld, Stadt"
    assert found["14523360"] == "Rodewisch, Stadt"
    assert found["14522150"] == "Frankenberg/Sa., Stadt"
    assert found["14713000"] == "Leipzig, Stadt"


def test_keys_are_digits_in_text_and_unique() -> None:
    keys = [row["key"] for row in read_register()]
    assert len(set(keys)) == len(keys)
    assert all(key.isdecimal() and key.startswith("14") for key in keys)
    assert {len(row["key"]) for row in municipalities()} == {8}


def test_every_body_lies_in_the_district_its_key_names() -> None:
    assert all(row["key"][:5] == row["district_key"] for row in read_register())


def test_the_verwaltungsverbaende_have_keys_of_nine_digits() -> None:
    associations = {
        row["key"]: row["name"] for row in read_register() if row["kind"] == "association"
    }
    assert associations == {
        "145215405": "Verwaltungsverband Wildenstein",
        "145235402": "Verwaltungsverband Jägerswald",
        "146255501": "Verwaltungsverband Am Klosterwasser",
        "146265502": "Verwaltungsverband Diehsa",
        "146265503": "Verwaltungsverband Weißer Schöps/Neiße",
        "147305601": "Verwaltungsverband Eilenburg-West",
    }


def test_sorbian_letters_survive() -> None:
    found = names()
    assert found["14625020"] == "Bautzen / Budyšin, Stadt"
    assert found["14625330"] == "Lohsa / Łaz"
    assert found["14625150"] == "Göda / Hodźij"
    assert found["14626600"] == "Weißwasser/O.L., Stadt / Běła Woda"
    assert sum(" / " in name for name in found.values()) == 38


def test_no_dissolved_municipality_is_left() -> None:
    found = names().values()
    assert "Aue-Bad Schlema, Stadt" in found
    assert not {"Aue, Stadt", "Bad Schlema", "Mylau, Stadt", "Kirnitzschtal"} & set(found)
