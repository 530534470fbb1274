"""Questions for figures as people shorten them, in the words that `questions` reads.

谁慢 → 谁最慢; 1网格和2网格哪个多 → 哪个网格最多, of these two; 陈静比刘敏多办了几件 → 谁办了几件, of these two.
"""

import re
from datetime import date
from typing import NamedTuple

from bot.domain import roster
from bot.domain.cases import By
from intents.slots import persons, spans

#: Nobody asks for a figure in more words.
_LONGEST = 60
_SLOW = re.compile("磨蹭|磨叽|拖拉|拖沓|慢吞吞")
#: 谁办得慢, 哪类多: the most is meant; 谁办了多少 and 哪个更多 stand as they are.
_BARE = re.compile(
    r"^(?P<before>.*(?:谁|哪[个一类种些栋幢人位]?).*?)(?<![最更])(?:比较|得)?(?P<how>(?<!多)少|快|慢|多|高|低|好|差|久)(?:一?些|一?点)?(?:呢|啊|了)*$"
)
_GRID = r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})网格"
_TWO_GRIDS = re.compile(rf"(?P<one>{_GRID})(?:和|跟|与|、|同|比)+(?P<other>{_GRID})(?:比|相比|比起来|比较|之间|里)*")
_NAME = r"[\u4e00-\u9fff]{2,4}?"
_TWO_PEOPLE = re.compile(
    rf"^(?P<one>{_NAME})(?:和|跟|与|、|同|比)(?P<other>{_NAME})(?:比|相比|比起来|比较|两个|他俩|俩|[,，])*"
    r"(?P<rest>(?:谁|哪个|各|多|少|快|慢).*)$"
)
#: 哪个, 谁, 各: which of the two is asked for anyhow.
_WHICH = re.compile("哪一?个|谁|各")
_DIFFERENCE = re.compile(r"^(?:多|少|快|慢)(?=[办接收报超])")


class Told(NamedTuple):
    """`among`: the two of which is asked, by `by`."""

    line: str
    by: By | None = None
    among: tuple[str, ...] = ()


def told(line: str, community: roster.Community, today: date) -> Told:
    """`line` (normalised, without blanks) in the words of `questions`; the same line where nothing is shortened."""
    by, among = None, tuple[str, ...]()
    if len(line) > _LONGEST:
        return Told(line)
    if "网格" in line and (grids := _TWO_GRIDS.search(line)):
        one, other = (spans.grid(grids[name], community)[0] for name in ("one", "other"))
        rest = _WHICH.sub("", line[grids.end() :], count=1)
        line, by, among = f"{line[: grids.start()]}哪个网格{rest}", By.GRID, (one, other)
    elif people := _people(line, community, today):
        line, by, among = people
    line = _SLOW.sub("慢", line)
    bare = _BARE.match(line)
    return Told(f"{bare['before']}最{bare['how']}" if bare else line, by, among)


def _people(line: str, community: roster.Community, today: date) -> tuple[str, By, tuple[str, ...]] | None:
    if not any(word in line for word in "和跟与比同、"):
        return None
    span = spans.find(line, today)
    found = _TWO_PEOPLE.match(line.replace(span.words, "", 1) if span else line)
    each = [persons.whom(community, found[name]) for name in ("one", "other")] if found else []
    known = tuple(one.person for one in each if one)
    if found is None or len(set(known)) < len(each):
        return None
    rest = _DIFFERENCE.sub("", _WHICH.sub("", found["rest"], count=1))
    return f"{span.words if span else ''}谁{rest}", By.WORKER, known
