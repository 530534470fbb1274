"""没接单的都催一下, 催陈静: a head urges all tickets of a sort, or all late ones of somebody, at once."""

import re

from bot.domain import requests, roster
from bot.domain.cases import Measure
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import narrowing

_URGE = re.compile(
    r"(?:都|全|挨个|帮我|帮忙|请|麻烦|把|再|去|给我)*催(?:一下|一遍|一催|下|办|催)?(?:他|她|他们|吧|了|啊)*"
)
_AROUND = re.compile(r"^(?:帮我|请|麻烦|把|所有|全部|那些|这些|给我)*|(?:的|都|全|单子?|工单|那些|这些|那几件|几件)*$")
_WHICH = (
    (re.compile("(?:还)?(?:没有?|未)(?:人)?(?:接单?|受理)"), (Measure.UNACCEPTED,)),
    (re.compile("快(?:要)?(?:超时|到期|逾期)"), (Measure.DUE,)),
    (re.compile("(?:已经?)?(?:超时|超期|逾期|过期)(?:未办|没办)?"), (Measure.OVERDUE,)),
    (re.compile("(?:还)?没(?:有)?(?:办完|办好|办结|处理完|处理|办)"), (Measure.WAITING,)),
)
#: Of somebody, where it is not said which.
_LATE = (Measure.UNACCEPTED, Measure.OVERDUE)
_LONGEST = 24


def read(normal: Normal, scene: Scene) -> requests.UrgeMany | None:
    """Which are to be urged; None if the line says nothing of the kind, or nobody who heads the others says it."""
    line = normal.text.strip(" 。!~.,，").replace(" ", "").replace(",", "")
    if scene.person is None or not scene.person.roles & roster.HEADS or len(line) > _LONGEST:
        return None
    rest, urged = _URGE.subn("", line, count=1)
    if not urged:
        return None
    around = narrowing.read(rest, scene.now, scene.community)
    said = _AROUND.sub("", around.line)
    if not said:
        return requests.UrgeMany(_LATE, around.worker) if around.worker and not around.span else None
    which = next((measures for words, measures in _WHICH if words.fullmatch(said)), None)
    return requests.UrgeMany(which, around.worker, around.grid) if which else None
