"""What a newcomer asks about the canteen: 怎么订饭 · 几点截止 · 能送吗 · 明天吃啥 · 食堂电话.

Prices, hours and how to order are known here; a menu, a discount or where it is only the community's own file can say.
"""

import re
from functools import lru_cache

from bot.domain import requests
from intents import sources
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import directory

_LONGEST = 24
#: No such question without one of these.
CUES = "几 什 啥 怎 咋 如 能 可 送 菜 食 优 付 有 多 荤 开 来"


@lru_cache(maxsize=1)
def _questions() -> dict[str, re.Pattern[str]]:
    """What the whole of a line can be, by the kind of question; the words are in canteen_questions.toml."""
    source = sources.table_of("canteen_questions.toml")
    before, after = (rf"(?:{_any_of(source[key])}|\s)*" for key in ("before", "after"))
    ways = {key: "|".join(source[key]["ways"].split()) for key in ("how", "theirs", "own", "in_time")}
    around = {key: (f"{before}?", after) if key in ("how", "theirs") else ("", "") for key in ways}
    return {key: re.compile(f"{around[key][0]}(?:{said}){around[key][1]}") for key, said in ways.items()}


def _any_of(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


def read(normal: Normal, scene: Scene) -> requests.ShowMealTimes | None:
    """The question that the whole line is; None where it is another, or the community's own file answers it."""
    line = normal.text.strip(" 。!~.,，")
    heard = scene.addressed or normal.mentioned
    if not heard or len(line) > _LONGEST or not scene.community.services or directory.title_for(line, scene.community):
        return None
    known = _questions()
    if known["how"].fullmatch(line) or known["in_time"].fullmatch(line):
        return requests.ShowMealTimes(requests.Asked.HOW)
    if known["own"].fullmatch(line):
        return requests.ShowMealTimes(requests.Asked.OWN)
    return requests.ShowMealTimes(requests.Asked.CANTEEN, normal.raw) if known["theirs"].fullmatch(line) else None
