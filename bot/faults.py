"""What the log may say about an exception: its type and where it arose.

Never its message: a database's error quotes the values of a statement, hence a resident's words. Only what we say
ourselves of a database that is out of order is told, since it tells the operator what to do.
"""

import traceback

from bot.domain import errors

DEPTH = 4


def named(fault: BaseException) -> dict[str, str]:
    """Fields for a log line: `error`, `where` with the innermost frames, innermost last, and perhaps a `reason`."""
    frames = traceback.extract_tb(fault.__traceback__)[-DEPTH:]
    where = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    reason = {"reason": str(fault)} if isinstance(fault, errors.StoreUnavailable) else {}
    return {"error": type(fault).__name__, "where": where, **reason}
