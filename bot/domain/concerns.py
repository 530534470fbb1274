"""What people say in their own words about a ticket of theirs, before we know whether they have any."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.places import Place


class Mood(StrEnum):
    DONE = "done"  # 亮了: it works again
    PLEASED = "pleased"  # 好的谢谢: content, if it is said to the news that it is done
    UNDONE = "undone"  # 还是不热, 根本没来
    DENIED = "denied"  # 灯没亮: what may also be said of a new matter
    DOUBT = "doubt"  # 亮是亮了，一闪一闪的
    ASKS = "asks"  # 灯修了没有
    URGES = "urges"  # 都报了两天了
    GIVES_UP = "gives_up"  # 我们自己换了
    AGAIN = "again"  # 还是要修: after all
    PLACE = "place"  # nothing but where it is
    OVER = "over"  # 人救出来了: what was a danger is none any more
    FINE = "fine"  # 按错了: an alarm at home is none
    UNCLEAR = "unclear"  # said to us, and no matter that is clear and has a place of its own
    VAGUE = "vague"  # 说了好多次都不听: a matter that names nothing of its own but whoever says it


@dataclass(slots=True)  # one for every other line: to freeze it takes longer than to build it
class Concern:
    """`things` are the objects named, `categories` those they belong to; none where only the mood is spoken of.

    `report`: the category under which the line would be filed by itself; "" where it is no report. `private`: it
    would be filed as private.
    """

    text: str
    moods: frozenset[Mood]
    things: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    number: int | None = None
    place: Place | None = None
    report: str = ""
    private: bool = False
