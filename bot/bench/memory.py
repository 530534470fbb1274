"""How much memory a process holds, as the kernel counts it."""

import re
from pathlib import Path


def peak_mib(process: int) -> float | None:
    """The most memory that a process ever held, in MiB; None where there is no /proc."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else None
