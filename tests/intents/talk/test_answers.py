"""The reporter's word on a result, withdrawals and additions."""

import pytest

from bot.domain.requests import AddToTicket, AnswerClosing, Rating, Request, WithdrawTicket
from intents.talk import answers


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("满意", AnswerClosing(Rating.SATISFIED, None, "满意")),
        ("修好了谢谢", AnswerClosing(Rating.SATISFIED, None, "修好了谢谢")),
        ("12 满意", AnswerClosing(Rating.SATISFIED, 12, "满意")),
        ("一般", AnswerClosing(Rating.FAIR, None, "一般")),
        ("不满意", AnswerClosing(Rating.DISSATISFIED, None, "不满意")),
        ("还没修好", AnswerClosing(Rating.DISSATISFIED, None, "还没修好")),
        ("没修好,还在漏", AnswerClosing(Rating.DISSATISFIED, None, "没修好,还在漏")),
        ("不用修了", WithdrawTicket(None, "不用修了")),
        ("不用来了,自己弄好了", WithdrawTicket(None, "不用来了,自己弄好了")),
        ("就是那个灯", AddToTicket("就是那个灯")),
    ],
)
def test_an_answer_is_read(line: str, request_: Request) -> None:
    assert answers.read(line, None) == request_


def test_a_quoted_post_gives_the_number() -> None:
    assert answers.read("修好了", 9) == AnswerClosing(Rating.SATISFIED, 9, "修好了")


@pytest.mark.parametrize(
    "line", ["昨天的电梯已经好了,师傅真快,表扬一下物业的各位", "3栋灯坏了", "满意度调查什么时候开始", "谢谢大家"]
)
def test_other_talk_is_no_answer(line: str) -> None:
    assert answers.read(line, None) is None


def test_staff_do_not_rate_their_own_work() -> None:
    assert answers.read("修好了", 9, staff=True) is None
