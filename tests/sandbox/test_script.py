import pytest

from bot.sandbox.script import Day, Missing, Player, Sight, Step
from bot.sandbox.transcript import Line, Source
from tests.sandbox.conftest import BEGIN, Meeting
from tests.sandbox.samples import card
from tests.sandbox.toy_bot import stream


def line(**fields: object) -> Line:
    given = {"seq": 1, "at": BEGIN, "chat": "wr1", "author": "", "text": "#1 路灯", "source": Source.PUSH} | fields
    return Line(**given)  # type: ignore[arg-type]


def test_a_sight_is_only_of_what_was_received() -> None:
    assert Sight(text="^#1").fits(line())
    assert not Sight(text="^#1").fits(line(source=Source.SAID))


@pytest.mark.parametrize(
    "sight",
    [
        Sight(text="^#2"),
        Sight(text="^#1", chat="wr2"),
        Sight(text="^#1", by=Source.REPLY),
        Sight(text="^#1", mentions=("chen",)),
    ],
)
def test_each_part_of_a_sight_counts(sight: Sight) -> None:
    assert not sight.fits(line())


async def played(meeting: Meeting, *steps: Step) -> int:
    return await Player(meeting.sandbox, patience=0.01).play(Day(begins=BEGIN, step=steps))


ASK = {"title": "问", "who": "wang", "chat": "wr1", "text": "@连心 灯坏了"}


async def test_a_step_comes_true_by_what_the_sandbox_received(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: stream("#1 收到")
    assert await played(meeting, Step(**ASK, see=(Sight(text="^#1"),))) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"see": (Sight(text="^#2"),)},
        {"see": (Sight(text="^#1", times=2),)},
        {"see": (Sight(text="^#1", times=0),)},
        {"silence": True},
        {"undelivered": True},
        {"quote": "nothing like it"},
    ],
)
async def test_a_step_that_does_not_come_true_is_named(meeting: Meeting, more: dict[str, object]) -> None:
    meeting.bot.answer = lambda _: stream("#1 收到")
    with pytest.raises(Missing, match="第 1 步「问」"):
        await played(meeting, Step.model_validate(ASK | more))


async def test_a_breach_of_the_wire_rules_fails_the_step(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: {"msgtype": "text", "text": {"content": "收到"}}
    with pytest.raises(Missing, match="text is no reply to message"):
        await played(meeting, Step(**ASK))


async def test_a_quote_takes_the_newest_line_of_the_bot(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: stream(f"#{len(meeting.bot.got)} 收到")
    again = {"title": "接", "who": "chen", "chat": "wr1", "text": "@连心 收到", "quote": "^#"}
    await played(meeting, Step(**ASK), Step(**ASK), Step(**again))
    assert meeting.bot.got[-1]["quote"]["text"]["content"] == "#2 收到"


async def test_the_clock_moves_in_strides_until_all_is_seen(meeting: Meeting) -> None:
    wait = Step(title="等", advance_minutes=30, up_to=4, see=(Sight(text="x"),))
    with pytest.raises(Missing):
        await played(meeting, wait)
    assert (meeting.clock.at - BEGIN).total_seconds() == 4 * 1800


def carded(plain: dict[str, object]) -> dict[str, object]:
    """Shows a card with every answer, and changes it when it is clicked."""
    if plain["msgtype"] == "event":
        changed = card("t-1", main_title={"title": "#1 已接单"})
        return {"response_type": "update_template_card", "template_card": changed}
    return {"msgtype": "template_card", "template_card": card("t-1")}


async def test_a_press_is_a_click_on_the_newest_card(meeting: Meeting) -> None:
    meeting.bot.answer = carded
    asked = Step(title="问", who="chen", text="1 到哪了")
    pressed = Step(title="点", who="chen", press="受理", see=(Sight(text="^#1 已接单"),))
    assert await played(meeting, asked, pressed) == 2
    assert meeting.bot.got[-1]["event"]["template_card_event"]["event_key"] == "accept"


async def test_a_button_that_is_not_there_cannot_be_pressed(meeting: Meeting) -> None:
    with pytest.raises(Missing, match="没有「受理」可点"):
        await played(meeting, Step(title="点", who="chen", press="受理"))
