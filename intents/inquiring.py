"""谁报了3栋: somebody asks who reported a thing, and reports nothing."""

import re

from bot.domain import requests

_REPORT = r"(?:上报|举报|反映|投诉|报修|报)"
#: "谁说3栋灯坏了": somebody doubts it, and reports nothing.
_DOUBT = re.compile(r"^(?:[是到底]|究竟)*(?:谁|哪个|哪位)(?:说|讲|告诉你们?|跟你们?说)的?[^,;。!?]{2,30}[?吗呢啊呀]*$")
#: The whole line: "谁报了3栋的灯?", "3栋漏水是谁报的", "12谁反映的"; "谁帮我报一份饭" asks for something else.
_WHO = re.compile(
    rf"^(?:请问|问一下|想问|我想问)?[\s,]*(?:是)?谁(?:{_REPORT}(?:了|的|过)|举报|反映|投诉)(?![名饭餐午晚早中])[^,;。!?]{{0,20}}[?吗呢啊呀]*$"
    rf"|^[^,;。!?]{{0,20}}(?:是)?(?:谁|哪个|哪位|哪家|什么人)(?:{_REPORT})的[?吗呢啊呀]*$"
)


def is_doubt(text: str) -> bool:
    """Does the whole of `text` (normalised) only ask who says so?"""
    return ("说" in text or "讲" in text or "告诉" in text) and _DOUBT.match(text.strip(" 。!~.,，")) is not None


def read(text: str) -> requests.AskReporter | None:
    """The question that the whole of `text` (normalised) is; None if it is none."""
    if "报" not in text and "反映" not in text and "投诉" not in text:
        return None
    return requests.AskReporter() if _WHO.match(text.strip(" 。!~.,，")) else None
