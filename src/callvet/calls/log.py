"""Opening a call log: CSV, also packed by gzip, or Parquet; one file, or a folder of them. DuckDB reads them.

Nothing is loaded into memory: a log is a relation of SQL over its files, of which a query reads the columns that it
names. DuckDB takes a tenth of a second to import, so only the commands that read logs do.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.columns import Columns, LogError, find_columns
from callvet.calls.file_kind import expect_parquet
from callvet.calls.log_files import files_of, is_parquet
from callvet.calls.sample import Sample, sample_csv, types_of, with_offsets
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from callvet.calls.engine import Engine

_LONGEST_SHOWN: Final = 400
_LONGEST_REASON: Final = 200
_SAMPLE_ROWS: Final = 1000
_REFUSED: Final = (
    (r"end of GZIP stream: (.*)", "the gzip file was cut short or is damaged; copy or pack it anew"),
    (
        r"state machine reached an invalid state[\s\S]*?file ?= ?(.*)",
        "some lines end in CR LF and others in LF alone, or a quotation mark stands within text; write all lines alike",
    ),
)
"""What the engine says of a log that it refuses, with the file where it names it; and what to tell."""
UNPARSED_MARK: Final = "callvet_unparsed"
TEXT_MARK: Final = "callvet_text"
FILE_MARK: Final = "callvet_file"
"""Columns that a cluster's tables have beside those of the log."""


class Part(NamedTuple):
    """Files of a log that have the same columns in the same order.

    Attributes:
        files: Their paths.
        header: Their columns; none for Parquet, which names its own.
        separator: What stands between fields of CSV.
        view: What a cluster's session calls them; nothing where DuckDB reads them.
    """

    files: tuple[str, ...]
    header: tuple[str, ...] = ()
    separator: str = ","
    view: str = ""


class Log(NamedTuple):
    """A call log.

    Attributes:
        path: As the user named it, fit to be shown.
        parts: Its files.
        is_parquet: Whether they are Parquet, else CSV.
        columns: Which columns are which.
        types: The engine's type of each, by its name here.
        has_offset: Whether starts say their offset from UTC.
    """

    path: str
    parts: tuple[Part, ...]
    is_parquet: bool
    columns: Columns
    types: Mapping[str, str]
    has_offset: bool

    @property
    def files(self) -> tuple[str, ...]:
        """All files, in the order in which they are read."""
        return tuple(file for part in self.parts for file in part.files)

    def separator_of(self, file: str) -> str:
        """What stands between the fields of one of its files."""
        return next((part.separator for part in self.parts if file in part.files), ",")

    @property
    def on_cluster(self) -> bool:
        """Whether a cluster reads it."""
        return any(part.view for part in self.parts)

    @property
    def marks(self) -> tuple[str, ...]:
        """The column that says which rows cannot be taken apart, where that is not the reader's own affair."""
        return (UNPARSED_MARK,) if self.on_cluster and not self.is_parquet else ()


def open_log(path: Path, mapping: Mapping[str, str], engine: Engine) -> Log:
    """Open a log.

    Args:
        path: A file, or a folder of files of one kind.
        mapping: The log's own names of columns, by their names here.
        engine: What reads it.

    Raises:
        LogError: There is no such log, it is damaged, or columns are missing.
    """
    told = shown(str(path), _LONGEST_SHOWN)
    files = files_of(path, told)
    if is_parquet(files[0]):
        return _open_parquet(told, files, mapping, engine)
    return log_of([sample_csv(file) for file in files], mapping, told)


def log_of(samples: Sequence[Sample], mapping: Mapping[str, str], told: str) -> Log:
    """A log of CSV files, of which the first rows are known.

    Raises:
        LogError: Columns are missing, or stand twice.
    """
    header = tuple(dict.fromkeys(name for one in samples for name in one.header))
    columns = find_columns(header, mapping, told)
    for one in samples:
        find_columns(one.header, {name: own for name, own in mapping.items() if own in one.header}, shown(one.path))
    types = types_of(columns.own, samples)
    return Log(told, _parts(samples), False, columns, types, types["start"] == "TIMESTAMPTZ")


def connect() -> DuckDBPyConnection:
    """A new engine, in memory, that reads files and loads nothing from elsewhere."""
    import duckdb  # noqa: PLC0415 - 130 ms, paid by those who read logs

    engine = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    engine.execute("SET TimeZone = 'UTC'")
    engine.execute("SET enable_progress_bar = true")  # or it would not know how far it is
    engine.execute("SET enable_progress_bar_print = false")
    return engine


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Within it, a log that cannot be read is told in one line.

    Raises:
        LogError: It cannot.
    """
    import duckdb  # noqa: PLC0415 - as above

    try:
        yield
    except duckdb.Error as refused:
        raise LogError(_refusal(path, str(refused))) from refused


def source(log: Log, names: Sequence[str], *, copies: bool = False) -> str:
    """A query over some columns of a log, called by their names here.

    Args:
        log: Which.
        names: Of the columns, each of which the log has.
        copies: Whether a column ``copy`` numbers rows that are the same in every column of the log.
    """
    return " UNION ALL ".join(part_source(log, part, names, copies=copies) for part in log.parts)


def quoted(name: str) -> str:
    """A column's name, for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, for SQL."""
    return "'" + text.replace("'", "''") + "'"


def part_reader(log: Log, part: Part, *, as_text: bool = False) -> str:
    """The engine's function that reads some files of a log, or what it calls them."""
    if part.view:
        return part.view
    files = ", ".join(literal(_plain(file)) for file in part.files)
    if log.is_parquet:
        number = ", file_row_number = true" if as_text else ""
        return f"read_parquet([{files}], union_by_name = true{number})"
    kinds = {name_in(part, own): log.types[name] for name, own in log.columns.own.items()}
    types = (f"{literal(name)}: {literal('VARCHAR' if as_text else kinds.get(name, 'VARCHAR'))}"
             for name in part.header)  # fmt: skip
    return (
        f"read_csv([{files}], auto_detect = false, header = true, delim = {literal(part.separator)}, "
        f"""quote = '"', escape = '"', columns = {{{", ".join(types)}}}, store_rejects = true)"""
    )


def part_source(log: Log, part: Part, names: Sequence[str], *, copies: bool = False, beside: Sequence[str] = ()) -> str:
    """The columns out of files that have the same, called by their names here.

    Args:
        log: Which.
        part: The files.
        names: Of the columns, each of which the log has.
        copies: Whether a column ``copy`` numbers rows that are the same in every column of the log.
        beside: What else is asked of every row.
    """
    columns = []
    for name in names:
        own = log.columns.own[name]
        written = own if log.is_parquet else name_in(part, own)
        columns.append(f"{f'CAST(NULL AS {log.types[name]})' if written is None else quoted(written)} AS {name}")
    columns += [*log.marks, *beside]
    if copies:
        every = part.header or (*log.columns.own.values(), *log.columns.ignored)
        columns.append(f"row_number() OVER (PARTITION BY {', '.join(map(quoted, every))}) AS copy")
    return f"SELECT {', '.join(columns)} FROM {part_reader(log, part)}"


def name_in(part: Part, own: str) -> str | None:
    """A column's name as files of CSV write it, where they have it: another file of the log may use other letters."""
    stripped = {name.strip(): name for name in part.header}
    folded = {name.casefold(): name for name in stripped}
    return stripped.get(own) or stripped.get(folded.get(own.casefold(), ""))


def _plain(file: str) -> str:
    """A path in which nothing stands for several."""
    return re.sub(r"([*?\[])", r"[\1]", file)


def _parts(samples: Sequence[Sample]) -> tuple[Part, ...]:
    """Files of the same columns together."""
    together: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for one in samples:
        together.setdefault((one.header, one.separator), []).append(one.path)
    return tuple(Part(tuple(files), header, separator) for (header, separator), files in together.items())


def _open_parquet(told: str, files: tuple[str, ...], mapping: Mapping[str, str], engine: Engine) -> Log:
    """A log of Parquet files."""
    for file in files:
        expect_parquet(file)
    listed = ", ".join(literal(_plain(file)) for file in files)
    reader = f"read_parquet([{listed}], union_by_name = true)"
    with reading(told):
        described = engine.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()
        kinds = {str(row[0]): str(row[1]) for row in described}
        columns = find_columns(tuple(kinds), mapping, told)
        types = {name: kinds[own] for name, own in columns.own.items()}
        start = quoted(columns.own["start"])
        is_text = types["start"] == "VARCHAR"
        rows = engine.execute(f"SELECT {start} FROM {reader} LIMIT {_SAMPLE_ROWS}").fetchall() if is_text else []
    if not is_text and not types["start"].startswith("TIMESTAMP"):
        message = f"{told}: start is of the type {types['start']}; write it as a timestamp, or as text of ISO 8601"
        raise LogError(message)
    offset = with_offsets([str(row[0]) for row in rows], told) if is_text else "TIME ZONE" in types["start"]
    return Log(told, (Part(files),), True, columns, types, offset)


def _refusal(path: str, words: str) -> str:
    """What to tell of a log that the engine refuses, by its words."""
    for pattern, why in _REFUSED:
        if found := re.search(pattern, words):
            return f"{shown(found[1], _LONGEST_SHOWN) if found.re.groups else path}: {why}"
    first = next((line for line in words.splitlines() if line.strip()), "it is damaged")
    return f"{path}: this log cannot be read ({shown(first.strip(), _LONGEST_REASON)}); write it anew"
