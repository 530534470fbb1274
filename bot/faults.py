"""What the log may say about an exception: its type and where it arose.

Never its message: a database's error quotes the values of a statement, hence a resident's words.
"""

import traceback

DEPTH = 4


def named(fault: BaseException) -> dict[str, str]:
    """Fields for a log line: `error`, and `where` with the innermost frames, innermost last."""
    frames = traceback.extract_tb(fault.__traceback__)[-DEPTH:]
    where = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return {"error": type(fault).__name__, "where": where}
