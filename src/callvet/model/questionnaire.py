"""A questionnaire: every question to a vendor, made from the keys of profiles and quotes, by topic.

Each question has an id, by which its answer is found wherever it was moved: the dotted key of the profile, the same
below ``quote.`` for the offer, or with ``=word`` for one word of a list, which is answered by yes or no.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from callvet.model.answer_examples import example, form_in_words
from callvet.model.answer_form import Form, Leaf, leaves
from callvet.model.questionnaire_marks import mark_words
from callvet.model.questionnaire_topics import (
    BUYERS_OWN,
    CHARGES,
    CORE_OF_CHARGE,
    GRIDS,
    NAME,
    NUMBER,
    OFFER,
    OWN_TOPIC,
    PLAN,
    STEMS,
    TABLE_OF_TERM,
    TOPICS,
    WORDS,
)
from callvet.model.questions import QUESTIONS
from callvet.model.quote import Quote
from callvet.model.quote_questions import HEADS, PART_QUESTIONS, QUOTE_QUESTIONS
from callvet.model.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Question(NamedTuple):
    """One question, with one cell for its answer.

    Attributes:
        id: By which its answer is found.
        text: In words that a vendor can answer; no two are alike.
        leaf: What an answer is; of a list that is asked word by word, that of the list.
        word: The word of a list that it asks for, by yes or no.
        example: What an answer may look like.
        required: Whether a vendor that fails here is out.
        floors: The criteria that look at it and of which a least is asked for, in words.
    """

    id: str
    text: str
    leaf: Leaf
    word: str = ""
    example: str = ""
    required: bool = False
    floors: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What stands beside it; nothing where no more hangs on it than points."""
        return mark_words(required=self.required, floors=self.floors)

    @property
    def form(self) -> str:
        """How the answer is to be written."""
        return Form.FLAG.value if self.word else form_in_words(self.leaf)

    @property
    def is_of_offer(self) -> bool:
        """Whether it asks about the offer."""
        return self.id.startswith(f"{OFFER}.")


class Heading(NamedTuple):
    """A question that is answered word by word below.

    Attributes:
        id: That of the list.
        text: In words that a vendor can answer.
        required: Whether a vendor that fails at one of the words is out.
        floors: The criteria that look at them and of which a least is asked for, in words.
    """

    id: str
    text: str
    required: bool = False
    floors: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What stands behind it; nothing where no more hangs on it than points."""
        return mark_words(required=self.required, floors=self.floors)


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        id: The key within what a row stands for.
        head: A few words; no two of a table are alike.
        text: The question.
        leaf: What an answer is.
        example: What an answer may look like.
    """

    id: str
    head: str
    text: str
    leaf: Leaf
    example: str


class Grid(NamedTuple):
    """A table, of which each row is one of several: a site, a language, a charge.

    Attributes:
        id: Of all its rows: the key of the list, or with ``+`` further terms of its items.
        text: What to fill in.
        columns: From the left.
        rows: How many rows are offered; more may be inserted. [count]
        required: Whether a vendor that fails here is out.
        floors: The criteria that look at it and of which a least is asked for, in words.
    """

    id: str
    text: str
    columns: tuple[Column, ...]
    rows: int = 6
    required: bool = False
    floors: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What stands behind it; nothing where no more hangs on it than points."""
        return mark_words(required=self.required, floors=self.floors)

    @property
    def list_key(self) -> str:
        """The key of the list that its rows belong to."""
        return self.id.partition("+")[0]


Item: TypeAlias = "Question | Heading | Grid"


class Topic(NamedTuple):
    """One sheet."""

    name: str
    text: str
    items: tuple[Item, ...]


@cache
def whole_questionnaire() -> tuple[Topic, ...]:
    """Every question to a vendor about itself and about its offer."""
    items: dict[str, list[Item]] = {name: [] for name, _, _ in TOPICS}
    for item in (*_items(Vendor, ""), *_items(Quote, f"{OFFER}.")):
        items[_topic_of(item.id)].append(item)
    return tuple(Topic(name, text, tuple(items[name])) for name, text, _ in TOPICS)


def own_topic(questions: Mapping[str, str]) -> Topic:
    """The committee's own questions, by their ``x-`` keys."""
    leaf = Leaf(("x-",), Form.MARK)
    items = tuple(Question(key, text, leaf, example=example(key, leaf)) for key, text in questions.items())
    return Topic(*OWN_TOPIC, items)


def is_buyers_own(key: str) -> bool:
    """Whether a key, or one above it, has no question."""
    steps = key.split(".")
    return any(".".join(steps[:end]) in BUYERS_OWN for end in range(1, len(steps) + 1))


def _items(model: type[Vendor | Quote], prefix: str) -> Iterator[Item]:
    """The questions and tables of a model, in the model's order; a table stands where its first key does."""
    tables: dict[str, list[Leaf]] = {}
    flat: list[Leaf | str] = []
    for leaf in leaves(model):
        key = prefix + leaf.key
        if is_buyers_own(key):
            continue
        table = _table_of(key)
        if table and table not in tables:
            flat.append(table)
        if table:
            tables.setdefault(table, []).append(leaf)
        else:
            flat.append(leaf)
    for one in flat:
        if isinstance(one, str):
            yield _grid(one, tables[one])
        else:
            yield from _of_one_key(prefix + one.key, one)


def _table_of(key: str) -> str:
    """The table in which a key is asked for; none for a question of its own."""
    if key.startswith(f"{CHARGES}."):
        term = key.removeprefix(f"{CHARGES}.")
        if term in CORE_OF_CHARGE:
            return CHARGES
        return f"{CHARGES}+{next((table for start, table in TABLE_OF_TERM if term.startswith(start)), 'more')}"
    return next((grid for grid in GRIDS if key.startswith(f"{grid}.")), "")


def _of_one_key(key: str, leaf: Leaf) -> Iterator[Item]:
    """A question; of a list of known words, one for each of them."""
    if leaf.form is not Form.CHOICES:
        yield Question(key, question_text(key), leaf, example=example(key, leaf))
        return
    yield Heading(key, question_text(key))
    for word in leaf.choices:
        text = f"{STEMS.get(key, _in_words(leaf.path[-1]))}: {WORDS.get(word, _in_words(word))}"
        yield Question(f"{key}={word}", text, leaf, word, "yes")


def _grid(table: str, found: list[Leaf]) -> Grid:
    """A table of the keys of a list."""
    list_key = table.partition("+")[0]
    ways = [leaf.path[len(list_key.removeprefix(f"{OFFER}.").split(".")) :] for leaf in found]
    columns = [_column(list_key, ".".join(way), leaf) for way, leaf in zip(ways, found, strict=True)]
    if any(way[-1] == "*" for way in ways):
        name = Leaf((NAME,), Form.TEXT, needed=True)
        under = ".".join((*ways[0][:-1], NAME))
        columns.insert(0, _column(list_key, under, name))
    if list_key == CHARGES:
        columns.insert(0, _numbering(table))
    if table == CHARGES:
        plan = Leaf((PLAN,), Form.TEXT)
        columns.insert(1, Column(PLAN, HEADS["charges.plan"], "With plans: of which plan?", plan, "100 minutes"))
    text, rows = GRIDS[table]
    return Grid(table, text, tuple(columns), rows)


def _numbering(table: str) -> Column:
    """The column that says which charge a row belongs to."""
    text = "A number of its own for each" if table == CHARGES else "Its number on the sheet Prices"
    return Column(NUMBER, HEADS["charges.no"], text, Leaf((NUMBER,), Form.WHOLE), "1")


def _column(list_key: str, way: str, leaf: Leaf) -> Column:
    """One column of a table."""
    key = f"{list_key}.{way}"
    short = key.removeprefix(f"{OFFER}.")
    head = HEADS.get(short) or HEADS.get(way) or _in_words(leaf.path[-1]).capitalize()
    return Column(way, head, question_text(key), leaf, example(key, leaf))


def question_text(key: str) -> str:
    """What to ask for a key of the profile or, below ``quote.``, of the offer."""
    if key.startswith(f"{OFFER}."):
        return QUOTE_QUESTIONS[key.removeprefix(f"{OFFER}.")]
    return PART_QUESTIONS.get(key) or QUESTIONS[key]


def _topic_of(key: str) -> str:
    """The sheet of a question."""
    key = key.partition("=")[0]
    best, length = TOPICS[0][0], -1
    for name, _, beginnings in TOPICS:
        for start in beginnings:
            fits = not start or key == start or key.startswith((f"{start}.", f"{start}+"))
            if fits and len(start) > length:
                best, length = name, len(start)
    return best


def _in_words(name: str) -> str:
    """A key or a word of a list as people say it."""
    return name.replace("_", " ")
