"""What is written in a column of a log, as an expression of SQL: moments, durations, yes and no, words."""

from __future__ import annotations

from typing import Final

from callvet.calls.log import literal

_TRUE: Final = ("true", "t", "yes", "y", "1")
_FALSE: Final = ("", "false", "f", "no", "n", "0")
_NUMBERS: Final = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL"),
)
"""How the engine's types of numbers begin."""
_HMS: Final = r"^\s*[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]([.][0-9]+)?\s*$"


def micros_sql(name: str, kind: str, *, has_offset: bool) -> str:
    """When a row's contact began. [microseconds since 1970, of UTC or of the local clock]"""
    if kind == "VARCHAR":
        return f"epoch_us(TRY_CAST({name} AS {'TIMESTAMPTZ' if has_offset else 'TIMESTAMP'}))"
    return f"epoch_us({name})" if kind in {"TIMESTAMP", "TIMESTAMPTZ"} else f"epoch_us(CAST({name} AS TIMESTAMP))"


def milliseconds_sql(name: str, kind: str) -> str:
    """A duration; 0 where nothing is written, NULL where it cannot be read. [milliseconds]"""
    if kind in {"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"}:
        return f"CAST({_or(name, '0')} AS BIGINT) * 1000"
    if kind == "BOOLEAN":  # engines take yes for a second
        return f"CAST(CASE WHEN {name} IS NULL THEN 0 END AS BIGINT)"
    if kind == "VARCHAR":
        hours, minutes = (f"CAST(split_part(trim({name}), ':', {place}) AS BIGINT)" for place in (1, 2))
        seconds = _rounded(f"split_part(trim({name}), ':', 3)")
        clock = f"({hours} * 60 + {minutes}) * 60000 + {seconds}"
        return (
            f"CASE WHEN coalesce(trim({name}), '') = '' THEN 0 "
            f"WHEN regexp_matches({name}, {literal(_HMS)}) THEN {clock} ELSE {_rounded(name)} END"
        )
    if kind in {"TIME", "INTERVAL"}:
        return f"TRY_CAST(round(epoch(coalesce({name}, CAST('00:00:00' AS {kind}))) * 1000) AS BIGINT)"
    return (
        f"TRY_CAST(round({_or(name, '0')} * 1000.0) AS BIGINT)"
        if kind == "DOUBLE"
        else (f"CASE WHEN {name} IS NULL THEN 0 ELSE {_rounded(name)} END")
    )


def _rounded(seconds: str) -> str:
    """Seconds as whole milliseconds."""
    return f"TRY_CAST(round(TRY_CAST({seconds} AS DOUBLE) * 1000) AS BIGINT)"


def _or(name: str, other: str) -> str:
    """A value, or another where it is missing; by ``coalesce``, engines look at every row even where nothing is."""
    return f"CASE WHEN {name} IS NULL THEN {other} ELSE {name} END"


def flag_sql(name: str, kind: str) -> str:
    """Yes or no; no where nothing is written, NULL where it is neither; of BOOLEAN, NULL where nothing is written."""
    if kind == "BOOLEAN":
        return name
    if kind.startswith(_NUMBERS):
        return f"CASE WHEN {name} IS NULL OR {name} = 0 THEN FALSE WHEN {name} = 1 THEN TRUE END"
    yes, no = (", ".join(map(literal, words)) for words in (_TRUE, _FALSE))
    return f"CASE WHEN {word_sql(name)} IN ({yes}) THEN TRUE WHEN {word_sql(name)} IN ({no}) THEN FALSE END"


def word_sql(name: str) -> str:
    """A text without blanks around it, in small letters."""
    return f"lower(trim(coalesce(CAST({name} AS VARCHAR), '')))"
