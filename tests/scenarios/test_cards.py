"""Cards through the whole service: shown 1:1, pressed, changed, refused."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox import demo, performance, stage
from bot.sandbox.faults import Fault
from bot.sandbox.transcript import Line, Source
from tests.scenarios.town import BEGIN, LEISURE, RESIDENTS, STAFF, Town

CHEN = "app:chenjing"
LAMP = "3栋2单元的路灯又不亮了"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The example, where whoever is called in the group gets the card besides."""
    example = tmp_path / "example.toml"
    text = performance.EXAMPLE.read_text("utf-8")
    example.write_text(text.replace("mentions_per_hour = 6", "mentions_per_hour = 6\ncards = true"), "utf-8")
    async with stage.raised(tmp_path / "run", example, BEGIN, 0, demo.service, leisure=LEISURE) as sandbox:
        yield Town(sandbox, f"sqlite:///{tmp_path / 'run' / 'demo.sqlite3'}")


async def called(town: Town, text: str = LAMP) -> str:
    """Somebody reports it; the name of the card that 陈静 gets."""
    await town.group("wangayi", text)
    return name_of(await town.sees("^#1 ", CHEN))


def name_of(line: Line) -> str:
    assert line.card is not None
    return str(line.card["task_id"])


async def press(town: Town, card: str, key: str, who: str = "chenjing") -> None:
    """The callback of a click; then a moment passes, in which the card is changed."""
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.click_app_card(who, key, card)
    await town.sandbox.clock.advance(timedelta(seconds=5))


def greyed(town: Town, card: str, chat: str = CHEN) -> str:
    shown = town.sandbox.platform.exchange.desk.find(chat, card)
    assert shown is not None
    return shown.greyed


async def test_the_worker_gets_a_card_and_the_group_stays_text(town: Town) -> None:
    card = await called(town)
    shown = await town.sees("^#1 ", CHEN)
    assert "［受理］［转派］［办结］" in shown.text
    assert "3栋2单元" in shown.text
    post = await town.sees("^#1 ", STAFF)
    assert (post.card, post.mentions) == (None, ("chenjing",))
    assert card.startswith("xingfuli@1@0@")
    assert town.violations == []


async def test_pressing_accept_is_saying_it_and_the_card_shows_who_and_when(town: Town) -> None:
    card = await called(town)
    await press(town, card, "accept")
    assert "已接单" in (await town.sees("^#1 ", CHEN, source=Source.REPLY)).text
    changed = await town.sees(r"已接单 陈静 11月23日周一 09:0", CHEN, source=Source.APP)
    assert "［转派］［办结］" in changed.text
    assert "受理" not in changed.text
    assert "已有人接手" in (await town.sees("^#1 ", RESIDENTS)).text
    assert town.violations == []


async def test_a_second_press_changes_nothing_and_says_how_it_stands(town: Town) -> None:
    card = await called(town)
    await press(town, card, "accept")
    await press(town, card, "accept")
    answer = await town.sees("^#1 ", CHEN, source=Source.REPLY)
    assert answer.text == "#1 现在是“已接单”，在陈静手上，这次点的没有改动。"
    assert len([one for one in town.said_by_bot(RESIDENTS) if "已有人接手" in one.text]) == 1
    assert town.violations == []


async def test_the_same_click_delivered_twice_is_one_click(town: Town) -> None:
    card = await called(town)
    town.sandbox.faults.arm("callback", Fault.DUPLICATE)
    await press(town, card, "accept")
    await town.sees("已接单 陈静", CHEN, source=Source.APP)
    changes = [one for one in town.said_by_bot(CHEN) if one.source is Source.APP and one.card]
    assert len(changes) == 2  # as it came, and as it became


async def test_a_strangers_press_is_refused_and_moves_nothing(town: Town) -> None:
    card = await called(town)
    await press(town, card, "accept", who="zhoujie")
    assert "只有报告人和工作人员" in (await town.sees("^#1", "app:zhoujie")).text
    assert "［受理］" in (await shown_to(town, "chenjing")).text


async def shown_to(town: Town, who: str) -> Line:
    """The card as it stands, asked for 1:1."""
    await town.alone(who, "1 到哪了")
    return await town.sees("［", f"aibot:{who}")


async def test_a_press_after_it_went_to_somebody_else_is_told_and_moves_nothing(town: Town) -> None:
    card = await called(town)
    await town.group("linshuji", "1 转给 刘敏", chat=STAFF)
    await town.sees("^#1 已改派", STAFF)
    await press(town, card, "accept")
    answer = await town.sees("^#1 ", CHEN, source=Source.REPLY)
    assert "现在是“已派单”，在刘敏手上。这张卡片是以前的" in answer.text
    assert "已派单 刘敏" in (await town.sees("^#1 ", CHEN, source=Source.APP)).text


async def test_resolve_asks_what_was_done_and_the_next_line_closes_it(town: Town) -> None:
    card = await called(town)
    await press(town, card, "accept")
    await press(town, card, "resolve")
    assert "怎么处理的" in (await town.sees("^#1 ", CHEN, source=Source.REPLY)).text
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.say_to_app("chenjing", "换了一只新灯泡")
    assert "已请报告人确认" in (await town.sees("^#1 ", CHEN)).text
    assert "新灯泡" in (await town.sees("已办好", RESIDENTS)).text
    await press(town, card, "resolve")
    assert "现在是“待确认”" in (await town.sees("^#1 ", CHEN, source=Source.REPLY)).text
    assert "待确认 陈静" in (await town.sees("待确认 陈静", CHEN, source=Source.APP)).text
    assert greyed(town, card) == "待确认"


async def test_reassign_asks_to_whom_and_the_next_line_names_them(town: Town) -> None:
    card = await called(town)
    await press(town, card, "reassign")
    assert "转给谁" in (await town.sees("^#1 ", CHEN, source=Source.REPLY)).text
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.say_to_app("chenjing", "刘敏")
    assert "已改派" in (await town.sees("^#1 ", CHEN)).text
    assert "［受理］" in (await town.sees("^#1 ", "app:liumin")).text


async def test_a_nickname_that_fits_nobody_is_asked_about_once_more_with_those_there_are(town: Town) -> None:
    card = await called(town)
    await press(town, card, "reassign")
    for said, told in (("小钱", "工作人员里没有这个名字。有：.*刘敏"), ("刘敏", "已改派")):
        town.heard = len(town.sandbox.world.transcript.lines)
        await town.sandbox.platform.say_to_app("chenjing", said)
        await town.sees(told, CHEN)


async def test_taken_on_in_words_the_card_follows_silently(town: Town) -> None:
    card = await called(town)
    post = await town.sees("^#1 ", STAFF)
    await town.group("chenjing", "收到", chat=STAFF, quote=post.text)
    await town.later(seconds=5)
    changed = await town.sees("已接单 陈静", CHEN, source=Source.APP)
    assert name_of(changed) == card
    assert "受理" not in changed.text


async def test_a_red_call_does_not_depend_on_the_card(town: Town) -> None:
    town.sandbox.world.refuses_cards = True
    await town.group("wangayi", "3栋2单元楼道着火了")
    call = await town.sees("^#1 ", CHEN)
    assert call.card is None
    assert "着火" in call.text
    assert "回“1 接单”" in call.text


async def test_a_private_matter_comes_as_a_card_and_no_group_sees_its_words(town: Town) -> None:
    await town.alone("wangayi", "我家楼上邻居天天吵架打架，想请人调解一下")
    line = await town.sees("^#1 .*纠纷", CHEN)
    assert line.card is not None
    assert not any("调解" in one.text for one in town.said_by_bot(STAFF))


async def test_a_worker_whom_a_private_matter_does_not_concern_can_neither_take_it_on_nor_learn_that_it_exists(
    town: Town,
) -> None:
    await town.alone("wangayi", "我家楼上邻居天天吵架打架，想请人调解一下")
    card = name_of(await town.sees("^#1 .*纠纷", CHEN))
    nothing = "^没有找到 #1，请看看编号对不对。"
    for said in ("1 接单", "1 到哪了", "1 为什么", "1 转给 刘敏"):
        await town.alone("liumin", said)
        await town.sees(nothing, "aibot:liumin")
    await town.group("liumin", "接单", chat=STAFF, quote="#1 【一般·纠纷】私下处理的事")
    await town.sees(nothing, STAFF)
    await press(town, card, "accept", "liumin")
    await town.sees(nothing, "app:liumin")
    await town.group("chenjing", "1 为什么", chat=STAFF)
    await town.sees("^这只能私聊看", STAFF)
    await town.alone("chenjing", "1 接单")
    await town.sees("^#1 已接单", "aibot:chenjing")
    assert town.violations == []


async def test_in_the_robots_chat_the_card_comes_with_the_answer_and_changes_in_the_click(town: Town) -> None:
    await called(town)
    shown = await shown_to(town, "chenjing")
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.click_card("chenjing", "accept", name_of(shown))
    changed = await town.sees("已接单 陈静", "aibot:chenjing", source=Source.REPLY)
    assert changed.card is not None
    await town.later(seconds=5)
    told = [one for one in town.said_by_bot("aibot:chenjing") if one.source is Source.RESPONSE]
    assert [one.text[:6] for one in told] == ["#1 已接单"]
    assert town.violations == []


async def test_a_resident_who_asks_gets_no_buttons(town: Town) -> None:
    await called(town)
    await town.alone("wangayi", "1 到哪了")
    assert (await town.sees("^#1 ", "aibot:wangayi")).card is None
    assert [one.card for one in town.said_by_bot("aibot:wangayi")] == [None]


async def test_the_question_of_a_card_is_called_off_or_asked_again_in_ordinary_words(town: Town) -> None:
    await called(town)
    card = name_of(await shown_to(town, "chenjing"))
    await town.sandbox.platform.click_card("chenjing", "reassign", card)
    await town.later(seconds=5)
    await town.sees("转给谁", "aibot:chenjing")
    await town.alone("chenjing", "张三丰")
    await town.sees("工作人员里没有这个名字。有：.*刘敏", "aibot:chenjing")
    await town.alone("chenjing", "点错了")
    await town.sees("^好的，先不动", "aibot:chenjing")
    await town.alone("chenjing", "1 到哪了")
    await town.sees("已派单", "aibot:chenjing")
    assert town.violations == []
