"""Which of several matters a quoted line is about, when it does not begin with a number: by its words."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from intents import normalise

#: Our own posts that hold several, or say something first, have the numbers at the beginning of later lines.
NUMBER = re.compile(r"^\W{0,4}#(?P<number>\d{1,6})\b", re.MULTILINE)
_UNSAID = re.compile(r"[\W_]+")
#: What tells two matters apart that are said in the same words otherwise; and what says nothing.
_TELLING = re.compile(r"\d+|[东南西北前后左右上下内外里男女大小新旧老一二三四五六七八九十]")
_WEAK = re.compile("[的了又呢啊吧呀吗嘛哦也还就都很在是有个啦哈]+")
#: Shorter than this, words are only the same or not.
_ENOUGH = 6
#: From this share of equal letters on, two lines say the same; so much of them is compared.
_ALIKE, _COMPARED = 0.9, 80


def fitting(quote: str, texts: Mapping[int, Sequence[str]], bot_name: str) -> tuple[int, ...]:
    """The numbers of those that `quote` can be about; `texts`: what is known to have been said about each.

    Those it names; else those said in the same words; else those that hold it or that it holds, for quotes are cut
    short and begin with a name; else those that say nearly the same.
    """
    named = {int(number) for number in NUMBER.findall(quote)}
    if named:
        return tuple(one for one in texts if one in named)
    wanted = _bare(quote, bot_name)
    known = {number: [_bare(one, bot_name) for one in said] for number, said in texts.items()}
    for fits in (_same, _holds, _nearly):
        found = tuple(number for number, said in known.items() if any(fits(wanted, one) for one in said if one))
        if found and wanted:
            return found
    return ()


def _bare(text: str, bot_name: str) -> str:
    """Letters and digits only."""
    plain = normalise.normalise(text.replace(f"@{bot_name}", " "), bot_name).text
    return _UNSAID.sub("", plain).lower()


def _same(quote: str, text: str) -> bool:
    return quote == text


def _holds(quote: str, text: str) -> bool:
    return min(len(quote), len(text)) >= _ENOUGH and (text.startswith(quote) or text in quote)


def _nearly(quote: str, text: str) -> bool:
    """3栋 and 5栋, 东门 and 西门 are a letter apart, and two matters."""
    if min(len(quote), len(text)) < _ENOUGH or _TELLING.findall(quote) != _TELLING.findall(text):
        return False
    one, other = (_WEAK.sub("", line)[:_COMPARED] for line in (quote, text))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
