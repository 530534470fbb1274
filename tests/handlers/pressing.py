"""Cards in the community to test in: shown, sent, pressed."""

from datetime import timedelta

from bot.domain import cards
from bot.domain.cards import Card, Press, Task
from bot.domain.delivery import Outcome, Post, Route, Verdict
from bot.domain.messages import Channel, Event, MessageKind
from bot.domain.roster import PushRules
from tests.builders import CHEN, World, changed, example

NAME = cards.task_id(Task("xingfuli", 1, 0), "a call")


def carded() -> World:
    """Whoever is called in the group gets a card besides."""
    return World(changed(example(), push=PushRules(cards=True)))


async def sent(world: World) -> None:
    """What waits for the app has been sent, each card with a code that changes it."""
    for post in [one for one in world.posts() if one.route is Route.APP and one.card]:
        claim = world.store.queue.claim("app", post.target, world.clock.now(), limit=99, span=timedelta(minutes=1))
        for claimed in await claim:
            outcome = Outcome(Verdict.SENT, response_code=f"code of {claimed.post.target}")
            await world.store.queue.record(claimed, outcome, world.clock.now(), retry_at=None)


def changes(world: World) -> dict[str, Post]:
    """The posts that change a shown card, by whose it is."""
    return {one.target: one for one in world.posts() if one.response_code}


def card_of(post: Post) -> Card:
    assert post.card is not None
    return post.card


async def press(
    world: World, what: Press, person: str = CHEN, name: str = NAME, channel: Channel = Channel.APP
) -> tuple[str, Post | None]:
    """The answer, and the post that changes the card (app) or goes with the answer (robot)."""
    code = "R" if channel is Channel.APP else ""
    event = Event("template_card_event", what.value, name, response_code=code)
    before = len(world.store.posts())
    number = await world.arrive(world.message(person, text="", kind=MessageKind.EVENT, event=event, channel=channel))
    await world.dispatcher.handle(number)
    drawn = [one for one in world.store.posts()[before:] if one.card and (one.response_code or one.route == "reply")]
    return await world.answer(number) or "", drawn[0] if drawn else None
