"""A copy of everything that both databases can read: one gzipped file of JSON lines.

The first line names the schema, each following line is a row, and the last line counts them, so that a file cut short
is noticed. A backup of SQLite can be restored into PostgreSQL.
"""

import base64
import gzip
import json
import os
import sqlite3
import zlib
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import LianxinError
from storage.columns import Moment
from storage.gates import Connection, Gate, Values, one_moment
from storage.schema import HEAD, metadata

_CHUNK = 500


class BadBackup(LianxinError):
    """The file is not a whole backup of this version."""


class NotEmpty(LianxinError):
    """The database holds rows already, and a backup is read into an empty one: name another in LIANXIN_DATABASE_URL, or
    add --replace, which first copies what is there to a file beside the backup."""


async def backup(gate: Gate, file: Path) -> int:
    """Write all rows, as they stood at one moment, to `file` (readable by its owner only); how many there are.

    The file appears under its name only when it is whole.
    """
    partial = file.with_name(file.name + ".partial")
    partial.unlink(missing_ok=True)  # one that a killed process left might be readable by others
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw:
            count = await _write(gate, raw)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)  # it holds everybody's data
        raise
    return count


async def restore(gate: Gate, file: Path) -> int:
    """Read a backup into an empty database of the same schema, all or nothing; how many rows there were.

    Raises BadBackup, NotEmpty, and OSError for a file that cannot be opened.
    """
    count = 0
    try:
        async with gate.writing() as connection:
            if await _any_row(connection):
                raise NotEmpty
            for table, rows in _chunks(file):
                await connection.execute(insert(table), rows)
                count += len(rows)
            await _catch_up_sequences(connection)
    except (StatementError, sqlite3.Error) as failure:  # a row that the database itself refuses
        raise BadBackup from failure
    return count


async def empty(gate: Gate) -> bool:
    """Is the database empty, so that a backup may be restored?"""
    async with gate.reading() as connection:
        return not await _any_row(connection)


def check(file: Path) -> None:
    """Read the whole file and keep nothing. Raises BadBackup, and OSError for one that cannot be opened."""
    for _ in _chunks(file):
        pass


async def _write(gate: Gate, file: BinaryIO) -> int:
    count = 0
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.write(_line({"lianxin": "backup", "revision": HEAD}))
        async with gate.reading() as connection:
            async for name, values in _all_rows(connection):
                out.write(_line({"table": name, "row": values}))
                count += 1
        out.write(_line({"rows": count}))
    return count


async def _any_row(connection: Connection | AsyncConnection) -> bool:
    for table in metadata.sorted_tables:
        if (await connection.execute(select(func.count()).select_from(table))).scalar():
            return True
    return False


async def _all_rows(connection: AsyncConnection) -> AsyncIterator[tuple[str, Values]]:
    """From one snapshot."""
    async with one_moment(connection):
        for table in metadata.sorted_tables:
            result = await connection.stream(select(table).order_by(*table.primary_key.columns))
            async for row in result.mappings():
                yield table.name, {name: _plain(value) for name, value in row.items()}


def _chunks(file: Path) -> Iterator[tuple[Table, list[Values]]]:
    """Rows of one table at a time."""
    chunk: list[Values] = []
    table, count = "", 0
    for line in _lines(file):
        if "rows" in line and line["rows"] != count:
            raise BadBackup
        if chunk and (line.get("table") != table or len(chunk) == _CHUNK):
            yield metadata.tables[table], chunk
            chunk = []
        if "table" in line:
            table = line["table"]
            chunk.append(_read(table, line))
            count += 1


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as source:
            last = first = json.loads(source.readline())
            if first != {"lianxin": "backup", "revision": HEAD}:
                raise BadBackup(_foreign(first))
            for text_line in source:
                last = json.loads(text_line)
                yield last
    except (gzip.BadGzipFile, EOFError, ValueError, zlib.error) as failure:
        raise BadBackup from failure
    if "rows" not in last:
        raise BadBackup


def _foreign(first: Any) -> str:
    """What to say of a backup that another version wrote; "" of a file that is none."""
    if not isinstance(first, dict) or "revision" not in first:
        return ""
    told = f"The backup has schema {first['revision']}, this lianxin has {HEAD}"
    return f"{told}: restore it with the version that wrote it, then upgrade that database."


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _read(table: str, line: dict[str, Any]) -> Values:
    """A table or a column that nobody knows, or a value that is none of its kind, is a damage too."""
    try:
        known = metadata.tables[table]
        return {name: _typed(known, name, value) for name, value in line["row"].items()}
    except (AttributeError, KeyError, TypeError, ValueError) as failure:
        raise BadBackup from failure


def _typed(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[name].type
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    wanted = kind.python_type
    if wanted is date:
        return date.fromisoformat(value)
    return base64.b64decode(value) if wanted is bytes else value


async def _catch_up_sequences(connection: Connection) -> None:
    """PostgreSQL numbers rows from a sequence, which does not notice rows that bring their number along."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.c and table.c.id.autoincrement:
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            newest = f"(SELECT coalesce(max(id), 0) FROM {table.name})"
            await connection.execute(text(f"SELECT setval({sequence}, {newest} + 1, false)"))
