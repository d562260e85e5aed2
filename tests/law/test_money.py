from __future__ import annotations

import ast
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import money
from tests.law.tables import spaced, table

TABLE = table("amounts")
READ = [(lang, t, c) for lang in ("de", "en") for t, c in TABLE[lang]["read"].items()]
REFUSED = [(lang, t, c) for lang in ("de", "en") for t, c in TABLE[lang]["refused"].items()]
CENTS = st.integers(0, 10**11)


@pytest.mark.parametrize(("language", "text", "cents"), READ)
def test_amounts_are_read_in_the_language_of_the_form(language: str, text: str, cents: int) -> None:
    assert money.cents_from_text(spaced(text), language) == cents


@pytest.mark.parametrize(("language", "text", "code"), REFUSED)
def test_anything_else_is_refused_with_a_code(language: str, text: str, code: str) -> None:
    with pytest.raises(money.UnreadableAmount) as refusal:
        money.cents_from_text(spaced(text), language)
    assert refusal.value.code == code


@pytest.mark.parametrize(("cents", "texts"), TABLE["written"].items())
def test_amounts_are_written_as_people_read_them(cents: int, texts: list[str]) -> None:
    german, english, short = (spaced(text) for text in texts)
    assert money.euro(cents) == german
    assert money.euro(cents, "en") == english
    assert money.euro_short(cents) == short


@given(CENTS, st.sampled_from(("de", "en")))
def test_what_was_written_is_read_again(cents: int, language: str) -> None:
    assert money.cents_from_text(money.euro(cents, language), language) == cents
    assert money.cents_from_text(money.typed(cents, language), language) == cents


@given(st.text(max_size=30), st.sampled_from(("de", "en")))
def test_no_text_breaks_the_reader(text: str, language: str) -> None:
    with suppress(money.UnreadableAmount):
        assert money.cents_from_text(text, language) >= 0


def test_no_float_comes_near_money() -> None:
    for name in ("money", "grants"):
        tree = ast.parse((Path(money.__file__).parent / f"{name}.py").read_text("utf-8"))
        nodes = list(ast.walk(tree))
        assert not [n for n in nodes if isinstance(n, ast.Constant) and type(n.value) is float]
        assert not [n for n in nodes if isinstance(n, ast.Div)]
        assert not [n for n in nodes if isinstance(n, ast.Name) and n.id in ("float", "round")]
