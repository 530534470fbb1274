"""One frozen value for each thing that can be asked of us, by words, by a click, by an alarm or by the clock.

`bot.handlers.HANDLERS` says who carries out which. `Reading` is what `intents` makes of a message.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from bot.domain.alarms import Alarm
from bot.domain.cards import Press, Task
from bot.domain.cases import By, Measure
from bot.domain.concerns import Concern
from bot.domain.delivery import Post, Verdict
from bot.domain.hotline import Item
from bot.domain.meals import Dishes
from bot.domain.places import Place
from bot.domain.reminders import Reminder
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency


class Rating(StrEnum):
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"


# Asked by people -------------------------------------------------------------------------------


@dataclass(slots=True, unsafe_hash=True)  # nothing changes one; to freeze it takes three times as long as to build it
class OpenTicket:
    """`safety` names the life-safety advice that must come first ("fire", "gas", …); "" if none.

    `unplaced`: we asked where it is and were not told. `private`: it tells of persons, whatever its category. `about`:
    the userids of those it complains of. `doubted`: it was asked which building is meant.
    """

    text: str
    kind: Kind
    category: str
    urgency: Urgency = Urgency.BLUE
    place: Place | None = None
    safety: str = ""
    unplaced: bool = False
    private: bool = False
    about: tuple[str, ...] = ()
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """More about something open: a word, a photo. `number` None: the person's latest open one. `corrects`: `place` is
    instead of the one that was said first. `pictured`: the text only stands under a photo (看看)."""

    text: str
    number: int | None = None
    place: Place | None = None
    urgency: Urgency = Urgency.BLUE
    corrects: bool = False
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class PassOn:
    """孩子在我家呢: a neighbour knows something of a danger that somebody else has reported in this group."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class JoinTicket:
    """12 我也是: what somebody has reported has happened to the speaker as well.

    `number` None: the only thing that was reported in this group just before. `place`: where, if it was said.
    `meal`: +1, an order where nothing was reported.
    """

    number: int | None = None
    text: str = ""
    place: Place | None = None
    meal: bool = False


@dataclass(frozen=True, slots=True)
class MoveTicket:
    """Staff acts on a ticket. `number` None: from the quote, else the only one that fits; `every`: all that do."""

    move: Move
    number: int | None = None
    text: str = ""
    to: str = ""
    until: date | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class AnswerClosing:
    """The reporter on the result: content, so-so, or not done."""

    rating: Rating
    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class UrgeTicket:
    """催一下. `number` None: from the quote, else the only one the person waits for.

    `told`: 明天必须办完, what a head has to say with it; `until` the day it names.
    """

    number: int | None = None
    text: str = ""
    told: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class UrgeMany:
    """没接单的都催一下: every ticket that one of these figures counts now, of one worker or grid where named."""

    measures: tuple[Measure, ...]
    worker: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class NoteTicket:
    """A word among staff about a ticket, never shown to others."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class HalfOrder:
    """Staff say of a ticket what sounds like an order, but not enough of it: nothing is done. `near`: which order."""

    number: int
    near: str


@dataclass(frozen=True, slots=True)
class WithdrawTicket:
    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RefileTicket:
    """还是要修: what its reporter has withdrawn is wanted after all."""

    number: int


@dataclass(frozen=True, slots=True)
class Promise:
    """Staff names the day by which a ticket will be done. `agreed`: "" not asked yet, "yes", "no"."""

    number: int | None
    until: date | None
    text: str
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class ShowPromises:
    """承诺: what is promised and not done yet."""


@dataclass(frozen=True, slots=True)
class TakeLeave:
    """Staff is away from `first` to `last`. `stand_in`: a name as it was said. `person`: userid, "" the speaker.

    `since`: local time of the first day, `until`: of the last; None: the whole day. `vague`: part of a day is meant,
    and which part was not said. `grid`: of whoever of that grid is away now, no days are said.
    `unclear`: days that were named together, and how was not to be read safely. `endless`: from `first` on, and until
    when was not said. `instead`: the first day of the leave noted just before, whose place it takes.
    """

    text: str
    first: date | None = None
    last: date | None = None
    stand_in: str = ""
    person: str = ""
    since: time | None = None
    until: time | None = None
    vague: bool = False
    grid: str = ""
    unclear: tuple[date, ...] = ()
    endless: bool = False
    instead: date | None = None


@dataclass(frozen=True, slots=True)
class EndLeave:
    """我回来了; `cancelled`: 我周五不请假了, said of the leave on `day`, or of the only one when no day was named.

    `alone`: 下周一我还是来上班的, of a longer leave only that day.
    """

    cancelled: bool = False
    day: date | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ShowLeaves:
    """谁请假了: who is away now and later, and who stands in."""


@dataclass(frozen=True, slots=True)
class OrderMeal:
    """`service` and `date` None where nothing was said and the handler takes the next open one.

    `standing`: wanted every day from then on ("以后天天"); only the next working days can be ordered.
    """

    text: str
    service: str | None = None
    day: date | None = None
    quantity: int = 1
    delivery: bool = False
    place: Place | None = None
    for_whom: str = ""
    diet: tuple[str, ...] = ()
    dishes: Dishes = ()
    standing: bool = False


@dataclass(frozen=True, slots=True)
class ChangeMeal:
    """Changes the person's live order; what is None stays as it is.

    `more` counts from what was ordered before ("再加一份" is 1, "减一份" is -1); where it is given, `quantity` is not.
    `dishes`: of these alone, so many from now on, 0 for none; beside `more`, so many more or fewer of each.
    """

    text: str
    service: str | None = None
    day: date | None = None
    quantity: int | None = None
    delivery: bool | None = None
    place: Place | None = None
    for_whom: str = ""
    diet: tuple[str, ...] = ()
    more: int = 0
    dishes: Dishes = ()


@dataclass(frozen=True, slots=True)
class CancelMeal:
    """Cancels what is named: one day, or every day from `day` to `last_day`; `every`: whatever stands.

    `besides`: said beside an order of another meal, so that nothing need be said when there is nothing to cancel.
    `lately`: 不要了, which is only about an order spoken of just before.
    """

    text: str
    service: str | None = None
    day: date | None = None
    for_whom: str = ""
    last_day: date | None = None
    besides: bool = False
    every: bool = False
    lately: bool = False


@dataclass(frozen=True, slots=True)
class MoveMeal:
    """改成后天, 我说的是晚上: the order spoken of last goes to another day, another meal, or both."""

    text: str
    service: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Unlisted:
    """接龙 in which the speaker's own line is missing; `order`: the meal it is for.

    `agreed`: "" not asked yet, "yes" what they have ordered stays, "no" it is cancelled.
    """

    order: OrderMeal
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class ShowMyOrders:
    service: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LogPatrol:
    """Somebody has walked their round. `findings` counts every hazard found; `hazards` are those that were named.

    `settled`: they have put right on the spot what they found. `where`: the buildings, where they are several.
    """

    text: str
    place: Place | None = None
    findings: int = 0
    hazards: tuple[OpenTicket, ...] = ()
    settled: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class OpenInspection:
    """A finding at a shop, a company, a house, to be put right by a day.

    `until` is a local date; `working_days` counts from today where that was said instead. Neither: no term was named.
    """

    subject: str
    finding: str
    category: str
    place: Place | None = None
    until: date | None = None
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class ShowMyPatrols:
    """我的巡查"""


@dataclass(frozen=True, slots=True)
class ShowMyTickets:
    pass


@dataclass(frozen=True, slots=True)
class ShowTicket:
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
class ShowMyPoints:
    pass


@dataclass(frozen=True, slots=True)
class ShowMyWorker:
    """我的网格员是谁. `place`: where the person says to live, if they say so. `named`: 陈静电话多少, her userid."""

    place: Place | None = None
    named: str = ""


@dataclass(frozen=True, slots=True)
class ShowStatistics:
    """`first`..`last` inclusive local dates; both None: since the first of the month. `grid` "" = all."""

    first: date | None = None
    last: date | None = None
    label: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive local dates, and what they are called: 上周."""

    first: date
    last: date
    label: str


@dataclass(frozen=True, slots=True)
class ShowFigure:
    """谁超时最多: one figure, of each worker, grid … or of all (`by` None), the lowest first if so asked.

    The span and `grid` as in ShowStatistics; the others narrow it down, "" and None to nothing. `among`: of what it is
    split by, these alone. `than`: compared with the same figure of that span.
    `listed`: with a line of each ticket that counts.
    """

    measure: Measure
    by: By | None = None
    lowest: bool = False
    first: date | None = None
    last: date | None = None
    label: str = ""
    grid: str = ""
    category: str = ""
    kind: Kind | None = None
    urgency: Urgency | None = None
    building: str = ""
    worker: str = ""
    among: tuple[str, ...] = ()
    than: Period | None = None
    state: State | None = None
    listed: bool = False


class Total(StrEnum):
    """What is counted that is no ticket."""

    POINTS = "points"  # paid, and fetched back
    PATROLS = "patrols"


@dataclass(frozen=True, slots=True)
class ShowTotal:
    """这个月积分发了多少, 谁巡查最多: the span as in ShowStatistics; `ranked`: of each person, most first.

    `who`: 王阿姨多少分, a resident as they are called: what they have now.
    """

    of: Total
    ranked: bool = False
    first: date | None = None
    last: date | None = None
    label: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ShowLooks:
    """谁看过户卡: who looked into the register of households, or wanted to. The span as in ShowStatistics."""

    first: date | None = None
    last: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShowOldest:
    """拖得最久的是哪件, 超过三天没办的: what is not done and came in at least so many days ago, the oldest first."""

    days: int = 0
    worker: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class ShowMealCount:
    """How many portions of a service ("" of each) for the days `first`..`last`, inclusive local dates."""

    first: date
    last: date
    service: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShowKitchen:
    """名单, 谁订了: the kitchen's list as it stands. `day` None and `service` "": the meal that is served next."""

    day: date | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class CloseMeals:
    """明后两天不开火: on these days, nothing of the service, or at all (""), is cooked; `again`: it is after all.

    `agreed`: "" not asked yet, "yes", "no".
    """

    days: tuple[date, ...]
    service: str = ""
    again: bool = False
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class TellKitchen:
    """饭没送来, 汤洒了: said of the meal that is served now. `otherwise`: what it is from whoever has ordered none."""

    text: str
    otherwise: OpenTicket | None = None


@dataclass(frozen=True, slots=True)
class NoteUncollected:
    """王阿姨今天的饭没来拿: somebody should knock. By name as it was said, or by the door."""

    text: str
    who: str = ""
    place: Place | None = None


class Asked(StrEnum):
    """What somebody wants to know about meals."""

    TIMES = "times"
    HOW = "how"
    CANTEEN = "canteen"
    OWN = "own"  # 这个月我吃了几顿


@dataclass(frozen=True, slots=True)
class ShowMealTimes:
    """多少钱一份, 几点开饭, 怎么订饭. `about`: which of these, or what only the canteen can say, asked as `text`."""

    about: Asked = Asked.TIMES
    text: str = ""


@dataclass(frozen=True, slots=True)
class ShowBudget:
    """红包还剩多少预算"""


@dataclass(frozen=True, slots=True)
class ShowDailyAccount:
    """What became of every message received on `day` (None: yesterday)."""

    day: date | None = None


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
class Correct:
    """Staff says what was misread: the matter `number`, or the line whose text is `quoted`.

    `refuted`: it was nothing. `opens`: what the quoted line is, if nobody has filed it.
    """

    number: int | None = None
    quoted: str = ""
    category: str = ""
    kind: Kind | None = None
    urgency: Urgency | None = None
    refuted: bool = False
    opens: OpenTicket | None = None


@dataclass(frozen=True, slots=True)
class ShowHousehold:
    """户卡 3栋2单元501"""

    place: Place


@dataclass(frozen=True, slots=True)
class TakePoints:
    """12 积分收回 是假的: the secretary fetches back what was paid for what was no matter."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakePointsOf:
    """王阿姨那5分扣回来: the same without the number. `who`: a resident as they are called; `amount` 0 if not said."""

    who: str
    amount: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FindFamily:
    """码 AB12CD: somebody has found a person who carries a card. `text`: the line, where it says more than the code."""

    code: str
    text: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ShowReasons:
    """12 为什么: the evidence by which a message was read."""

    number: int | None = None
    quoted: str = ""


class Slot(StrEnum):
    """What stands open between us and a person in a chat: how it is asked, and what the next line may fill in."""

    PLACE = "place"  # where the matter is, or where the meal goes
    QUANTITY = "quantity"  # how many portions
    DATE = "date"  # which day the meal is for
    SERVICE = "service"  # which meal of the day
    INTENT = "intent"  # whether it is a matter; it names a thing, so it is filed unless somebody says no
    WHETHER = "whether"  # the same where it names nothing: filed only if they say yes
    MATTER = "matter"  # what is wrong: they said only that something is; nothing waits
    WISH = "wish"  # what is wished for: they said only that they have a wish; nothing waits
    WHICH = "which"  # which of several tickets is meant
    CONFIRM = "confirm"  # yes or no to what we are about to do
    GONE = "gone"  # whether the meal stays that is missing from their list
    UNDONE = "undone"  # whether it is really not done
    AGAIN = "again"  # whether somebody should go once more
    RESULT = "result"  # what a move of staff lacks: what was done, until when, which other one
    WHOM = "whom"  # who is to take it on
    WHOM_AGAIN = "whom_again"  # the same, since nobody has the name that was said
    TERM = "term"  # by when what an inspection has found must be put right
    REFILE = "refile"  # nothing was asked; what was withdrawn may be wanted after all
    LEAVE = "leave"  # nothing was asked; the leave just noted may be set right
    FIGURE = "figure"  # nothing was asked; of the figure just told another grid, span or person may be wanted


#: As `worker` of a figure: whoever asks.
MYSELF = "我"
#: Nothing was asked: what is said next may be meant so, and nobody waits for an answer.
UNASKED = frozenset({Slot.REFILE, Slot.LEAVE, Slot.FIGURE})


@dataclass(frozen=True, slots=True)
class Clarify:
    """One question back. `request` waits for the answer; `options`: what the question for the slot names."""

    slot: Slot
    request: "Request | None" = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody spoke to us and we did not understand: one sentence on what we can do, once a day.

    `question`: what they asked, if it was a question that the directory has no answer for.
    """

    question: str = ""


# Asked by the platform and the clock -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody opened the 1:1 chat or followed the account."""


@dataclass(frozen=True, slots=True)
class PressCard:
    """Somebody pressed a button on a card. `task_id` is the card's name; `task` what it is about.

    `response_code`: lets us change the card; "" where the answer of the callback does.
    """

    press: Press
    task: Task
    task_id: str
    response_code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RaiseAlarm:
    """A button or a sensor calls."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class ImportHotline:
    """Items of the city's hotline, each to become a ticket once."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """A reminder has fallen due."""

    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A post did not reach anybody by its route (`verdict` final or dead_route), nobody knows (unknown), or it waits
    because the platform refuses our settings (barred). `late`: it was given up with time, and nobody has refused it."""

    post: Post
    verdict: Verdict
    late: bool = False


Request = (
    OpenTicket
    | AddToTicket
    | JoinTicket
    | PassOn
    | MoveTicket
    | AnswerClosing
    | UrgeTicket
    | UrgeMany
    | NoteTicket
    | HalfOrder
    | WithdrawTicket
    | RefileTicket
    | Promise
    | ShowPromises
    | TakeLeave
    | EndLeave
    | ShowLeaves
    | OrderMeal
    | ChangeMeal
    | CancelMeal
    | MoveMeal
    | Unlisted
    | ShowMyOrders
    | LogPatrol
    | OpenInspection
    | ShowMyPatrols
    | ShowMyTickets
    | ShowTicket
    | FindTicket
    | AskReporter
    | ShowMyPoints
    | ShowMyWorker
    | ShowStatistics
    | ShowFigure
    | ShowTotal
    | ShowOldest
    | ShowLooks
    | ShowMealCount
    | ShowKitchen
    | CloseMeals
    | NoteUncollected
    | TellKitchen
    | ShowMealTimes
    | ShowBudget
    | ShowDailyAccount
    | ShowDirectory
    | Explain
    | CallSecretary
    | ShowHelp
    | Correct
    | ShowReasons
    | TakePoints
    | TakePointsOf
    | ShowHousehold
    | FindFamily
    | Clarify
    | Guide
    | Welcome
    | PressCard
    | RaiseAlarm
    | ImportHotline
    | Fall
    | Undelivered
)

#: What is about one ticket, by its number.
Numbered = (
    AddToTicket
    | JoinTicket
    | PassOn
    | MoveTicket
    | AnswerClosing
    | UrgeTicket
    | NoteTicket
    | HalfOrder
    | WithdrawTicket
    | Promise
    | ShowTicket
    | Correct
    | ShowReasons
    | TakePoints
)


def name_of(request: Request) -> str:
    """The request's name as the outside sees it: OpenTicket → "open_ticket"."""
    return name_of_kind(type(request))


def name_of_kind(kind: type) -> str:
    """The name of all requests of that class."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


# What intents makes of a message ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that is open between us and this person here, and the request that waits for the answer."""

    slot: Slot
    request: Request | None


class Intent(StrEnum):
    HAZARD = "hazard"
    WISH = "wish"
    MEAL = "meal"
    OTHER = "other"


class Action(StrEnum):
    ACT = "act"
    ASK = "ask"
    SILENT = "silent"


@dataclass(slots=True, unsafe_hash=True)  # nothing changes one; see OpenTicket
class MealSlots:
    service: str | None = None
    quantity: int | None = None
    day: date | None = None
    dishes: Dishes = ()


@dataclass(slots=True)  # one a line: to freeze it takes four times as long
class Reading:
    """A message understood. `score` 0..1; `why` names the evidence worth telling with its weight.

    `silence` says why nothing is done ("greeting", "advert", …), counted in the daily account.
    `concern`: what the line says of a matter of its writer's, if they have one: then that is what it is about.
    """

    intent: Intent
    action: Action
    score: float
    category: str | None = None
    urgency: Urgency | None = None
    place: Place | None = None
    meal: MealSlots | None = None
    requests: tuple[Request, ...] = ()
    why: tuple[str, ...] = field(default=())
    silence: str = ""
    concern: Concern | None = None

    @property
    def silent(self) -> bool:
        """Nothing is to be done, and nothing to be looked up first."""
        return not self.requests and self.concern is None
