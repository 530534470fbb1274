"""What anybody asks of us: how far a matter is, whom to turn to, what we are; and the private registers."""

from dataclasses import dataclass

from bot.domain.places import Place


@dataclass(frozen=True, slots=True)
class ShowMyTickets:
    """我的: what the speaker has reported or joined and, of staff, what they have to do."""


@dataclass(frozen=True, slots=True)
class ShowTicket:
    """12 到哪了: how far it is, as much of it as the speaker may hear."""

    number: int


@dataclass(frozen=True, slots=True)
class FindTicket:
    """3栋那个灯修好了没: staff ask how far something is, without its number. No `categories`: any.

    `who`: 王阿姨那事办了没, a resident as they are called; "" for anybody's.
    """

    place: Place | None
    categories: frozenset[str] = frozenset()
    who: str = ""


@dataclass(frozen=True, slots=True)
class AskReporter:
    """谁报了3栋: a question about who said it, which is no report. `number`: of the ticket, where it was named."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class ShowReasons:
    """12 为什么: the evidence by which a message was read."""

    number: int | None = None
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class ShowMyWorker:
    """我的网格员是谁. `place`: where the person says to live, if they say so. `named`: 陈静电话多少, her userid."""

    place: Place | None = None
    named: str = ""


@dataclass(frozen=True, slots=True)
class ShowDirectory:
    """The community's own answer to a question; `title` names the entry."""

    title: str


@dataclass(frozen=True, slots=True)
class Explain:
    """Somebody asks about the service itself: "points_use", "secrecy", "privacy", "office", "machine", …; "unheard": a
    voice message was not understood."""

    topic: str


@dataclass(frozen=True, slots=True)
class CallSecretary:
    """Somebody wants the secretary herself: `data` for what is kept about them (个人信息保护法: to see it, to have it
    erased)."""

    data: bool = False


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """`whole`: 帮助 全部, every line of it."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody spoke to us and we did not understand: one sentence on what we can do, once a day.

    `question`: what they asked, if it was a question that the directory has no answer for.
    """

    question: str = ""


@dataclass(frozen=True, slots=True)
class ShowHousehold:
    """户卡 3栋2单元501"""

    place: Place


@dataclass(frozen=True, slots=True)
class FindFamily:
    """码 AB12CD: somebody has found a person who carries a card. `text`: the line, where it says more than the code."""

    code: str
    text: str = ""
    place: Place | None = None


Question = (
    ShowMyTickets
    | ShowTicket
    | FindTicket
    | AskReporter
    | ShowReasons
    | ShowMyWorker
    | ShowDirectory
    | Explain
    | CallSecretary
    | ShowHelp
    | Guide
    | ShowHousehold
    | FindFamily
)
