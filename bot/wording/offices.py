"""As whom somebody speaks or acts: by office, and never by name."""

from bot.domain.roster import Role

_OFFICES = {Role.SECRETARY: "书记", Role.LEADER: "网格长", Role.WORKER: "网格员", Role.PROPERTY: "物业"}
_RESIDENT = "居民"


def reporter() -> str:
    """Who says it: the reporter."""
    return "报告人"


def above(*, secretary: bool) -> str:
    """Who says it: somebody above the assignee."""
    return _OFFICES[Role.SECRETARY if secretary else Role.LEADER]


def highest(roles: frozenset[Role]) -> str:
    """As whom somebody with these roles speaks."""
    return next((name for role, name in _OFFICES.items() if role in roles), _RESIDENT)


def of_grid(grid: str, role: Role) -> str:
    """Who handles a ticket: 3网格网格员, the worker of the grid called so, or its leader."""
    return f"{grid}{_OFFICES[role]}"


def of_community() -> str:
    """Who handles what is no grid's."""
    return "社区负责人"
