"""What is said to the canteen and asked of it: orders, what became of them, and the kitchen's own questions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.meals import Dishes
from bot.domain.places import Place
from bot.domain.requests.tickets import OpenTicket


@dataclass(frozen=True, slots=True)
class OrderMeal:
    """`service` and `day` None where nothing was said and the handler takes the next open one.

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
    """改成后天, 我说的是晚上: the order spoken of last goes to another day, another meal, or both.

    `too`: 后天也要, it stands then as well.
    """

    text: str
    service: str | None = None
    day: date | None = None
    too: bool = False


@dataclass(frozen=True, slots=True)
class Unlisted:
    """接龙 in which the speaker's own line is missing; `order`: the meal it is for.

    `agreed`: "" not asked yet, "yes" what they have ordered stays, "no" it is cancelled.
    """

    order: OrderMeal
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class ShowMyOrders:
    """我订了什么: the speaker's live orders; `service` and `day` narrow them down."""

    service: str | None = None
    day: date | None = None


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
    """王阿姨今天的饭没来拿: somebody should knock. By name as it was said, or by the door. `unanswered`: the meal was
    brought, and nobody opened."""

    text: str
    who: str = ""
    place: Place | None = None
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class TellEaters:
    """青菜没了换成豆腐: for those who have ordered that meal; `day` None and `service` "": the one that is served next.

    `carried`: for those to whom it is brought. `agreed`: "" not asked yet, "yes", "no".
    """

    text: str
    day: date | None = None
    service: str = ""
    carried: bool = False
    agreed: str = ""


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


MealRequest = (
    OrderMeal
    | ChangeMeal
    | CancelMeal
    | MoveMeal
    | Unlisted
    | ShowMyOrders
    | ShowMealCount
    | ShowKitchen
    | CloseMeals
    | TellKitchen
    | NoteUncollected
    | TellEaters
    | ShowMealTimes
)
