"""Leaves, promises and questions in people's own words, through every channel."""

from tests.scenarios.town import RESIDENTS, STAFF, Town

LAMP = "3栋2单元的路灯又不亮了"


async def test_a_leave_said_in_one_sentence_changes_who_is_called(town: Town) -> None:
    await town.group("chenjing", "明天到后天我休息 刘敏顶班", chat=STAFF)
    await town.sees("您11月24日周二到11月25日周三请假，由刘敏替", STAFF)
    await town.sees("陈静11月24日周二到11月25日周三请假，这几天的事请您替一下")
    await town.later(hours=24)
    await town.group("wangayi", LAMP)
    call = await town.sees("^#1 【", STAFF)
    assert [one for one in call.mentions if one] == ["liumin"]
    await town.group("chenjing", "我回来了", chat=STAFF)
    await town.sees("转回给您", STAFF)
    await town.sees("(?s)没办完的转回.*#1 ")
    assert town.violations == []


async def test_an_afternoon_off_is_covered_for_that_afternoon_alone(town: Town) -> None:
    await town.group("chenjing", "我今天下午请假，刘敏替", chat=STAFF)
    await town.sees("您11月23日周一下午（12:00—18:00）请假，由刘敏替", STAFF)
    await town.sees("陈静11月23日周一下午（12:00—18:00）请假，这段时间的事请您替一下")
    await town.later(hours=4)
    await town.group("wangayi", LAMP)
    call = await town.sees("^#1 【", STAFF)
    assert [one for one in call.mentions if one] == ["liumin"]
    await town.later(hours=5)
    await town.sees("(?s)没办完的转回.*#1 ")
    assert town.violations == []


async def test_a_leave_nobody_covers_reaches_the_secretary_at_once(town: Town) -> None:
    await town.group("liumin", "我周五请假，陈静替", chat=STAFF)
    await town.sees("由陈静替", STAFF)
    await town.group("chenjing", "我周五请假，刘敏替", chat=STAFF)
    await town.sees("刘敏那天也请假，已告诉书记", STAFF)
    await town.sees("陈静11月27日周五请假，说好替的刘敏也请假", "app:linshuji")


async def test_a_promise_is_asked_about_once_and_counts_after_a_yes(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 【", STAFF)
    await town.group("chenjing", "1 下周三前修好", chat=STAFF)
    await town.sees("#1 记为12月2日周三前办好，对吗？", STAFF)
    await town.group("chenjing", "对", chat=STAFF)
    await town.sees("#1 记下了：12月2日周三前办好", STAFF)
    await town.sees("办理人答应12月2日周三前办好", RESIDENTS)
    await town.alone("linshuji", "承诺")
    await town.sees("(?s)#1 .*12月2日周三前，陈静")


async def test_a_question_without_an_answer_is_in_the_account_of_the_next_morning(town: Town) -> None:
    await town.group("wangayi", "户口本丢了去哪里补办？")
    await town.later(hours=24)
    await town.sees("11月23日周一有1个问题没答上：“户口本丢了去哪里补办？”", "app:linshuji")
