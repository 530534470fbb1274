"""What a head says of a ticket that somebody else may have: hurry, by a day; I have seen it, it is done, it is not.

None of it takes the ticket on: whoever has it knows of the ticket what its state makes of such a word.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.domain import requests, roster
from bot.domain.requests import Rating
from bot.domain.tickets import Move
from intents import sources
from intents.scene import Scene
from intents.staff import promises
from intents.talk import answers

_EDGES = " ,。!~"


class _Words(NamedTuple):
    seen: re.Pattern[str]
    content: re.Pattern[str]
    undone: re.Pattern[str]
    press: re.Pattern[str]
    heard: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = sources.table_of("fieldwork.toml")["head"]
    return _Words(
        re.compile(source["seen"]),
        re.compile(source["content"]),
        re.compile(source["undone"]),
        re.compile(source["press"]),
        frozenset(source["heard"].split()),
    )


def read(number: int, words: str, scene: Scene) -> requests.Request | None:
    """What `words` say of the ticket of that number; None if nobody who heads the others says them, or nothing so."""
    if scene.person is None or not scene.person.roles & roster.HEADS:
        return None
    known, line = _words(), words.strip(_EDGES)
    judged = known.seen.sub("", line, count=1).strip(_EDGES)
    rating = answers.rating_of(judged)
    if rating is Rating.DISSATISFIED or known.undone.match(judged):
        return requests.MoveTicket(Move.REOPEN, number, words)
    if known.content.fullmatch(judged) or (judged != line and rating is Rating.SATISFIED):
        return requests.MoveTicket(Move.CONFIRM, number)
    if known.press.search(line):
        return requests.UrgeTicket(number, words, told=words, until=promises.day_in(line, scene))
    return requests.HalfOrder(number, "accept") if line in known.heard else None
