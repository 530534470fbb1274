"""Which closing texts say what was done."""

import pytest

from intents import results


@pytest.mark.parametrize(
    "text", ["已换灯泡", "修好了", "井盖已垫稳", "已更换", "疏通了", "联系供电局，明天送电", "电梯正常了"]
)
def test_a_deed_or_an_object_says_what_was_done(text: str) -> None:
    assert results.says_what(text)


@pytest.mark.parametrize(
    "text",
    ["已处理", "已解决。", "好的", "好了", "处理好了，谢谢", "搞定！", "问题已经解决了", "OK", "1", "恢复正常", "😀"],
)
def test_an_empty_phrase_says_nothing(text: str) -> None:
    assert not results.says_what(text)


def test_what_is_told_at_length_is_taken_as_it_is() -> None:
    assert results.says_what("跟两家人坐下聊了一个下午，都同意晚上十点以后不跳操")
