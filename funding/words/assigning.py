"""Why a case is meant for somebody, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.words.fields import ACTION_FIELDS
from funding.words.text import Text

CAUSES = {
    "away": Text("{name} ist abwesend", "{name} is away"),
    "full": Text("{name} hat schon genug Vorgänge", "{name} holds enough cases already"),
    "unfit": Text(
        "{name} darf diesen Vorgang nicht bearbeiten", "{name} must not work on this case"
    ),
    "nobody": Text("niemand ist frei", "nobody is free"),
}

FEWEST = ("wenigste Vorgänge von allen, die frei sind", "the fewest cases of all who are free")
# Stands in the audit as the reason for which a case was handed over, in the words of the office.
HOLDER_BIASED = "Befangenheit der bisherigen Sachbearbeitung (§§ 20, 21 VwVfG)"


def what_for(why: Mapping[str, Any]) -> Text:
    """Name the cases that a rule is about: district and action field."""
    field = ACTION_FIELDS.get(why.get("field") or "")
    district = str(why.get("district") or "")
    parts = [
        ", ".join(filter(None, (district, field.in_(language) if field else "")))
        for language in ("de", "en")
    ]
    return Text(parts[0] or "alle Vorgänge", parts[1] or "all cases")


def why_assigned(why: Mapping[str, Any]) -> Text:
    """Say by which rule a case is meant for whom, what it holds now, and which rules were not."""
    passed = [_passed(*one) for one in why.get("skipped", ())]
    return Text(
        " ".join([_chosen(why, "de"), *(one.de for one in passed)]),
        " ".join([_chosen(why, "en"), *(one.en for one in passed)]),
    )


def _chosen(why: Mapping[str, Any], language: str) -> str:
    load, name, english = int(why["load"]), why["name"], language == "en"
    if english:
        held = f"at present {load} {'case' if load == 1 else 'cases'}"
    else:
        held = f"zurzeit {load} {'Vorgang' if load == 1 else 'Vorgänge'}"
    if not why.get("rule"):
        none = "No rule applies" if english else "Keine Regel greift"
        return f"{none}: {FEWEST[english]} → {name}; {held}."
    rule = f"{'Rule' if english else 'Regel'} {why['rule']}: {what_for(why).in_(language)}"
    least = FEWEST[english] + ": " if why.get("least") else ""
    return f"{rule} → {least}{name}; {held}."


def _passed(rule: int, cause: str, name: str) -> Text:
    told = CAUSES[cause]
    return Text(
        f"Regel {rule} nicht angewandt: {told.fill('de', name=name)}.",
        f"Rule {rule} not applied: {told.fill('en', name=name)}.",
    )
