"""The page where administration enters a body, and what then works for it."""

from __future__ import annotations

import re

import pytest

from tests.stages import REVIEWER

ADMIN, PATH = "verwaltung@smi.example", "/verwaltung/register"
NAME = "Zweckverband Beispiel (erfunden)"
TYPED = {"name": NAME, "kind": "special_purpose", "seat": "Flöha", "key": "", "domain": ""}


def main(answer):
    return re.sub(r"\s+", " ", answer.text.partition("<main")[2])


def test_an_association_is_entered_by_name_and_seat_and_then_somebody_invited_for_it(play, as_):
    admin = as_(ADMIN)
    assert "Es ist keine Stelle von Hand eingetragen." in main(admin.get(PATH))
    assert f'href="{PATH}"' in admin.get("/verwaltung").text
    assert admin.send(PATH, TYPED).status_code == 303
    page = main(admin.get(PATH))
    assert f"{NAME} ist mit dem Schlüssel P14522001 eingetragen." in page
    for shown in ("Zweckverband", "P14522001", "Flöha, Mittelsachsen", "Administration"):
        assert shown in page
    somebody = {"name": "Leitung", "email": "leitung@zv.example", "role": "applicant_editor"}
    about = somebody | {"municipality": "zweckverband beispiel", "language": "de"}
    assert admin.send("/verwaltung/personen", about).status_code == 303


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"seat": "Nirgendwo"}, "Diese Sitzgemeinde steht nicht im Register."),
        ({"seat": "Auerbach"}, "Auerbach · Erzgebirgskreis · 14521040; Auerbach/Vogtl."),
        ({"key": "99"}, "Ein amtlicher Schlüssel hat 8 oder 9 Ziffern"),
        ({"key": "14522140"}, "Dieser Schlüssel gehört schon: Flöha · Mittelsachsen · 14522140."),
        ({"domain": "kein Name"}, "Geben Sie nur den Teil hinter dem @ an"),
        ({"kind": "king"}, "fp-form"),
    ],
)
def test_bad_input_gets_a_sentence_and_what_was_typed_stays(play, as_, changes, sentence):
    answer = as_(ADMIN).send(PATH, TYPED | changes)
    assert answer.status_code == 422
    assert sentence in main(answer)
    assert f'value="{NAME}"' in main(answer)


def test_a_name_that_nobody_can_see_is_none_and_one_with_joiners_in_it_is_the_same(play, as_):
    admin = as_(ADMIN)
    answer = admin.send(PATH, TYPED | {"name": "\u200f" * 5})
    assert answer.status_code == 422
    assert "Bitte füllen Sie dieses Feld aus." in main(answer)
    assert admin.send(PATH, TYPED).status_code == 303
    for hidden in ("\u200b", "\u200d"):
        twin = admin.send(PATH, TYPED | {"name": NAME.replace("ck", f"c{hidden}k")})
        assert twin.status_code == 422
        assert NAME in main(twin)


def test_a_name_that_fits_several_is_asked_for_by_key_in_an_invitation(play, as_):
    about = {"name": "Leitung", "email": "l@zv.example", "role": "applicant_editor"}
    answer = as_(ADMIN).send("/verwaltung/personen", about | {"municipality": "Auerbach"})
    assert answer.status_code == 422
    assert "Dieser Name ist nicht eindeutig: Auerbach · Erzgebirgskreis" in main(answer)


def test_the_page_is_of_administration_alone_and_speaks_english(play, as_):
    assert as_(REVIEWER).get(PATH).status_code == 403
    admin = as_(ADMIN)
    admin.get("/sprache/en")
    page = main(admin.get(PATH))
    assert "Register of applicants" in page
    assert "Special-purpose association" in page
