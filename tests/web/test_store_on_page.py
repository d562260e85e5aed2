"""Administration reads how many files of the store nobody names, and how many are missing."""

from __future__ import annotations

import io
import os
import re
from datetime import timedelta

from funding import clock
from funding.services.applying.store_file import path_of, take_in
from tests.samples import pdf
from tests.stages import EDITOR, bring
from workflows.application import State

ADMIN = "verwaltung@smi.example"


def figures(answer):
    """Return what stands beside each name on the page."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", answer.text, re.DOTALL)
    return {name: " ".join(re.sub("<[^>]+>", " ", told).split()) for name, told in pairs}


def store(answer):
    found = figures(answer)
    return found["Zu keinem Antrag gehörend, Schonfrist vorbei"], found["Im Speicher fehlend"]


def test_the_files_that_nobody_names_and_those_that_are_missing_are_counted(play, as_, settings):
    admin, town, folder = as_(ADMIN), as_(EDITOR), settings.var / "files"
    assert store(admin.get("/verwaltung")) == ("0", "0")
    page = f"/antraege/{bring(play, State.DRAFT)}/abschnitt/anlagen"
    for slot in ("resolution", "offers"):
        sent = {f"file_{slot}": (io.BytesIO(pdf(slot)), "B.pdf"), "aktion": "speichern"}
        assert town.send(page, sent).status_code == 303
    for named in folder.iterdir():
        named.unlink()
    for note in ("one", "another", "third"):
        kept = take_in(folder, io.BytesIO(pdf(note)), "C.pdf", 10_000)
        at = (clock.now() - timedelta(days=8)).timestamp()
        os.utime(path_of(folder, kept.sha256), (at, at))
    nobodys, missing = store(admin.get("/verwaltung"))
    assert re.fullmatch(r"3 \(\d+ Byte, .*funding sweep-files.*\)", nobodys)
    assert missing.startswith("2 ")
    assert "funding verify" in missing
