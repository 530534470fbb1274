"""What was misread is set right at once, and kept as an example."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.requests import Correct, OpenTicket, ShowReasons
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    LEADER,
    LIGHT,
    LIU,
    PROPERTY,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    bodies,
    changed,
    example,
)  # fmt: skip

WISH = Correct(1, kind=Kind.WISH)


async def test_the_kind_is_set_right_and_the_line_kept_as_an_example(world: World) -> None:
    await world.reported()
    said = await world.says(CHEN, WISH, chat=STAFF)
    assert said.startswith("#1 改好了：隐患→心愿")
    assert (world.ticket().kind, world.ticket().category) == (Kind.WISH, "other_wish")
    last = world.history()[-1]
    assert (last.move, last.by, last.source) == (Move.CORRECT, CHEN, last.target)
    [kept] = world.store.state.corrections
    assert (kept.text, kept.intent_before, kept.intent_after, kept.by) == (LIGHT.text, "hazard", "wish", CHEN)
    assert (kept.category_before, kept.category_after, kept.ticket) == ("lighting", "other_wish", 1)


async def test_another_category_goes_to_the_party_that_answers_for_it() -> None:
    party = example().parties[0]
    world = World(changed(example(), parties=(replace(party, categories=("drainage",)),)))
    await world.reported()
    await world.says(CHEN, Correct(1, category="drainage", kind=Kind.HAZARD), chat=STAFF)
    assert (world.ticket().party, world.ticket().assignee, world.ticket().round) == (party.code, PROPERTY, 1)
    assert world.posts()[-1].mentions == (PROPERTY,)
    assert "排水" in world.posts()[-1].body


async def test_staff_raise_the_urgency_and_the_clocks_follow(world: World) -> None:
    await world.reported()
    await world.says(CHEN, Correct(1, urgency=Urgency.RED), chat=STAFF)
    ticket = world.ticket()
    assert (ticket.urgency, ticket.round) == (Urgency.RED, 1)
    assert ticket.accept_due is not None
    assert ticket.accept_due - world.clock.now() == timedelta(minutes=5)
    assert {one.occurrence for one in world.waiting()} == {"1"}


async def test_only_the_secretary_lowers_the_urgency_and_it_is_in_the_history(world: World) -> None:
    await world.reported()
    await world.says(CHEN, Correct(1, urgency=Urgency.RED), chat=STAFF)
    assert "书记" in await world.says(CHEN, Correct(1, urgency=Urgency.BLUE), chat=STAFF)
    assert world.ticket().urgency is Urgency.RED
    await world.says(SECRETARY, Correct(1, urgency=Urgency.BLUE), chat=STAFF)
    assert world.ticket().urgency is Urgency.BLUE
    assert world.history()[-1].reason == "紧急→一般"


async def test_what_never_was_a_matter_is_taken_back_and_its_reporter_told(world: World) -> None:
    await world.reported()
    assert "已取消" in await world.says(CHEN, Correct(1, refuted=True), chat=STAFF)
    assert world.state() is State.WITHDRAWN
    assert world.waiting() == []
    assert "听错了" in bodies(world.posts(RESIDENTS))[-1]
    assert await world.balance(f"held:{WANG}") == 0
    assert world.store.state.corrections[0].intent_after == "other"


async def test_a_line_we_were_silent_on_is_filed_for_whoever_said_it(world: World) -> None:
    text = "3栋2单元那个灯又是老样子"
    number = await world.arrive(world.message(WANG, RESIDENTS, text))
    await world.dispatcher.handle(number)
    opens = OpenTicket(text, Kind.HAZARD, "lighting", place=LIGHT.place)
    said = await world.says(CHEN, Correct(None, f"@连心 {text}", kind=Kind.HAZARD, opens=opens), chat=STAFF)
    assert said.startswith("#1 ")
    assert (world.ticket().reporter, world.ticket().chat) == (WANG, RESIDENTS)
    assert any(one.mentions == (WANG,) and one.body.startswith("#1 ") for one in world.posts(RESIDENTS))
    [kept] = world.store.state.corrections
    assert (kept.text, kept.intent_before, kept.intent_after) == (text, "other", "hazard")
    assert kept.message == number


async def test_a_line_that_never_reached_us_is_filed_for_whoever_quotes_it(world: World) -> None:
    opens = OpenTicket("灯灭了", Kind.HAZARD, "lighting", place=LIGHT.place)
    await world.says(CHEN, Correct(None, "灯灭了", kind=Kind.HAZARD, opens=opens))
    assert world.ticket().reporter == CHEN
    [kept] = world.store.state.corrections
    assert kept.message == 1


async def test_a_quoted_line_that_became_a_ticket_is_set_right_without_its_number(world: World) -> None:
    number = await world.arrive(world.message(WANG, RESIDENTS, LIGHT.text))
    world.understood = requests.Reading(requests.Intent.HAZARD, requests.Action.ACT, 1.0, requests=(LIGHT,))
    await world.dispatcher.handle(number)
    await world.says(CHEN, Correct(None, LIGHT.text, refuted=True), chat=STAFF)
    assert world.state() is State.WITHDRAWN


async def test_nothing_is_filed_from_a_quote_among_residents(world: World) -> None:
    opens = OpenTicket("灯灭了", Kind.HAZARD, "lighting")
    assert "没有找到" in await world.says(CHEN, Correct(None, "灯灭了", opens=opens), chat=RESIDENTS)


@pytest.mark.parametrize("person", [WANG, PROPERTY])
async def test_nobody_else_sets_anything_right(world: World, person: str) -> None:
    await world.reported()
    assert "工作人员" in await world.says(person, WISH, chat=RESIDENTS)
    assert world.ticket().kind is Kind.HAZARD
    assert world.store.state.corrections == []


async def test_staff_are_told_by_which_words_a_message_was_read(world: World) -> None:
    number = await world.arrive(world.message(WANG, RESIDENTS, LIGHT.text))
    why = (
        "灯×不亮 +3.1 hazard",
        "没有证据就不是事 +2.6 other",
        "又 +0.5 wish",
        "两个物字 +1.0 hazard",
        "路灯 -0.6 hazard",
    )
    world.understood = requests.Reading(
        requests.Intent.HAZARD, requests.Action.ACT, 1.0, "lighting", requests=(LIGHT,), why=why
    )
    await world.dispatcher.handle(number)
    said = await world.says(CHEN, ShowReasons(1), chat=STAFF)
    assert said.startswith("#1 听到“灯”“不亮”，所以记成隐患·照明。")
    assert not re.search(r"[a-z]{2}|[+-]?\d\.\d", said.split("（幸福里")[0])
    quoted = await world.says(CHEN, ShowReasons(None, LIGHT.text), chat=STAFF)
    assert quoted.startswith("听到“灯”“不亮”，所以听成隐患·照明。")
    assert "工作人员" in await world.says(WANG, ShowReasons(1), chat=RESIDENTS)


WHY = ("打孩子 +2.0",)
HEARD = "听到“打孩子”"


async def test_of_what_was_no_matter_it_is_said_that_nothing_was_heard(world: World) -> None:
    await world.hears(WANG, "今天太阳真好", chat=RESIDENTS)
    said = await world.says(CHEN, ShowReasons(None, "今天太阳真好"), chat=STAFF)
    assert "没听出哪里坏了" in said
    assert "other" not in said


async def test_a_danger_is_explained_by_its_word(world: World) -> None:
    await world.hears(WANG, "3栋楼道着火了", chat=RESIDENTS)
    said = await world.says(CHEN, ShowReasons(1), chat=STAFF)
    assert said.startswith("#1 听到“着火”，所以记成隐患·")
    assert "fire" not in said


async def quarrelled(world: World) -> None:
    """Somebody reports a private matter in the group; by which words it was known, is kept."""
    number = await world.arrive(world.message(WANG, RESIDENTS, QUARREL.text))
    world.understood = requests.Reading(requests.Intent.HAZARD, requests.Action.ACT, 1.0, requests=(QUARREL,), why=WHY)
    await world.dispatcher.handle(number)


@pytest.mark.parametrize("asked", [ShowReasons(1), ShowReasons(None, LIGHT.text), ShowReasons(99)])
async def test_where_residents_read_no_evidence_is_told_of_anything(world: World, asked: ShowReasons) -> None:
    number = await world.arrive(world.message(WANG, "", LIGHT.text))
    why = ("灯×不亮 +3.1",)
    world.understood = requests.Reading(requests.Intent.HAZARD, requests.Action.ACT, 1.0, requests=(LIGHT,), why=why)
    await world.dispatcher.handle(number)
    said = await world.says(CHEN, asked, chat=RESIDENTS)
    assert said.startswith("这只能私聊看")
    assert "不亮" not in said


@pytest.mark.parametrize("asked", [ShowReasons(1), ShowReasons(None, QUARREL.text)])
@pytest.mark.parametrize("person", [CHEN, LEADER, SECRETARY])
async def test_the_evidence_of_a_private_matter_is_told_one_to_one_to_those_who_answer_for_it(
    world: World, person: str, asked: ShowReasons
) -> None:
    await quarrelled(world)
    assert HEARD in await world.says(person, asked)
    for chat in (STAFF, RESIDENTS):
        said = await world.says(person, asked, chat=chat)
        assert said.startswith("这只能私聊看")


@pytest.mark.parametrize("chat", ["", STAFF])
async def test_a_worker_whom_a_private_matter_does_not_concern_hears_what_is_said_of_no_ticket_at_all(
    world: World, chat: str
) -> None:
    await quarrelled(world)
    refused = await world.says(LIU, ShowReasons(1), chat=chat)
    assert refused.split("\n")[0] == (await world.says(LIU, ShowReasons(99), chat=chat)).replace("99", "1")
    quoted = await world.says(LIU, ShowReasons(None, QUARREL.text), chat=chat)
    assert quoted == await world.says(LIU, ShowReasons(None, "谁也没说过这句"), chat=chat)


async def test_a_private_line_without_a_ticket_is_explained_to_the_secretary_only(world: World) -> None:
    number = await world.arrive(world.message(WANG, RESIDENTS, QUARREL.text))
    world.understood = requests.Reading(
        requests.Intent.HAZARD, requests.Action.SILENT, 1.0, category=QUARREL.category, why=WHY
    )
    await world.dispatcher.handle(number)
    assert HEARD in await world.says(SECRETARY, ShowReasons(None, QUARREL.text))
    assert "没有找到这句话" in await world.says(CHEN, ShowReasons(None, QUARREL.text))


@pytest.mark.parametrize("said", [Correct(1, refuted=True), Correct(None, QUARREL.text, opens=LIGHT)])
async def test_a_private_matter_is_corrected_by_those_it_concerns_only(world: World, said: Correct) -> None:
    await quarrelled(world)
    before = world.ticket()
    assert "没有找到" in await world.says(LIU, said, chat=STAFF)
    assert world.ticket() == before
    assert len(world.store.state.tickets) == 1


def with_drainage_for_property() -> World:
    party = example().parties[0]
    return World(changed(example(), parties=(replace(party, categories=("drainage",)),)))


async def test_property_sets_the_category_of_its_own_ticket_right_and_it_goes_to_whom_it_concerns() -> None:
    world = with_drainage_for_property()
    await world.reported(replace(LIGHT, category="drainage"))
    assert world.ticket().assignee == PROPERTY
    said = await world.says(PROPERTY, Correct(1, category="lighting", kind=Kind.HAZARD), chat=STAFF)
    assert said.startswith("#1 改好了")
    assert (world.ticket().category, world.ticket().party, world.ticket().assignee) == ("lighting", "", CHEN)
    [kept] = world.store.state.corrections
    assert (kept.by, kept.category_before, kept.category_after) == (PROPERTY, "drainage", "lighting")


@pytest.mark.parametrize(
    "asked",
    [
        Correct(1, urgency=Urgency.BLUE),
        Correct(1, kind=Kind.WISH),
        Correct(1, refuted=True),
        Correct(1, category="quarrel", kind=Kind.DISPUTE),
        Correct(quoted=LIGHT.text, category="lighting", kind=Kind.HAZARD),
    ],
)
async def test_property_corrects_nothing_but_the_category(asked: Correct) -> None:
    world = with_drainage_for_property()
    await world.reported(replace(LIGHT, category="drainage"))
    before = world.ticket()
    assert "社区工作人员" in await world.says(PROPERTY, asked, chat=STAFF)
    assert world.ticket() == before


async def test_property_does_not_correct_what_is_somebody_elses(world: World) -> None:
    await world.reported()
    asked = Correct(1, category="drainage", kind=Kind.HAZARD)
    assert "社区工作人员" in await world.says(PROPERTY, asked, chat=STAFF)
    assert world.ticket().category == "lighting"
