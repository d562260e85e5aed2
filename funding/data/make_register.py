"""Make the portal's register of municipalities from the public list in datenguidepy 0.4.1.

Usage: python funding/data/make_register.py PATH/TO/datenguidepy-0.4.1.tar.gz

The package's list carries region keys and names of all German municipalities that ever had a key,
dissolved ones included, and no dates. What it does not say is written down here: which keys are
no longer current, the Sorbian names, the police directorates and the Verwaltungsverbände.
"""

from __future__ import annotations

import csv
import io
import sys
import tarfile
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).with_name("municipalities.csv")
KEY_LENGTH = 8
COLUMNS = ("key", "name", "kind", "district_key", "district", "police_directorate")
MEMBER = "datenguidepy-0.4.1/datenguidepy/package_data/regions.csv"

# District key: name, police directorate, number of municipalities (as of 2020, unchanged to 2022).
DISTRICTS = {
    "14511": ("Chemnitz, Stadt", "Chemnitz", 1),
    "14521": ("Erzgebirgskreis", "Chemnitz", 59),
    "14522": ("Mittelsachsen", "Chemnitz", 53),
    "14523": ("Vogtlandkreis", "Zwickau", 37),
    "14524": ("Zwickau", "Zwickau", 33),
    "14612": ("Dresden, Stadt", "Dresden", 1),
    "14625": ("Bautzen", "Görlitz", 57),
    "14626": ("Görlitz", "Görlitz", 53),
    "14627": ("Meißen", "Dresden", 28),
    "14628": ("Sächsische Schweiz-Osterzgebirge", "Dresden", 36),
    "14713": ("Leipzig, Stadt", "Leipzig", 1),
    "14729": ("Leipzig", "Leipzig", 30),
    "14730": ("Nordsachsen", "Leipzig", 30),
}

# Verwaltungsverbände have a key of nine digits: the district's and four of their own.
ASSOCIATIONS = {
    "145215405": "Verwaltungsverband Wildenstein",
    "145235402": "Verwaltungsverband Jägerswald",
    "146255501": "Verwaltungsverband Am Klosterwasser",
    "146265502": "Verwaltungsverband Diehsa",
    "146265503": "Verwaltungsverband Weißer Schöps/Neiße",
    "147305601": "Verwaltungsverband Eilenburg-West",
}

# Municipalities that had a key in the districts of 2008 and have been merged into others since,
# by the last three digits of their keys.
DISSOLVED = {
    "14521": "030 050 070 100 190 300 350 360 470 480 490 580 650 660 680",
    "14522": "030 040 100 130 160 270 370 410 610",
    "14523": "070 110 140 180 210 220 240 250 350 390 400 470",
    "14625": "050 070 210 260 400 520 540 620",
    "14626": "040 080 090 130 220 340 360 380 540 550",
    "14627": "090 120 160 280 300 320 330 350",
    "14628": "120 180 200 280 290 350",
    "14729": "090 110 120 130 180 200 210 230 280 290 310 390 420",
    "14730": "040 130 220 240 260 290 350 370",
}

# The Sorbian half of the official names in the bilingual area.
SORBIAN = {
    "14625020": "Budyšin",
    "14625080": "Chrósćicy",
    "14625110": "Dobruša-Huska",
    "14625120": "Halštrowska Hola",
    "14625150": "Hodźij",
    "14625160": "Wulka Dubrawa",
    "14625190": "Budestecy",
    "14625230": "Bukecy",
    "14625240": "Wojerecy",
    "14625250": "Kamjenc",
    "14625280": "Rakecy",
    "14625290": "Kubšicy",
    "14625330": "Łaz",
    "14625340": "Malešecy",
    "14625350": "Njebjelčicy",
    "14625360": "Njeswačidło",
    "14625390": "Hornja Hórka",
    "14625440": "Pančicy-Kukow",
    "14625460": "Bóšicy",
    "14625470": "Worklecy",
    "14625490": "Radwor",
    "14625500": "Ralbicy-Róžant",
    "14625570": "Sprjewiny Doł",
    "14625610": "Wóspork",
    "14625640": "Kulow",
    "14626010": "Mužakow",
    "14626060": "Hamor",
    "14626100": "Jabłońc",
    "14626120": "Dźěwin",
    "14626190": "Wysoka Dubrawa",
    "14626250": "Krušwica",
    "14626260": "Chrjebja-Nowa Wjes",
    "14626320": "Mikow",
    "14626460": "Rěčicy",
    "14626490": "Slepo",
    "14626560": "Trjebin",
    "14626590": "Wuskidź",
    "14626600": "Běła Woda",
}


class RegisterError(Exception):
    """The source does not hold what the register needs, said in one sentence."""


def read_regions(sdist: Path) -> dict[str, str]:
    """Read key and name of every region from the package as it was published."""
    try:
        with tarfile.open(sdist) as archive:
            member = archive.extractfile(MEMBER)
            text = member.read().decode("utf-8") if member else ""
    except (OSError, tarfile.TarError, KeyError) as error:
        message = f"{sdist} is not the source of datenguidepy 0.4.1: fetch that with pip download"
        raise RegisterError(message) from error
    return {row["region_id"]: row["name"] for row in csv.DictReader(io.StringIO(text))}


def is_current(key: str) -> bool:
    """Is this the key of a municipality that exists today in one of today's districts?"""
    gone = DISSOLVED.get(key[:5], "").split()
    return len(key) == KEY_LENGTH and key[:5] in DISTRICTS and key[5:] not in gone


def official_name(key: str, german: str) -> str:
    """Join the German and the Sorbian name as the official list of municipalities does."""
    if key not in SORBIAN:
        return german
    if german == "Weißwasser/O.L., Stadt":
        return f"{german} / {SORBIAN[key]}"
    town = ", Stadt" if german.endswith(", Stadt") else ""
    return f"{german.removesuffix(town)} / {SORBIAN[key]}{town}"


def kind_of(key: str, name: str) -> str:
    """Say whether this is a district-free city, a town or a village."""
    if key.endswith("000"):
        return "district_free_city"
    return "town" if ", Stadt" in name else "village"


def row(key: str, name: str, kind: str) -> tuple[str, ...]:
    """Place one body in its district and its police directorate."""
    district, directorate, _ = DISTRICTS[key[:5]]
    return (key, name, kind, key[:5], district, directorate)


def make_rows(regions: dict[str, str]) -> list[tuple[str, ...]]:
    """List the municipalities by key and after them the Verwaltungsverbände."""
    current = {key: official_name(key, regions[key]) for key in sorted(regions) if is_current(key)}
    found = Counter(key[:5] for key in current)
    wrong = [key for key, (_, _, count) in DISTRICTS.items() if found[key] != count]
    if wrong:
        message = f"The source has too many or too few municipalities in {', '.join(wrong)}"
        raise RegisterError(message)
    municipalities = [row(key, name, kind_of(key, name)) for key, name in current.items()]
    return municipalities + [row(key, name, "association") for key, name in ASSOCIATIONS.items()]


def main(arguments: list[str]) -> int:
    """Write the register beside this script."""
    if len(arguments) != 1:
        sys.stderr.write("Name the source: make_register.py PATH/TO/datenguidepy-0.4.1.tar.gz.\n")
        return 2
    try:
        rows = make_rows(read_regions(Path(arguments[0])))
    except RegisterError as error:
        sys.stderr.write(f"{error}.\n")
        return 2
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerows([COLUMNS, *rows])
    sys.stderr.write(f"{len(rows)} rows written to {TARGET.name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
