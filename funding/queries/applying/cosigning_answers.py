"""Answers to the questions that applying together asks."""

from __future__ import annotations

from typing import Any

from funding.models.draft_right import Right
from funding.policy import may_in
from funding.queries.applying.answers import Answer
from funding.queries.applying.cosigning import Joint
from funding.queries.case import Case
from funding.words.grounds import AGREEMENT


def alone(case: Case) -> bool:
    """Does the municipality apply without partners?"""
    return not partners_named(case)


def partners_named(case: Case) -> bool:
    """Is at least one partner named, and do they apply together?"""
    return bool(case.answers.together and case.partner_keys)


def agreement_named(case: Case) -> bool:
    """Is the agreement named, signed or to follow, with its date?"""
    return case.answers.agreement in AGREEMENT and case.answers.agreement_on is not None


def somebody_missing(case: Case) -> bool:
    """Has a partner not signed what it would sign now; or is there none that could?"""
    return not all_signed(case)


def all_signed(case: Case) -> bool:
    """Have all partners signed this very version?"""
    return bool(case.partner_keys) and not Joint(case).missing


def signing_for(case: Case) -> str:
    """Return the partner for which the actor signs: the one named, else the first that is due."""
    mine = [k for k in case.partner_keys if may_in(case.actor, case.scope, k, Right.SIGN)]
    named = case.given("partner_key")
    if named is not None:
        return str(named) if named in mine else ""
    missing = Joint(case).missing
    return next((key for key in mine if key in missing), mine[0] if mine else "")


def this_version(case: Case) -> bool:
    """Is what the partner has read what is there now?"""
    if case.details is None:
        return True
    key = signing_for(case)
    return bool(key) and case.given("fingerprint") == Joint(case).fingerprint(key)


def not_signed_yet(case: Case) -> bool:
    """Has this partner not signed yet?"""
    return signing_for(case) in Joint(case).missing


def others_missing(case: Case) -> bool:
    """Will other partners still be missing once this one has signed?"""
    return bool(set(Joint(case).missing) - {signing_for(case)})


def nobody_else_missing(case: Case) -> bool:
    """Have all other partners signed?"""
    return not others_missing(case)


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        alone,
        partners_named,
        agreement_named,
        somebody_missing,
        all_signed,
        this_version,
        not_signed_yet,
        others_missing,
        nobody_else_missing,
    )
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    if code == "all_signed":
        return {"names": ", ".join(case.town_names[key] for key in Joint(case).missing)}
    return {}
