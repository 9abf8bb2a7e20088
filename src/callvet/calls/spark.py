"""The same queries on a Spark cluster that is there already: translated by sqlglot, answered in Spark's own session.

Which cluster is meant is said as Spark is always told: by ``SPARK_REMOTE``, by ``spark-defaults.conf``, by
``PYSPARK_SUBMIT_ARGS`` or by ``spark-submit``; where nothing says, Spark runs on this machine. Both engines take whole
numbers of 64 bits and whole division that cuts off towards 0. What they take differently is settled here:

- Overflow is an error in DuckDB, and in Spark under ANSI rules alone, which are therefore asked for.
- Spark reads more as a number (``1d``) and as a time (``2026-03``, ``09:00``, with today's date) than a log may mean;
  what is not written as a number or as a time of ISO 8601 is unreadable.
- Times without an offset are no moments: they are taken as if the session's clock was UTC, as in DuckDB's.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from contextlib import suppress
from importlib.util import find_spec
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from callvet.calls.columns import LogError
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray
    from pyspark.sql import DataFrame, SparkSession
    from sqlglot import Expression

    from callvet.calls.slots import Ints

T = TypeVar("T")

_NEEDED: Final = ("pyspark", "sqlglot")
_LONGEST_REASON: Final = 200
_SETTINGS: Final[Mapping[str, str]] = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.session.timeZone": "UTC",
}
"""How a session reckons, whatever the cluster's habits are."""
_TOLD: Final = re.compile(r"(^|: )\[[A-Z_.]+\] ")
"""How Spark begins what it says: with a name of the error."""
_NUMBER: Final = r"^ *[+-]?([0-9][0-9_]*([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$"
_TIME: Final = (
    r"^ *[0-9]{4,6}[-/][0-9]{1,2}[-/][0-9]{1,2}"
    r"([T ][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]*)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)? *$"
)
"""What DuckDB reads as a number, and what as a time, but for names of zones."""
_NO_SECONDS: Final = r"([T ][0-9]{1,2}:[0-9]{1,2})([Z+-])"
"""A time with its offset and without seconds, which Spark wants there."""


class SparkEngine:
    """A session of Spark, asked as DuckDB is."""

    def __init__(self, session: SparkSession, begun: SparkSession | None = None) -> None:
        """Nothing is asked yet.

        Args:
            session: Whose settings are those of a log.
            begun: What was begun for it, and ends with it; None where Spark was in use here before.
        """
        self.session = session
        self._begun = begun
        self._numbers = count()
        self._names: list[str] = []
        self._rows: Iterator[Any] = iter(())

    def execute(self, query: str, parameters: object = None, /) -> SparkEngine:
        """Ask, and wait for the answer.

        Raises:
            LogError: Spark cannot.
        """
        if parameters is not None:
            message = "a query on Spark has no parameters; keep their values as a table"
            raise ValueError(message)
        frame = asked(lambda: self.session.sql(translated(query)))
        self._names = list(frame.columns)
        self._rows = iter(asked(frame.collect))
        return self

    def fetchall(self) -> list[Any]:
        """All rows."""
        return [tuple(row) for row in self._rows]

    def fetchmany(self, size: int, /) -> list[Any]:
        """The next rows."""
        return [tuple(row) for row in islice(self._rows, size)]

    def fetchnumpy(self) -> dict[str, NDArray[Any]]:
        """All columns; those of whole numbers alone."""
        rows = self.fetchall()
        table = np.array(rows, np.int64).reshape(len(rows), len(self._names))
        return {name: table[:, place] for place, name in enumerate(self._names)}

    def query_progress(self) -> float:
        """Not known here: Spark draws how far it is by itself."""
        return -1.0

    def close(self) -> None:
        """End what was begun here: the sessions, and Spark itself where it runs in this process; no cluster's server.

        Without this, Spark Connect on this machine (``SPARK_REMOTE=local``) keeps the process from ending.
        """
        client = None
        with suppress(Exception):  # there is one of Spark Connect alone; another session refuses to be asked
            client = self.session.client
        for end in (
            getattr(client, "release_session", None),  # which a server keeps for an hour
            getattr(client, "close", None),  # one that is left open asks the server once more when Python ends
            getattr(self._begun, "stop", None),
        ):
            with suppress(Exception):  # all is answered; that a cluster is gone by now is no news
                if end is not None:
                    end()
        self._begun = None

    def view(self, frame: DataFrame, name: str = "") -> str:
        """Let queries name some rows, and say by which name."""
        told = name or f"callvet_{next(self._numbers)}"
        asked(lambda: frame.createOrReplaceTempView(told))
        return told

    def keep(self, name: str, columns: Mapping[str, Ints]) -> None:
        """Let queries name a table of whole numbers."""
        rows = list(zip(*(column.tolist() for column in columns.values()), strict=True))
        schema = ", ".join(f"{one} BIGINT" for one in columns)
        self.view(asked(lambda: self.session.createDataFrame(rows, schema)), name)


def connect_spark() -> SparkEngine:
    """A session on the cluster that Spark's own configuration names.

    Raises:
        LogError: pyspark or sqlglot is not installed, or there is no such cluster; with the fix.
    """
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if absent:
        message = f"--engine spark needs {' and '.join(absent)}, not installed here; run: pip install 'callvet[spark]'"
        raise LogError(message)
    if os.environ.get("SPARK_REMOTE") and find_spec("grpc") is None:
        message = "SPARK_REMOTE needs Spark Connect, not installed here; run: pip install 'callvet[spark-connect]'"
        raise LogError(message)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pandas, which is not used here, and of settings that will go
            from pyspark.sql import SparkSession  # noqa: PLC0415 - half a second, and then seconds for Java

            is_new = not _is_in_use()
            begun = SparkSession.builder.appName("callvet").config("spark.log.level", "OFF").getOrCreate()
            session = begun.newSession()
            for name, value in _SETTINGS.items():
                session.conf.set(name, value)
    except Exception as refused:
        message = (
            f"Spark did not start ({_reason(refused)}); it needs Java 17 or later here, or SPARK_REMOTE to name a "
            "cluster, such as sc://HOST:15002, and pip install 'callvet[spark-connect]'"
        )
        raise LogError(message) from refused
    return SparkEngine(session, begun if is_new else None)


def _is_in_use() -> bool:
    """Whether this process has Spark already, of which a session begun here is a further one, in whichever thread."""
    from pyspark import SparkContext  # noqa: PLC0415 - as above

    remote = sys.modules.get("pyspark.sql.connect.session")
    return SparkContext._active_spark_context is not None or (  # noqa: SLF001 - it has no other name
        remote is not None and remote.SparkSession._default_session is not None  # noqa: SLF001
    )


def asked(question: Callable[[], T]) -> T:
    """What Spark answers.

    Raises:
        LogError: It cannot; in one line.
    """
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415 - as above
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        return question()
    except (PySparkException, Py4JJavaError) as refused:
        message = f"Spark cannot read this log ({_reason(refused)}); see that the cluster can reach it"
        raise LogError(message) from refused


def translated(query: str) -> str:
    """A query in Spark's SQL that means what it means in DuckDB's."""
    from sqlglot import parse_one  # noqa: PLC0415 - as above

    return str(parse_one(query, read="duckdb").transform(_meaning).sql(dialect="spark"))


def _meaning(node: Expression) -> Expression:
    """A part of a query; what Spark takes otherwise, is written otherwise."""
    from sqlglot import exp  # noqa: PLC0415 - as above

    if isinstance(node, exp.Anonymous) and node.name.upper() == "EPOCH_US":
        moment = node.expressions[0].transform(_meaning)
        return exp.Anonymous(this="unix_micros", expressions=[exp.cast(moment, "TIMESTAMPTZ")])
    if isinstance(node, exp.TryCast) and node.is_type("DOUBLE", "TIMESTAMP", "TIMESTAMPNTZ", "TIMESTAMPTZ"):
        return _guarded(node)
    if isinstance(node, exp.Window) and not node.args.get("order"):
        return _ordered(node)
    return node


def _guarded(node: Expression) -> Expression:
    """A text read as a number or a time, where it is written as one."""
    from sqlglot import exp  # noqa: PLC0415 - as above

    text = exp.cast(node.this.copy(), "VARCHAR")
    is_number = node.is_type("DOUBLE")
    if is_number:
        plain: Expression = exp.func("REPLACE", text, exp.Literal.string("_"), exp.Literal.string(""))
    else:
        dashed = exp.func("REPLACE", text, exp.Literal.string("/"), exp.Literal.string("-"))
        seconds = [dashed, exp.Literal.string(_NO_SECONDS), exp.Literal.string("$1:00$2")]
        plain = exp.Anonymous(this="regexp_replace", expressions=seconds)
    pattern = exp.Literal.string(_NUMBER if is_number else _TIME)
    node.set("this", plain)
    return exp.Case(ifs=[exp.If(this=exp.RegexpLike(this=text.copy(), expression=pattern), true=node)])


def _ordered(node: Expression) -> Expression:
    """Numbers given within rows that are the same, in any order."""
    from sqlglot import exp  # noqa: PLC0415 - as above

    first = node.args["partition_by"][0].copy()
    node.set("order", exp.Order(expressions=[exp.Ordered(this=first)]))
    return node


def _reason(refused: Exception) -> str:
    """Spark's words in one line: its own, where it has any, before those of the language that it is written in."""
    lines = [line.strip() for line in str(refused).splitlines() if line.strip()]
    told = next((line[line.index("[") :] for line in lines if _TOLD.search(line)), None)
    cause = next((line.removeprefix(": ") for line in lines if line.startswith(": ")), None)
    first = told or cause or next(iter(lines), type(refused).__name__)
    return shown(first.strip(), _LONGEST_REASON)
