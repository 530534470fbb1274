"""Statements that come again and again, compiled once and handed straight to SQLite's driver.

What SQLAlchemy does around each execution costs ten times the execution itself. A statement object that comes a
second time was built once and kept, so its SQL, and how its parameters and rows are converted, is kept with it. Any
other goes the usual way, and so does one that cannot be settled in advance, such as IN over a list.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler

_Convert = Callable[[Any], Any]
_Names = tuple[str, ...]
#: Name of the parameter, "" where the statement itself gives the value; that value; how to convert one for the driver.
_Slot = tuple[str, Any, _Convert | None]
_NOTHING = SimpleResultMetaData([])
Answer = sa.CursorResult[*tuple[Any, ...]]


class _Rows(IteratorResult[Any]):
    """Rows with the one thing of a cursor that is asked for besides."""

    rowcount = -1


class Plan:
    """One statement for one set of parameter names. Raises ValueError for what is not settled before it runs."""

    def __init__(self, statement: Any, names: _Names, dialect: sa.Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names) or None)
        if compiled.literal_execute_params or compiled.post_compile_params or compiled.update_prefetch:
            raise ValueError
        self._statement = statement  # kept, so that what was compiled from it stays valid
        self._sql = str(compiled)
        fixed = compiled.params | {str(column.key): _default(column) for column in compiled.insert_prefetch}
        self._slots = [
            _slot(name, name in names, fixed.get(name), compiled.binds[name], dialect)
            for name in compiled.positiontup or ()
        ]
        columns = list(statement.exported_columns) if _answers(statement) else []
        self._meta = SimpleResultMetaData([column.key for column in columns]) if columns else None
        self._convert = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]

    def run(self, driver: sqlite3.Connection, rows: Sequence[Mapping[str, Any]]) -> Answer:
        """Execute once for each of the rows, one at least."""
        values = [self._values(row) for row in rows]
        if self._meta is None:
            cursor = driver.executemany(self._sql, values) if len(values) > 1 else driver.execute(self._sql, values[0])
            answer = _Rows(_NOTHING, iter(()))
            answer.rowcount = cursor.rowcount
        else:
            found = [self._read(row) for one in values for row in driver.execute(self._sql, one)]
            answer = _Rows(self._meta, iter(found))
            answer.rowcount = len(found)
        return cast("Answer", answer)

    def _values(self, row: Mapping[str, Any]) -> list[Any]:
        return [
            fixed if not name else convert(row[name]) if convert else row[name] for name, fixed, convert in self._slots
        ]

    def _read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple([convert(value) if convert else value for convert, value in zip(self._convert, row, strict=True)])


class Plans:
    """The plans of one database. Not for several threads."""

    def __init__(self, dialect: sa.Dialect) -> None:
        self._dialect = dialect
        self._known: WeakKeyDictionary[sa.Executable, dict[_Names, Plan | None]] = WeakKeyDictionary()

    def find(self, statement: sa.Executable, names: _Names) -> Plan | None:
        """The plan of a statement that has come before, if it can have one."""
        known = self._known.get(statement)
        if known is None:
            self._known[statement] = {}
            return None
        if names not in known:
            known[names] = self._made(statement, names)
        return known[names]

    def _made(self, statement: sa.Executable, names: _Names) -> Plan | None:
        if not isinstance(statement, (sa.Select, sa.Insert, sa.Update, sa.Delete)):
            return None
        try:
            return Plan(statement, names, self._dialect)
        except ValueError:
            return None


def _answers(statement: Any) -> bool:
    return isinstance(statement, sa.Select) or bool(statement.exported_columns)


def _slot(name: str, comes: bool, fixed: Any, bound: sa.BindParameter[Any], dialect: sa.Dialect) -> _Slot:
    """Raises ValueError when nobody gives the value."""
    convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
    if comes:
        return name, None, convert
    if bound.required:
        raise ValueError
    return "", convert(fixed) if convert else fixed, None


def _default(column: sa.Column[Any]) -> Any:
    """The value a column takes when none is given. Raises ValueError when it is made anew each time."""
    if not isinstance(column.default, sa.ColumnDefault) or not column.default.is_scalar:
        raise ValueError
    return column.default.arg
