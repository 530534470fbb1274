"""What can be looked at: one's own tickets and orders, the help, figures. Words for it stand in commands.toml.

Permission is not checked here: handlers know who may do what.
"""

from functools import lru_cache

from bot.domain import requests
from intents import commands
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import overview, questions

_HELP_WHOLE = frozenset({"帮助全部", "全部帮助", "帮助更多", "全部说法", "所有说法"})
_SHOW: dict[str, requests.Request] = {
    "my_tickets": requests.ShowMyTickets(),
    "my_points": requests.ShowMyPoints(),
    "my_orders": requests.ShowMyOrders(),
    "my_worker": requests.ShowMyWorker(),
    "my_patrols": requests.ShowMyPatrols(),
    "help": requests.ShowHelp(),
    "budget": requests.ShowBudget(),
    "daily_account": requests.ShowDailyAccount(),
    "promises": requests.ShowPromises(),
    "leaves": requests.ShowLeaves(),
    "secretary": requests.CallSecretary(),
    "own_data": requests.CallSecretary(data=True),
}


def shown(normal: Normal, scene: Scene) -> requests.Request | None:
    """What the whole line asks to see, but for figures: 我的工单, 帮助."""
    line = commands.line_of(normal)
    bare = _bare(line)
    if bare in _HELP_WHOLE:
        return requests.ShowHelp(whole=True)
    name = commands.table().shows.get(line) or commands.table().shows.get(bare)
    if not name or name == "statistics":
        return None
    today = name == "daily_account" and bare.startswith("今")
    return requests.ShowDailyAccount(scene.now.date()) if today else _SHOW[name]


def figures(normal: Normal, scene: Scene) -> requests.ShowStatistics | None:
    """The figures asked for by a line that begins as a command does (统计上周三), or ends as spans do (3网格上个月)."""
    line = commands.line_of(normal)
    bare, said = _bare(line), commands.table().statistics
    begun = scene.quote or bare[:1] in _commanding()
    if not line or not (begun or overview.may_be(line, said, scene.now)):
        return None
    return overview.read(bare, said, scene.now, scene.community, staff=scene.by_staff)


def asked(normal: Normal, scene: Scene) -> requests.Request | None:
    """The free question for a figure that the whole line is; a resident's 电梯多久能修好 is none."""
    found = questions.read(normal.text, scene.now, scene.community)
    return questions.meant(found, commands.quoted_number(scene.quote), staff=scene.by_staff)


def _bare(line: str) -> str:
    return line.strip("?").replace(" ", "").lower()


@lru_cache(maxsize=1)
def _seen() -> frozenset[str]:
    """The words for what is shown, as they may be written."""
    words = _HELP_WHOLE.union(commands.table().shows)
    return words.union(word.upper() for word in words)


def begins_shown() -> frozenset[str]:
    """What a line can begin with that asks to see something."""
    return frozenset(word[0] if word.isascii() else word[:2] for word in _seen())


def ends_shown() -> frozenset[str]:
    """What it can end with."""
    return frozenset(word[-1] for word in _seen())


@lru_cache(maxsize=1)
def _commanding() -> frozenset[str]:
    """The first character of every command, and of numbers."""
    words = (*_seen(), *commands.beginnings(), *"第全所一二三四五六七八九十")
    return frozenset(word[0].lower() for word in words)


def cues_of_figures() -> frozenset[str]:
    """What no line is without that asks for figures: a word for them, a span or a grid."""
    return commands.table().statistics.union(overview.CUES.split())


def ends_of_figures() -> frozenset[str]:
    """What a line can end with that asks for figures."""
    return overview.ends(commands.table().statistics)
