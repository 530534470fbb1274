"""Why a database cannot answer or commit, in a sentence that an operator can act on.

Made of codes alone: what a driver says in words may quote the values of a statement, hence a resident.
"""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

#: By the name that SQLite gives its result code [sqlite.org/rescode.html]; extended codes begin like these.
_SQLITE = {
    "SQLITE_FULL": "the disk is full: make room on it",
    "SQLITE_READONLY": "the database file cannot be written: run this as the user whom it belongs to, and see that its "
    "disk is not mounted read-only",
    "SQLITE_CANTOPEN": "the database file cannot be opened: see that LIANXIN_DATABASE_URL names the right file, that "
    "its folder exists, and that this user may read and write both",
    "SQLITE_BUSY": "another program holds the database for too long: see which, and end it",
    "SQLITE_IOERR": "the disk cannot be read or written: look for it in the system's log",
    "SQLITE_CORRUPT": "the file is damaged: stop the service, keep the file, restore a backup into a new one",
    "SQLITE_NOTADB": "the file is no database: correct LIANXIN_DATABASE_URL, or restore a backup into a new file",
}
#: By PostgreSQL's code, or the class of it [Appendix A].
_POSTGRES = {
    "25006": "PostgreSQL takes no writes here (a standby?): name the primary in LIANXIN_DATABASE_URL",
    "28": "PostgreSQL refuses this user or password: correct LIANXIN_DATABASE_URL",
    "3D": "PostgreSQL has no database of that name: create it, or correct LIANXIN_DATABASE_URL",
    "42501": "this user of PostgreSQL may not do that: let it own the database",
    "53100": "the disk of PostgreSQL is full: make room on it",
    "53300": "PostgreSQL takes no more connections: end other programs, or raise its max_connections",
    "55P03": "somebody holds a row or table of PostgreSQL for too long: see who in pg_stat_activity, and end that",
    "57": "PostgreSQL is starting or stopping, or ended the connection: if this lasts, look for it in its log",
}


def told(failure: BaseException) -> str:
    """What is wrong and what to do, and the code for whoever searches for it. Never the driver's own words."""
    cause = failure.orig if isinstance(failure, DBAPIError) and failure.orig is not None else failure
    if isinstance(failure, NoConnectionFree):
        return "all connections to PostgreSQL are in use: if this lasts, see in pg_stat_activity what they wait for"
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or type(cause).__name__
    for table in (_SQLITE, _POSTGRES):
        found = next((text for known, text in table.items() if code.startswith(known)), "")
        if found:
            return f"{found} ({code})"
    if isinstance(cause, TimeoutError):
        return "PostgreSQL does not answer in time: see whether it runs, and what keeps it busy"
    if isinstance(cause, OSError):
        return f"PostgreSQL cannot be reached: see that it runs, and that LIANXIN_DATABASE_URL is right ({code})"
    return f"the database failed ({code})"
