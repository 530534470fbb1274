"""What `lianxin doctor` says of one thing that it has looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `todo` is "" when all is well."""

    what: str
    told: str
    todo: str = ""
