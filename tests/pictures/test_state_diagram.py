"""The diagram of a procedure shows the procedure, all of it, and nothing twice."""

from __future__ import annotations

from itertools import combinations, pairwise
from time import perf_counter
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.pictures.layout import BOX_HEIGHT, BOX_WIDTH, plan
from funding.pictures.state_diagram import Edge, Node, mermaid, state_diagram
from workflows import ALL, APPLICATION

NODES = [Node(str(state), str(state)) for state in APPLICATION.states]
EDGES = [Edge(str(s.source), str(s.target), str(s.trigger)) for s in APPLICATION.steps]
INITIAL = str(APPLICATION.initial)
SVG = "{http://www.w3.org/2000/svg}"

CODES = st.integers(0, 9).map(str)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the drawing is our own


def test_every_state_is_drawn_once() -> None:
    root = parsed(state_diagram(NODES, EDGES, initial=INITIAL).svg)
    texts = [text.text for text in root.findall("text")]
    assert sorted(text for text in texts if text in {n.label for n in NODES}) == sorted(
        node.label for node in NODES
    )


def test_every_step_is_in_the_table() -> None:
    rows = state_diagram(NODES, EDGES, initial=INITIAL).rows
    assert [row[:3] for row in rows] == [(e.source, e.label, e.target) for e in EDGES]


@pytest.mark.parametrize("workflow", ALL, ids=lambda workflow: workflow.name)
def test_every_procedure_of_the_programme_can_be_drawn(workflow: Any) -> None:
    states = [str(state) for state in workflow.states]
    pairs = {
        (str(step.source), str(step.target))
        for step in workflow.steps
        if step.source != step.target
    }
    drawn = plan(states, sorted(pairs), str(workflow.initial))
    assert set(drawn.boxes) == set(states)
    assert set(drawn.routes) == pairs


@given(st.sets(st.tuples(CODES, CODES), max_size=60))
def test_boxes_never_overlap_and_arrows_never_run_through_them(pairs: set[tuple[str, str]]) -> None:
    codes = [str(number) for number in range(10)]
    drawn = plan(codes, sorted(pair for pair in pairs if pair[0] != pair[1]), "0")
    for (ax, ay), (bx, by) in combinations(drawn.boxes.values(), 2):
        assert abs(ax - bx) >= BOX_WIDTH or abs(ay - by) >= BOX_HEIGHT
    for points in drawn.routes.values():
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2, "arrows run along the grid"
            for left, top in drawn.boxes.values():
                through = (
                    min(x1, x2) < left + BOX_WIDTH - 1
                    and max(x1, x2) > left + 1
                    and min(y1, y2) < top + BOX_HEIGHT - 1
                    and max(y1, y2) > top + 1
                )
                assert not through
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)


@given(st.sets(st.tuples(CODES, CODES), max_size=60))
def test_arrows_begin_and_end_at_their_boxes(pairs: set[tuple[str, str]]) -> None:
    codes = [str(number) for number in range(10)]
    drawn = plan(codes, sorted(pair for pair in pairs if pair[0] != pair[1]), "0")
    for pair, points in drawn.routes.items():
        for code, (x, y) in zip(pair, (points[0], points[-1]), strict=True):
            left, top = drawn.boxes[code]
            assert left <= x <= left + BOX_WIDTH
            assert top <= y <= top + BOX_HEIGHT


def test_the_current_state_is_said_with_what_can_come_next() -> None:
    nodes = [Node("a", "Entwurf"), Node("b", "Eingereicht"), Node("c", "Verfallen")]
    edges = [Edge("a", "b", "Einreichen"), Edge("a", "c", "Verwerfen"), Edge("a", "a", "Ändern")]
    picture = state_diagram(nodes, edges, initial="a", current="a")
    assert picture.sentence == (
        "Aktueller Stand: Entwurf. Möglich sind als Nächstes: "
        "„Eingereicht“ (Einreichen); „Verfallen“ (Verwerfen)."
    )
    assert {row[3] for row in picture.rows} == {"als Nächstes möglich"}
    ended = state_diagram(nodes, edges, initial="a", current="b", language="en")
    assert ended.sentence == "Current state: Eingereicht. There are no further steps."


def test_the_way_of_a_case_is_drawn_as_it_went() -> None:
    nodes = [Node(code, code) for code in "abc"]
    edges = [Edge("a", "b", "1"), Edge("b", "c", "2"), Edge("a", "c", "3"), Edge("c", "b", "4")]
    exact = state_diagram(nodes, edges, initial="a", current="c", visited=("a", "b"))
    assert [row[3] for row in exact.rows] == [
        "zurückgelegt",
        "zurückgelegt",
        "",
        "als Nächstes möglich",
    ]
    loose = state_diagram(nodes, edges, initial="a", current="c", visited={"a", "b"})
    assert loose.rows[0][3] == "zurückgelegt" or loose.rows[2][3] == "zurückgelegt"


def test_names_are_escaped_and_nothing_carries_a_style() -> None:
    nodes = [Node("a", '<b>&"'), Node("b", "</svg>")]
    picture = state_diagram(nodes, [Edge("a", "b", "<i>")], initial="a", caption="<u>&")
    root = parsed(picture.svg)
    assert not [element for element in root.iter() if "style" in element.attrib]
    assert '<b>&"' in [text.text for text in root.findall("text")]


def test_two_diagrams_on_a_page_share_no_id() -> None:
    first, second = (
        {element.get("id") for element in parsed(svg).iter()} - {None}
        for svg in (state_diagram(NODES, EDGES, initial=INITIAL).svg for _ in range(2))
    )
    assert not first & second


def test_a_file_of_its_own_needs_no_style_sheet() -> None:
    svg = state_diagram(NODES, EDGES, initial=INITIAL, standalone=True).svg
    root = parsed(svg)
    assert root.tag == f"{SVG}svg"
    assert not [element for element in root.iter() if {"class", "style"} & set(element.attrib)]
    boxes = [box for box in root.findall(f"{SVG}rect") if box.get("width") == str(BOX_WIDTH)]
    assert len(boxes) == len(NODES)
    assert all(box.get("fill") and box.get("stroke") for box in boxes)
    assert svg == state_diagram(NODES, EDGES, initial=INITIAL, standalone=True).svg


def test_twenty_states_are_drawn_in_a_moment() -> None:
    start = perf_counter()
    state_diagram(NODES, EDGES, initial=INITIAL)
    assert perf_counter() - start < 0.5


def test_mermaid_hears_of_every_state_and_step() -> None:
    text = mermaid(NODES, EDGES, INITIAL)
    lines = text.splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert sum(" as " in line for line in lines) == len(NODES)
    assert sum(": " in line for line in lines) == len(EDGES)
    assert sum(line.endswith("--> [*]") for line in lines) == len(APPLICATION.final_states)


def test_mermaid_is_not_confused_by_names() -> None:
    text = mermaid([Node("end", 'so "oder": so')], [Edge("end", "end", "a;b")], "end")
    assert 'state "so #34;oder#34;#58; so" as s0_end' in text
    assert "s0_end --> s0_end: a#59;b" in text
