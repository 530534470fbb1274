"""From a verdict and its slots to the requests a line asks for."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Intent, Slot
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency, raised
from bot.domain.vocabulary import Vocabulary
from intents import categories, classify, meals, places
from intents.canteen import doors, eaters, remarks
from intents.classify import Verdict
from intents.guard import safety
from intents.meals import MealWords
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import homes, urgency

#: Looked up once: on a class of names each look-up is as slow as a call.
_HAZARD, _BLUE, _RED = Intent.HAZARD, Urgency.BLUE, Urgency.RED
_KINDS = {"hazard": Kind.HAZARD, "wish": Kind.WISH, "dispute": Kind.DISPUTE, "help": Kind.HELP}
_LEVELS = {level.value: level for level in Urgency}
#: Longer lines describe where it is in their own way; only short ones are asked for a place.
_ASK_BELOW = 60
#: "我要订餐" says nothing yet; longer lines say something the kitchen can start from.
_BARE = 8
#: A danger of which one of these says that there is none now (see `safety.denied_by`) is looked after soon.
_NOT_NOW = frozenset({"drill", "news", "story", "joke", "solved", "past"})


def ticket(normal: Normal, verdict: Verdict, place: Place | None, own: Vocabulary) -> requests.OpenTicket:
    """The ticket a hazard or a wish opens."""
    slug = classify.category_of(verdict)
    category = categories.find(slug, own)
    if verdict.intent is not _HAZARD:
        kind = _KINDS[category.kind if category else "wish"]
        return requests.OpenTicket(normal.raw, kind, slug, _BLUE, place)
    kind, level = _KINDS[category.kind if category else "hazard"], _LEVELS[category.urgency if category else "blue"]
    heard = urgency.heard(normal, slug)
    if heard is not _BLUE:
        level = raised(level, heard)
    if level is _RED and safety.denied_by(normal.text) in _NOT_NOW:
        level = Urgency.YELLOW
    return requests.OpenTicket(normal.raw, kind, slug, level, place)


def placed(normal: Normal, verdict: Verdict, place: Place | None, scene: Scene) -> tuple[requests.OpenTicket, bool]:
    """The ticket, and whether to ask where first: its category is useless without a place and nothing names one."""
    own = scene.community.vocabulary
    opened = ticket(normal, verdict, place, own)
    if place is not None and not place.vague:
        return opened, False
    if verdict.intent is not _HAZARD or opened.urgency is _RED:
        return opened, False
    home = homes.spoken_of(normal.text, scene)
    if home is not None:
        return ticket(normal, verdict, places.at_home(place, home), own), False
    category = categories.find(opened.category, own)
    return opened, category is not None and category.ask_place and len(normal.text) < _ASK_BELOW


def meal_words(normal: Normal, place: Place | None, scene: Scene) -> MealWords:
    """What the line says of a meal, its place left out."""
    return meals.read(normal.text, scene.now, place.text if place else "")


def meal(normal: Normal, words: MealWords, place: Place | None, scene: Scene) -> tuple[requests.Request, ...]:
    """What the line asks of the kitchen: an order for each meal named, a change, a cancellation, a look."""
    if meals.only_away(normal.text):
        return (requests.Guide(),)
    place = doors.find(normal, scene) or (None if place and "食堂" in (place.landmark or "") else place)
    act = meals.act_of(normal.text)
    if remark := remarks.read(normal, words, scene) if act == "order" else None:
        return (remark,)
    service = words.services[0] if words.services else None
    if act == "show":
        return (requests.ShowMyOrders(service, words.day),)
    if words.past and act == "order":
        return (requests.OrderMeal(normal.raw, service, words.past),)
    if words.no_day:
        order = _orders(normal, replace(words, no_day=""), place, scene)[0] if act == "order" else None
        waiting = order.request if isinstance(order, requests.Clarify) else order
        return (requests.Clarify(Slot.DATE, waiting, (words.no_day,)),)
    if act == "cancel" and words.day is None and meals.of_all(normal.text):
        return (requests.CancelMeal(normal.raw, service, None, words.for_whom, every=True),)
    if act == "cancel" and words.dropped:
        return (_without(normal, words, service),)
    if act == "cancel":
        days = (words.day, *words.more_days)
        return tuple(requests.CancelMeal(normal.raw, service, day, words.for_whom, words.last_day) for day in days)
    if act == "change":
        return (_changed(normal, words, place, service),)
    gone = (requests.CancelMeal(normal.raw, one, words.day, words.for_whom, besides=True) for one in words.refused)
    off = (requests.CancelMeal(normal.raw, service, day, words.for_whom, besides=True) for day in words.left_out)
    return (*_all_orders(normal, words, place, scene), *gone, *off)


def _without(normal: Normal, words: MealWords, service: str | None) -> requests.ChangeMeal:
    """ "红烧肉不要了,青菜两份": of some dishes none, of others so many, and the rest as it was."""
    named = (*((name, 0) for name in words.dropped), *words.dishes)
    return requests.ChangeMeal(normal.raw, service, words.day, for_whom=words.for_whom, dishes=named)


def _changed(normal: Normal, words: MealWords, place: Place | None, service: str | None) -> requests.Request:
    """A change of the whole order, or, where dishes are named, of these alone."""
    dishes, more = words.dishes, words.added
    quantity = words.quantity if meals.says_how_many(normal.text) else None
    if len(dishes) == 1 and quantity and not more:
        dishes = ((dishes[0][0], quantity),)  # "红烧肉两份改成三份"
    if dishes or more:
        quantity = None
    changed = requests.ChangeMeal(
        normal.raw, service, words.day, quantity, words.delivery, place, words.for_whom, words.diet, more, dishes
    )
    return requests.Clarify(Slot.QUANTITY, changed) if words.vague else changed


def _all_orders(normal: Normal, words: MealWords, place: Place | None, scene: Scene) -> tuple[requests.Request, ...]:
    """Those of the line as a whole, a neighbour's apart from one's own, and those of the days with their own number."""
    split = () if eaters.at_speakers(words.for_whom) else eaters.shares(normal.text)
    whose = [replace(words, for_whom=who, quantity=count) for who, count in split] or [words]
    main = tuple(order for one in whose for order in _orders(normal, one, place, scene))
    if any(isinstance(one, requests.Clarify) for one in main):
        return main
    parts = [
        replace(
            one,
            services=one.services or words.services,
            delivery=words.delivery if one.delivery is None else one.delivery,
            for_whom=one.for_whom or words.for_whom,
            diet=one.diet or words.diet,
        )
        for one in words.parts
    ]
    return (*main, *(order for one in parts for order in _orders(normal, one, place, scene)))


def _orders(normal: Normal, words: MealWords, place: Place | None, scene: Scene) -> tuple[requests.Request, ...]:
    services: tuple[str | None, ...] = words.services or (None,)
    each = (words.quantity or 1) // len(services) if len(services) > 1 and words.quantity else words.quantity
    delivery = bool(words.delivery) or (place is not None and words.delivery is None)
    address = _address(normal, words.for_whom, place, scene) if delivery else place
    dishes = words.dishes if len(services) == 1 else ()
    orders = tuple(
        requests.OrderMeal(
            normal.raw, service, day, each or 1, delivery, address, words.for_whom, words.diet, dishes, words.standing
        )
        for day in _days(words)
        for service in services
        if not any(one.day == day and one.services in {(), words.services} for one in words.parts)
    )
    if words.vague:
        return (requests.Clarify(Slot.QUANTITY, orders[0]),)
    if words.some_day:
        return (requests.Clarify(Slot.DATE, orders[0]),)
    if not words.services and words.day is None and words.quantity is None and len(normal.text) <= _BARE:
        return (requests.Clarify(Slot.SERVICE, orders[0]),)
    return orders


def _address(normal: Normal, for_whom: str, place: Place | None, scene: Scene) -> Place | None:
    """Home, unless another place is named; a neighbour's meal goes there only where that is said."""
    home = places.home_of(scene.person)
    if eaters.at_speakers(for_whom):
        return places.at_home(place, home)
    if eaters.to_speaker(normal.text):
        return home
    return None if place is None or place.vague else place


def _days(words: MealWords) -> tuple[date | None, ...]:
    """Every day of a stretch ("周一到周五"), at most a week, but those left out; else the days named, or none."""
    if words.day is None or words.last_day is None:
        return (words.day, *words.more_days[:6])
    span = min((words.last_day - words.day).days, 6)
    stretch = (words.day + timedelta(days=step) for step in range(span + 1))
    return tuple(day for day in stretch if day not in words.left_out)


def slots_of(words: MealWords) -> requests.MealSlots:
    """The slots of the outside contract."""
    return requests.MealSlots(words.services[0] if words.services else None, words.quantity, words.day, words.dishes)
