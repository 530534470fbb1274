import io
from datetime import timedelta

from bot.sandbox.terminal import Terminal
from bot.sandbox.transcript import Source
from tests.sandbox.conftest import BEGIN, small_world


def printed(*, colour: bool = False) -> str:
    world, out = small_world(), io.StringIO()
    said = world.transcript
    said.add(BEGIN, "wr1", "wang", "@连心 灯坏了", Source.SAID, quote="早上好")
    said.add(BEGIN, "wr1", "", "#1 收到\n请稍等", Source.PUSH, mentions=("chen",))
    said.add(BEGIN + timedelta(days=1), "oa:openid-wang", "wang", "", Source.SAID, note="关注了公众号")
    Terminal(world, out, colour).catch_up()
    return out.getvalue()


def test_each_day_has_a_heading_and_each_line_a_time_a_chat_and_a_name() -> None:
    lines = printed().splitlines()
    assert lines[1] == "──── 2026-11-23 星期一 ────"
    assert lines[2].split() == ["08:00", "居民群", "王阿姨", "@连心", "灯坏了"]
    assert "──── 2026-11-24 星期二 ────" in lines


def test_what_follows_stands_under_the_text() -> None:
    lines = printed().splitlines()
    first = next(line for line in lines if "#1" in line)
    second = lines[lines.index(first) + 1]
    wide = sum(2 if ord(char) > 0x2E80 else 1 for char in first[: first.index("#1")])
    assert second == " " * wide + "请稍等"


def test_who_was_really_called_is_said() -> None:
    assert "（群推送，@到 陈静）" in printed()


def test_a_single_chat_is_named_by_its_door() -> None:
    assert "公众号·王阿姨" in printed()
    assert "（关注了公众号）" in printed()


def test_colour_is_only_for_screens() -> None:
    assert "\033[" not in printed()
    assert "\033[" in printed(colour=True)
