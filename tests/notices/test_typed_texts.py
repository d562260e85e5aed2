"""What staff typed is filled, never run: placeholders of the list, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta

from funding.notices.allowed import (
    DEMANDED,
    LANGUAGES,
    MAY_BE_SILENT,
    allowed,
    allowed_in_subject,
    beginning,
    demanded,
    environment_of,
    kinds,
    paragraphs_of,
    parts_of,
    typed_text,
)
from funding.notices.letters import FOLDER, write
from funding.notices.placeholders import FACTS, Placeholder, formats_of, read
from funding.notices.samples import ALONG, facts_in, sample_letter, sample_of
from funding.words.notices_beside import ALL_KINDS
from funding.words.placeholders import PLACEHOLDERS

BASE = "https://foerderportal.example"
NAMES = frozenset({"reference", "title", "due", "at", "url"})
HOSTILE = [
    "{{ url }}",
    "{{url}}",
    "{% if x %}",
    "{# x #}",
    "{url",
    "url}",
    "{}",
    "{ url }",
    "{url!r}",
    "{url.__class__}",
    "{url[0]}",
    "{0}",
    "{URL}",
    "{url:}",
    "{url:short}",
    "{due:%Y}",
    "{due:{url}}",
    "{secret}",
    "{path}",
    "{ｕｒｌ}",
]


def sent(kind, subject, body, language="de", **facts):
    typed = typed_text(kind, subject, body)
    known = facts_in(language) | facts
    return write(kind, language, "Leitung", known, BASE, ALONG, typed)


def delivered(kind, language="de", **facts):
    return write(kind, language, "Leitung", facts_in(language) | facts, BASE, ALONG)


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_no_placeholder_of_the_list_is_named(typed):
    text = f"Vorher {typed} nachher"
    found = read(text, NAMES)
    assert found.wrong
    assert all(one in text for one in found.wrong)


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_template_language_reaches_what_was_typed(typed):
    letter = sent("moved_up", "{reference}: Probe", f"A {typed} B\n\n{{url}}")
    assert typed in letter.text or typed == "{due:{url}}"  # in which the link is put in


@given(st.lists(st.one_of(st.sampled_from(sorted(NAMES)), st.text("abc äö\n.:", min_size=1))))
def test_reading_and_writing_a_text_is_a_round_trip(parts):
    text = "".join(f"{{{one}}}" if one in NAMES else one for one in parts)
    found = read(text, NAMES)
    assert found.wrong == ()
    assert "".join(str(piece) for piece in found.pieces) == text
    assert found.names == {one for one in parts if one in NAMES}


@given(st.text(st.sampled_from("{}:%#!.[]urldetix_ \n<>&\"'0"), max_size=60))
def test_every_brace_belongs_to_a_placeholder_or_is_named_as_wrong(text):
    found = read(text, NAMES)
    assert "".join(str(piece) for piece in found.pieces) == text
    plain = "".join(piece for piece in found.pieces if isinstance(piece, str))
    assert bool(found.wrong) == bool(re.search("[{}]", plain))


@given(st.text(max_size=80))
def test_what_is_put_in_is_not_read_again_and_never_markup(title):
    letter = sent("moved_up", "Betreff", "Titel: {title}\n\n{url}", title=title)
    if not title:
        assert "Titel:" not in letter.text
        return
    assert f"Titel: {title}".strip() in letter.text
    inside = letter.html.partition("<main>")[2].partition("</main>")[0]
    assert set(re.findall(r"<\s*/?\s*(\w+)", inside)) <= {"h1", "p", "a", "main"}


def test_what_was_typed_is_no_markup():
    letter = sent("moved_up", "<b>Betreff</b>", '<script>x</script> <a href="x">\n\n{url}')
    assert "<script>" not in letter.html
    assert "<b>" not in letter.html
    assert '<a href="x">' not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "<script>x</script>" in letter.text


def test_a_paragraph_that_names_something_unknown_is_left_out():
    body = "Grund: {reason}\n\nBleibt.\n\nÖffnen: {url}"
    assert "Grund" not in sent("reopened", "Betreff", body, reason="").body
    assert "Grund: Zu spät" in sent("reopened", "Betreff", body, reason="Zu spät").body
    assert sent("reopened", "Betreff", body, reason="").body.startswith("Bleibt.")


def test_where_something_demanded_would_be_lost_the_delivered_text_goes():
    body = "Bitte antworten Sie zu „{title}“ bis {due}.\n\n{item_list}\n\n{url}"
    asked = ("information_requested", "{reference}: Bitte", body)
    assert not sent(*asked).delivered
    for gap in ({"title": ""}, {"due": ""}):
        letter = sent(*asked, **gap)
        assert letter.delivered
        assert letter == delivered("information_requested", **gap)
    assert sent("moved_up", "{title}", "{url}", title="").delivered


def test_what_says_nothing_where_it_does_not_apply_holds_nothing_back():
    body = "{decided}\n\n{notification}\n\n{remedy}\n\n{url}"
    letter = sent("notice_granted", "Ihr Bescheid{corrected}", body, remedy_ends_on="")
    assert not letter.delivered
    assert "\n\n\n" not in letter.text
    lost = sent("notice_granted", "B", f"{body}\n\n{{title}}: {{remedy}}", title="")
    assert lost.delivered


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds())
def test_typing_begins_with_the_delivered_text(kind, language):
    subject, body = beginning(kind, language)
    assert read(subject, allowed_in_subject(kind)).wrong == ()
    assert read(body, allowed(kind)).wrong == ()
    assert demanded(kind) <= read(body, allowed(kind)).names
    typed = sample_letter(kind, language, "Leitung", subject, body, BASE)
    given = delivered(kind, language)
    assert not typed.delivered
    assert (typed.subject, typed.text, typed.html) == (given.subject, given.text, given.html)


@pytest.mark.parametrize("kind", kinds())
def test_every_placeholder_is_explained_and_has_a_sample(kind):
    silent = {"corrected", "purpose", "outcome"}
    for language in LANGUAGES:
        for name in allowed(kind):
            assert PLACEHOLDERS[name].in_(language)
            for form in formats_of(name):
                found = sample_of(kind, language, str(Placeholder(name, form)))
                assert bool(found) != (name in silent), name


@pytest.mark.parametrize("kind", kinds())
def test_no_text_can_name_more_than_its_delivered_texts_tell(kind):
    asked = set()
    parts = set()
    for language in LANGUAGES:
        source = (FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8")
        environment = environment_of(language)
        asked |= meta.find_undeclared_variables(environment.parse(source))
        parts |= set(environment.get_template(f"{language}/{kind}.txt").blocks)
    common = {"reference", "title", "municipality", "call"} if "title" in asked else set()
    assert allowed(kind) <= asked | parts | common
    assert parts <= allowed(kind)
    assert "secret" not in allowed(kind)


@pytest.mark.parametrize("kind", kinds())
def test_both_languages_have_the_same_parts_in_the_same_places(kind):
    found = {}
    for language in LANGUAGES:
        source = (FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8")
        blocks = set(environment_of(language).get_template(f"{language}/{kind}.txt").blocks)
        own = set(re.findall(r"^\{% block (\w+) %\}$", source, re.MULTILINE))
        found[language] = (blocks, own)
    assert found["de"] == found["en"] == (parts_of(kind), paragraphs_of(kind))


def test_names_are_facts_or_parts_and_every_one_is_used():
    parts = {name for kind in kinds() for name in parts_of(kind)}
    assert not parts & set(FACTS)
    assert parts | set(FACTS) == set(PLACEHOLDERS)
    assert parts >= MAY_BE_SILENT
    assert set(DEMANDED) <= set(kinds())
    assert set(kinds()) | {"text_test"} == set(ALL_KINDS)


def test_a_subject_holds_no_link_and_nothing_of_several_lines():
    for kind in kinds():
        assert not allowed_in_subject(kind) & {"url", "reason", "item_list", "notification"}
