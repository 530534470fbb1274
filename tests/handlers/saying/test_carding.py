"""Who gets a card, where, and with which buttons."""

from dataclasses import replace

from bot.domain import cards, requests
from bot.domain.cards import Card, Press, Task
from bot.domain.delivery import Route
from bot.domain.roster import Role
from tests.builders import (
    CHEN,
    FIRE,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    changed,
    example,
)
from tests.handlers.pressing import card_of, carded


async def test_a_call_in_the_group_comes_as_a_card_besides_where_the_community_wants_it() -> None:
    plain, wanted = World(), carded()
    await plain.reported()
    await wanted.reported()
    assert plain.posts(CHEN) == []
    [post] = wanted.posts(CHEN)
    card = card_of(post)
    assert [one.press for one in card.buttons] == [Press.ACCEPT, Press.REASSIGN, Press.RESOLVE]
    assert cards.task_of(card.task_id) == Task("xingfuli", 1, 0)
    assert post.body.startswith("#1 ")
    assert "路灯" in post.body
    assert [one.card for one in wanted.posts(STAFF)] == [None]


async def test_a_private_matter_is_a_card_for_each_who_is_called_and_names_differ() -> None:
    world = World()
    await world.reported(replace(QUARREL, urgency=FIRE.urgency))
    names = {one.target: card_of(one).task_id for one in world.posts() if one.route is Route.APP}
    assert len(names) > 1
    assert len(set(names.values())) == len(names)


async def test_nobody_to_give_it_to_rings_the_secretary_with_a_card_to_pass_it_on() -> None:
    place = example()
    grids = tuple(replace(one, worker="", leader="", stand_in="") for one in place.grids)
    others = tuple(one for one in place.people if Role.LEADER not in one.roles)
    world = World(changed(place, grids=grids, people=others))
    await world.reported()
    [post] = world.posts(SECRETARY)
    card = card_of(post)
    assert ("注意", "没有人可派，请马上转派") in card.lines
    assert Press.REASSIGN in {one.press for one in card.buttons}


async def test_by_the_official_account_nobody_gets_a_card() -> None:
    place = example()
    people = tuple(replace(one, userid=f"oa:{CHEN}") if one.userid == CHEN else one for one in place.people)
    grids = tuple(replace(one, worker=f"oa:{CHEN}") if one.worker == CHEN else one for one in place.grids)
    world = World(changed(place, people=people, grids=grids))
    await world.reported(QUARREL)
    assert [one.card for one in world.posts(CHEN)] == [None]


async def test_an_answer_about_a_ticket_carries_a_card_to_staff_in_the_robots_chat_only() -> None:
    world = World()
    await world.reported()

    async def card(person: str, chat: str = "") -> Card | None:
        await world.says(person, requests.ShowTicket(1), chat=chat)
        return [one for one in world.store.posts() if one.route is Route.REPLY][-1].card

    assert await card(CHEN) is not None
    assert await card(CHEN, STAFF) is None
    assert await card(WANG) is None
    assert await card(WANG, RESIDENTS) is None
