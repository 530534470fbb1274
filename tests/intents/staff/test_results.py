"""Which closing texts say what was done."""

import pytest

from intents.staff import results


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


@pytest.mark.parametrize("text", ["查过了，不是漏气", "查过了，没有问题", "没发现问题", "到场时人已散了，没有异常"])
def test_what_was_found_to_be_nothing_says_what_was_done(text: str) -> None:
    assert results.says_what(text)


@pytest.mark.parametrize(
    "text",
    [
        "已通知物业",
        "已上报供电局，等回复",
        "已联系维修公司，下周来",
        "已转交物业处理",
        "已列入改造计划，明年三月动工",
        "已安排人去",
    ],
)
def test_what_lies_with_others_is_only_handed_on(text: str) -> None:
    assert results.only_handed_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "已通知物业，换了灯泡",
        "已联系电力公司，来电了",
        "已通知业主清理干净了",
        "联系了师傅，疏通了",
        "已劝说双方和解",
        "已告知办理流程",
    ],
)
def test_what_was_done_after_it_was_handed_on_is_done(text: str) -> None:
    assert not results.only_handed_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "误报，灯没坏",
        "没坏，不用换了",
        "接到电话后去看了，没有这回事",
        "已通知报修的人，没坏",
        "按错了，已解除",
        "没漏，是空调水",
    ],
)
def test_where_nothing_was_wrong_the_report_was_unfounded(text: str) -> None:
    assert results.unfounded(text)


@pytest.mark.parametrize(
    "text",
    [
        "修好了一切正常",
        "检修后无异常",
        "不是漏水，是水管松了，拧紧了",
        "隐患已不存在",
        "现在没漏了",
        "已加固，没有异常",
        "没坏，换了个灯泡",
    ],
)
def test_what_was_put_right_or_has_gone_was_no_unfounded_report(text: str) -> None:
    assert not results.unfounded(text)
