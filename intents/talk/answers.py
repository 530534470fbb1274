"""What the reporter says to a result, a withdrawal, and words that add to something already open."""

import re
from functools import lru_cache

from bot.domain import requests
from bot.domain.requests import Rating
from intents import phrases
from intents.slots import naming

_NUMBER = re.compile(rf"^{naming.ticket()}[\s,，:：]*(?=\D)")
_THANKS = r"谢谢|多谢|感谢|辛苦了|辛苦|师傅|你们|您|大家|社区|物业|网格员|真快|点赞|[啊呀啦哈哦呢的了,.!~\s]"
_TAIL = re.compile(rf"(?:{_THANKS})+$")
#: What thanks can end with.
_LAST = frozenset("谢了苦傅们您家区业员快赞啊呀啦哈哦呢的,.!~")
_HEAD = re.compile(r"^(?:算了|那个|那就|这个|现在|已经|好的)?[,，\s]*")
_ADD = re.compile(
    r"^(?:就是|补充(?:一下|一点|说明)?|还是(?=那个(?!样))|位置[是在]|地址[是:]|我说的是|就(?=那个)"
    r"|刚才(?:说的|报的)(?:那个)?(?:灯|水|门|井|是))"
)
#: What the two begin with, the marks aside.
_INTRODUCED = "算了 那个 那就 这个 现在 已经 好的 就是 补充 还是 位置 地址 我说 就那 刚才"
_RATINGS = (("bad", Rating.DISSATISFIED), ("fair", Rating.FAIR), ("good", Rating.SATISFIED))
#: Answers are short; what is longer says something of its own.
_LONGEST = 24
#: A line may begin with the number of a ticket.
_NUMBERED = frozenset("#0123456789")


def read(text: str, quoted: int | None, *, staff: bool = False, asked: bool = False) -> requests.Request | None:
    """The answer, withdrawal or addition that the whole of `text` (normalised) is; None if it is none.

    `asked`: a question of ours is open, and 我说的是… is the answer to it."""
    if len(text) > _LONGEST:
        return None
    found = _NUMBER.match(text)
    number = int(found["number"]) if found else quoted
    line = (text[found.end() :] if found else text).strip(" ,.!~。")
    if line[:2] not in _beginnings() and line[:1] not in _beginnings():
        return None
    if _withdraws(line):
        return requests.WithdrawTicket(number, text)
    if not asked and _ADD.match(line) and not line.endswith(("?", "吗")):
        return requests.AddToTicket(line, number)
    rating = rating_of(line)
    if staff and not _only_rates(line, rating):
        return None
    return requests.AnswerClosing(rating, number, line) if rating else None


def beginnings() -> frozenset[str]:
    """What a line that answers can begin with."""
    return _beginnings() | _NUMBERED


def judging() -> frozenset[str]:
    """The words that withdraw something, or say how it was done."""
    return phrases.words("withdraw").union(*(phrases.words("rating", key) for key, _ in _RATINGS))


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The two characters, or the one, that an answer itself can begin with."""
    return frozenset(_INTRODUCED.split()) | {word[:2] for word in judging()}


def _only_rates(line: str, rating: Rating | None) -> bool:
    """一般, 满意: staff say 修好了 of their work, but this only of what they have reported themselves."""
    return rating is Rating.FAIR or "满意" in line


def _withdraws(line: str) -> bool:
    known = phrases.words("withdraw")
    bare = _HEAD.sub("", line, count=1)
    head, _, rest = bare.partition(",")
    return bare in known or _bare(bare) in known or (head in known and len(rest) <= 12)


def rating_of(line: str) -> Rating | None:
    """How content the whole of `line` is: "修好了谢谢" is SATISFIED; None if it is no answer."""
    bare = _bare(line)
    head = bare.partition(",")[0]
    for key, rating in _RATINGS:
        known = phrases.words("rating", key)
        if bare in known or line in known or head in known:
            return rating
    return None


def only_pleased(line: str) -> bool:
    """满意, 办得好: said of people; nothing is said of the thing itself."""
    return _bare(line.strip(" ,.!~。")).rstrip("了的") in phrases.words("rating", "pleased")


def _bare(line: str) -> str:
    """`line` without thanks at its end; 了 is kept where it belongs to the word."""
    if line and line[-1] not in _LAST and not line[-1].isspace():
        return line
    bare = _TAIL.sub("", line)
    return bare + "了" if line.startswith(bare + "了") else bare or line
