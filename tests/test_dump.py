"""The tree written out: JSON comes back as the same tree, the pseudo-XML shows every node, word and span."""
from __future__ import annotations

import json

import pytest
from conftest import made
from every import document
from interview import INTERVIEW

from convert.clean import clean
from convert.dump import NODES, dump, from_json, to_json
from convert.parse import parse
from convert.tree import Document, Run, walk


def test_json_gives_back_a_tree_of_every_node() -> None:
    tree = document()
    assert {type(node) for node, _ in walk(tree)} == set(NODES.values())
    assert from_json(to_json(tree)) == tree


def test_json_of_a_text_gives_back_its_tree_and_shows_bytes() -> None:
    cleaned = clean(made(INTERVIEW))
    tree = parse(cleaned.text, cleaned.held)
    written = to_json(tree, cleaned.text)
    assert from_json(written) == tree
    head = json.loads(written)["head"]["children"][1]
    (start, end), = head["bytes"]
    assert INTERVIEW.encode()[start:end].decode() == head["children"][0]["value"] == "一盏灯要照亮所有回家的船"


@pytest.mark.parametrize("text", [
    "[]", "{}", "1", '{"type": "paragraf"}', '{"type": "run"}', '{"type": "section", "role": "nave", "children": []}'])
def test_json_that_is_no_tree_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(text)


def test_every_word_and_node_shows() -> None:
    tree = document()
    shown = dump(tree)
    for node, _ in walk(tree):
        wanted = json.dumps(node.value, ensure_ascii=False) if isinstance(node, Run) else f"<{type(node).__name__.lower()}"
        assert wanted in shown
    assert len(shown.splitlines()) >= sum(1 for _ in walk(tree))


def test_spans_name_the_bytes_of_joined_text() -> None:
    cleaned = clean(made(INTERVIEW))
    tree = parse(cleaned.text, cleaned.held)
    assert isinstance(tree, Document)
    line = next(line for line in dump(tree, cleaned.text).splitlines() if "那座老灯塔" in line)
    spans = [tuple(map(int, span.split("-"))) for span in line.partition('bytes="')[2].rstrip('">').split()]
    assert "".join(INTERVIEW.encode()[a:b].decode() for a, b in spans) in line
    assert len(spans) == 2
