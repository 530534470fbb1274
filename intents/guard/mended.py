"""修好了谢谢，4栋着火了: what a line says besides says nothing about the danger that is told after it."""

import re
from functools import lru_cache

from intents import phrases

_END = " ,。!?;~…\n"
#: So much of a matter is named before its end.
_BEFORE = 16
#: Ends of dangers, and the kinds that they may be of.
_OF_DANGERS = ("lost", "burning")
#: What follows one of these says how it is in truth: 演习刚完，可是有人倒了.
_TURNS = (
    *("可是", "但是", "不过", "没想到", "结果", "谁知", "哪知", "然而"),
    *("可我", "可他", "可她", "可家", "可孩", "可老"),
)


def without(text: str) -> str:
    """`text` (normalised) without the good ends of other matters; as it is where it holds none.

    An end that a line begins with is of another matter than what comes after it; so is one of a thing that the rest
    does not name. Of what comes before it, an end without a thing speaks.
    """
    if not phrases.mentions(text, "mended", "ends"):
        return text
    rest = _after(text, "ends")
    for found in _of_things().finditer(rest):
        others = f"{rest[: found.start()]} {rest[found.end() :]}"
        if found["thing"] not in others:
            return others
    return rest


def after_another(text: str) -> tuple[str, frozenset[str]]:
    """What comes after the end of a danger that `text` begins with, and the kinds that this end may be of; "" if it
    begins with none."""
    for name in _OF_DANGERS:
        if phrases.mentions(text, "mended", f"{name}_ends"):
            rest = _after(text, f"{name}_ends")
            if rest != text:
                return rest, phrases.words("mended", name)
    return "", frozenset()


def after_turn(text: str) -> str:
    """What `text` says after its last "but"; empty if it has none."""
    turn = max(text.rfind(word) for word in _TURNS)
    return text[turn + 1 :] if turn > 0 else ""


def _after(text: str, ends: str) -> str:
    begun = _at_first(ends).match(text)
    return text[begun.end() :] if begun else text


@lru_cache(maxsize=4)
def _at_first(ends: str) -> re.Pattern[str]:
    """昨天的灯已经修好了谢谢师傅"""
    said = f"[^{_END}]{{0,{_BEFORE}}}?"
    return re.compile(f"[{_END}]*(?:(?:{_either('before')})[{_END}]*)*{said}(?:{_either(ends)}){_tail()}")


@lru_cache(maxsize=1)
def _of_things() -> re.Pattern[str]:
    said = f"[^{_END}]{{0,6}}"
    thing = f"(?P<thing>{_either('things')})"
    return re.compile(f"(?<=[{_END}]){said}?{thing}{said}?(?:{_either('ends')}){_tail()}(?=$|[{_END}])")


def _tail() -> str:
    return f"(?:[{_END}]*(?:{_either('after')}))*"


def _either(key: str) -> str:
    return "|".join(sorted(phrases.words("mended", key), key=len, reverse=True))
