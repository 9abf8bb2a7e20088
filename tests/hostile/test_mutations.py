"""Every sample file with every leaf in turn replaced by what nobody should write there.

The kinds take turns, so that all of them come to every file and the number of tries stays that of the leaves. What is
refused is told in lines that name the file and a place in it; what is read is drawn as nothing but text.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
import yaml

from callvet.load.contents import LINE_BREAK
from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing
from tests.hostile.drawing import FAULTS, faults
from tests.hostile.laying import MOST_SECONDS_OF_MANY, ask_in_every_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.problem import Problem
    from callvet.model.section import Section

ROOT: Final = Path(__file__).parents[2]
MODELS: Final[dict[str, type[Section]]] = {
    "vendors": Vendor,
    "quotes": Quote,
    "judgements": Judgement,
    "weights": Weighing,
    "needs": Needs,
}
SAMPLES: Final = sorted(
    path
    for folder in (ROOT, ROOT / "examples" / "print-shop")
    for path in (*folder.glob("needs.yaml"), *(one for kind in MODELS for one in (folder / kind).glob("*.yaml")))
)
HOSTILE: Final = (
    '"\\e[31mred"',
    '"[bold red]x[/]"',
    "\"=cmd|' /C calc'!A0\"",
    '"<script>alert(1)</script>"',
    '"../../../etc/passwd"',
    '"a\\u202eb"',
    '"a\\n=1+1"',
    '"| a | `b` | [c](http://x.example)"',
    f'"{"W" * 3000}"',
    ".nan",
    "-.inf",
    "1e400",
    "-1",
    "0",
    "9999999999999999",
    "0.0000000000000000000000001",
    "2026-02-30",
    "9999-12-31",
    "22:00",
    "NO",
    "true",
    "null",
    "[]",
    "{}",
    "[[[[1]]]]",
    "{x: {y: {z: 1}}}",
    "!!python/object/apply:os.system [id]",
    "*nothing",
    '"\\ud800"',
    "none",
    "1000%",
    "'12'",
)
"""Values as YAML writes them within brackets, so that they may stand anywhere."""
TEXTS: Final = tuple(value for value in HOSTILE[1:9])


class Leaf(NamedTuple):
    """Where a value begins and ends in its text, and whether it is a key."""

    start: int
    end: int
    is_key: bool


def leaves(text: str) -> Iterator[Leaf]:
    """Every scalar of a file, keys among them, in the order of the file."""
    open_nodes = [(yaml.compose(text, Loader=yaml.SafeLoader), False)]
    while open_nodes:
        node, is_key = open_nodes.pop()
        if isinstance(node, yaml.MappingNode):
            open_nodes += [pair for key, value in reversed(node.value) for pair in ((value, False), (key, True))]
        elif isinstance(node, yaml.SequenceNode):
            open_nodes += [(item, False) for item in reversed(node.value)]
        elif node is not None:
            yield Leaf(node.start_mark.index, node.end_mark.index, is_key)


def replaced(text: str, leaf: Leaf, value: str) -> str:
    """The text with another value in place of a leaf; what stood on lines of its own leaves their break."""
    old = text[leaf.start : leaf.end]
    return text[: leaf.start] + value + ("\n" if old.endswith("\n") else "") + text[leaf.end :]


def expect_told(problem: Problem, text: str) -> None:
    """One line, which names the file and a place in it, and moves nothing."""
    lines = LINE_BREAK.split(text)
    assert problem.place.path == "sample.yaml"
    assert 0 <= problem.place.line <= len(lines)
    if problem.place.line:
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert problem.message.isprintable()
    assert 0 < len(problem.message) < 1200


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_leaf_in_turn_may_be_hostile(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    model = MODELS.get(sample.parent.name, Needs)
    first = sum(sample.name.encode())  # files begin at different kinds
    tried = 0
    for number, leaf in enumerate(leaves(text), first):
        mutated = replaced(text, leaf, HOSTILE[number % len(HOSTILE)])
        document, problems = parse_document(mutated, "sample.yaml")
        value, told = (None, ()) if document is None else validate(document, model)
        for problem in (*problems, *told):
            expect_told(problem, mutated)
        assert value is not None or problems or told
        tried += 1
    assert tried == sum(1 for _ in leaves(text)) > 5


def hostile_texts(text: str, model: type[Section]) -> str:
    """The file with a hostile text in every place that takes any text."""
    found, kinds = text, count()
    for leaf in sorted(leaves(text), reverse=True):
        mutated = replaced(found, leaf, TEXTS[next(kinds) % len(TEXTS)])
        document, problems = parse_document(mutated, "sample.yaml")
        if not leaf.is_key and not problems and document is not None and not validate(document, model)[1]:
            found = mutated
    return found


EXAMPLES: Final = [path for path in SAMPLES if "print-shop" in path.parts and path.parent.name != "quotes"]
"""Without offers, whose bills would take longer than all else; offers of the corpus are drawn with theirs."""


def test_the_example_with_hostile_text_wherever_text_may_stand_is_drawn_as_nothing_but_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sample in EXAMPLES:
        text = sample.read_text(encoding="utf-8")
        model = MODELS.get(sample.parent.name, Needs)
        to = tmp_path / sample.relative_to(ROOT / "examples" / "print-shop")
        to.parent.mkdir(exist_ok=True)
        # Judgements name vendors, and needs a file of their own, without which there is nothing to draw.
        kept = hostile_texts(text, model) if sample.parent.name in {"vendors", "weights"} else text
        to.write_text(kept, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for args in (("score", "--explain"), ("show", "northwind"), ("judgements",)):
        answers = ask_in_every_format(*args, seconds=MOST_SECONDS_OF_MANY)
        assert set(answers) == set(FAULTS)
        for name, said in answers.items():
            assert said.code == 0, said.err
            assert faults(name, said.out) == []
