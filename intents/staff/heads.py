"""What the secretary and the leaders ask in their own words: 路灯坏了几个 · 垃圾的事有几件. No such line is a report.

Things are counted under the category they are filed in; what there is no figure for is owned up to.
"""

import re
from functools import lru_cache

from bot.domain import requests, roster
from bot.domain.vocabulary import Vocabulary
from intents import categories, classify, sources
from intents.evidence import Hit, scanner
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import directory
from intents.staff import questions


def read(normal: Normal, scene: Scene) -> requests.Request | None:
    """The figure that the line asks for in any words; None where it is no question of theirs for one."""
    line = normal.text.strip(" 。!~.,，")
    if scene.person is None or not scene.person.roles & roster.HEADS or not _asks(line):
        return None
    if directory.title_for(line, scene.community) is not None:
        return None
    counted = questions.read(_by_category(line, scene.community.vocabulary), scene.now, scene.community)
    return counted or requests.Guide(normal.raw)


def _asks(line: str) -> bool:
    """How many, who most: and nobody is to come and see to it."""
    asked, told = _patterns()
    return asked.search(line) is not None and told.search(line) is None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = sources.table_of("questions.toml")["marks"]
    return re.compile(marks["asked"]), re.compile(marks["told"])


def _by_category(line: str, own: Vocabulary) -> str:
    """路灯坏了几个 → 照明 几个: things by the name of what they are filed under, without what is wrong with them."""
    hits = [hit for _, hits in classify.judge(line, own).evidence.clauses for hit in hits]
    filed = sorted({slug for hit in hits for slug in _filed(hit)})
    if not filed or (len(filed) > 1 and any(len(_filed(hit)) > 1 for hit in hits)):
        return line
    wrong = scanner().lexicon.mask(["defect", "gripe"])
    for word in sorted({hit[0] for hit in hits if _filed(hit) or hit[3] & wrong}, key=len, reverse=True):
        line = line.replace(word, " ")
    return f"{line} {' '.join(categories.label_of(slug, own) for slug in filed)}"


def _filed(hit: Hit) -> list[str]:
    return [slug for group, slug in hit[4] if group in ("object", "trouble")]
