"""A file is taken only where ending, first bytes and inner build agree, and it can do no harm."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.errors import Invalid
from funding.services.applying import archives
from funding.services.applying.recognise import recognise
from funding.words.faults import FAULTS
from tests.samples import BAD, GOOD, bomb, docx, pdf, png, xlsx


def refused(data, name):
    """Return the code of the sentence with which a file is refused, "" where it is taken."""
    try:
        recognise(io.BytesIO(data), name)
    except Invalid as invalid:
        [fault] = invalid.faults
        assert FAULTS[fault.code].fill("de", **fault.params)
        assert fault.params["name"] == name
        return fault.code
    return ""


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_taken(name):
    data = io.BytesIO(GOOD[name])
    recognise(data, name)
    assert data.tell() == 0, "the next reader begins at the start"


@pytest.mark.parametrize("what", BAD)
def test_what_disagrees_or_may_do_harm_is_refused(what):
    data, name, code = BAD[what]
    assert refused(data, name) == code


@pytest.mark.parametrize("name", GOOD)
def test_no_kind_passes_for_another(name):
    same = {"jpg": "jpeg", "jpeg": "jpeg"}
    own = name.rpartition(".")[2].lower()
    for other in ("pdf", "png", "jpg", "docx", "xlsx", "odt", "ods"):
        taken = refused(GOOD[name], f"x.{other}") == ""
        assert taken == (same.get(own, own) == same.get(other, other)), other


def test_a_document_that_speaks_of_encryption_is_not_taken_for_encrypted():
    assert refused(pdf(note="/Encrypt, a word of the PDF manual"), "handbuch.pdf") == ""


def test_the_mark_of_a_password_is_found_across_two_blocks_of_reading():
    for shift in range(24):
        note = "x" * (64 * 1024 - 330 + shift)
        assert refused(pdf(note, trailer="/Encrypt 9 0 R "), "brief.pdf") == "file_locked"


def test_a_picture_with_notes_behind_its_end_is_taken():
    assert refused(png() + b"camera", "bild.png") == ""


def test_members_that_lie_in_each_other_are_a_bomb_however_little_they_declare():
    """Many entries of the list may point to one member; each packs more than the file holds."""
    data = docx(("word/a.xml", b"0123456789" * 40_000), ("word/b.xml", "b"))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 2)
    for _ in range(2):  # the list of members names a size that the file does not have
        at = data.index(b"PK\x01\x02", at + 2) if data.find(b"PK\x01\x02", at + 2) > 0 else at
    swollen = data[: at + 20] + struct.pack("<I", len(data) * 3) + data[at + 24 :]
    assert refused(swollen, "brief.docx") == "file_packed"


def test_a_list_that_claims_to_be_short_is_bounded_by_its_bytes(monkeypatch):
    data = docx(*((f"word/{n:04d}.xml", "") for n in range(1_500)))
    monkeypatch.setattr(archives, "MOST_LISTED", 50_000)
    assert refused(data, "brief.docx") == "file_packed"


def test_a_bomb_is_refused_without_being_unpacked(monkeypatch):
    def never(*_args, **_kwargs):
        raise AssertionError("it was unpacked")

    data = bomb()
    monkeypatch.setattr("zipfile.ZipFile.open", never)
    assert refused(data, "brief.xlsx") == "file_packed"


WHOLE = {"pdf": pdf(), "png": png(), "docx": docx(), "xlsx": xlsx(), "jpg": GOOD["Foto.jpg"]}


@given(
    kind=st.sampled_from(sorted(WHOLE)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6),
    end=st.floats(0, 1),
)
@settings(max_examples=300, deadline=None)
def test_no_broken_file_breaks_the_reader(kind, cuts, end):
    data = WHOLE[kind]
    for place, bytes_ in cuts:
        at = int(place * len(data))
        data = data[:at] + bytes_ + data[at + len(bytes_) :]
    refused(data[: int(end * len(data)) or None], f"x.{kind}")
