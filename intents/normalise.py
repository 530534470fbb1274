"""Different ways of writing the same thing made one, with the way back to what was written."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import opencc

from intents import seldom, sources
from intents.finder import Finder

#: Longer texts are cut for understanding; the whole text is still kept by whoever stores it.
LIMIT = 2000

_REPEATED = seldom.Pattern(r"([^\W\d_a-zA-Z]|[!?~,。…])\1{2,}")
#: No repetition without it; much cheaper to look for.
_THRICE = re.compile(r"(.)\1\1")
_MENTION = seldom.Pattern(r"@[^\s@,，:：]{1,20}[\s,，:：]+|@[^\s@]{1,20}$")
#: Half of a character beyond the first plane, as cut JSON brings it: nothing can be written with it.
_HALF = re.compile("[\ud800-\udfff]")
#: Numerals as they stand on receipts ("叁号楼", "贰份"), where they count doors or portions and are nobody's surname.
_FORMAL = re.compile(
    "(?<=[栋幢座元号])[壹贰叁肆伍陆柒捌玖零〇]{3,4}|[壹贰叁肆伍陆柒捌玖拾零〇]{1,4}(?=号楼|号院|栋|幢|座|单元|[室层楼份个碗盒客套杯位])"
)
#: No such numeral without one of these.
_RECEIPT = "壹贰叁肆伍陆柒捌玖拾"
_ORDINARY = str.maketrans(_RECEIPT, "一二三四五六七八九十")
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0f\u3000\xa0\u2005", " ")
_WIDTH = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
#: What is written otherwise wherever it stands.
_TABLE = _WIDTH | _INVISIBLE | {"\t": " ", "\r": "\n", "—": "-", "–": "-", "−": "-"}
#: All that is written in Chinese but for the rarest characters, which are looked at in any case.
_CHINESE = range(0x3400, 0xA000)
#: Traditional only beside certain others: 答覆, 藉口. (So is 沈 in 沈船, but it is nearly always somebody's surname.)
_DOUBTFUL = "覆藉"


@dataclass(slots=True)  # one a line: to freeze it takes longer than to build it
class Normal:
    """`text` is what rules see, `raw` what was written; `origin[i]` is where text[i] stood in raw (None: same).

    `signs`: what the words of `text` are signs of, once somebody has looked (see `intents.signs`).
    """

    text: str
    raw: str
    mentioned: bool = False
    cut: bool = False
    origin: tuple[int, ...] | None = None
    signs: int | None = field(default=None, init=False, compare=False, repr=False)

    def only(self, text: str) -> "Normal":
        """This line, of which no more than `text` is looked at: a piece of it, or what other pieces leave of it."""
        start = self.text.rfind(text)
        if start < 0:
            return Normal(text, text, self.mentioned, self.cut)
        where = self.origin or tuple(range(len(self.text)))
        return Normal(text, self.raw, self.mentioned, self.cut, where[start : start + len(text) + 1])

    def written(self, start: int, end: int) -> str:
        """The words of `raw` behind text[start:end]."""
        if self.origin is None:
            return self.raw[start:end]
        stop = self.origin[end] if end < len(self.origin) else len(self.raw)
        return self.raw[self.origin[start] : stop]


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _complex() -> str:
    """The characters without which nothing is Traditional, as they stand in a class of characters.

    Other lines are left alone: OpenCC takes some Simplified words for Traditional ones (打坏 becomes 打坯).
    """
    chars = list(map(chr, _CHINESE))
    simple = _simplifier().convert("\n".join(chars)).split("\n")
    changed = "".join(char for char, other in zip(chars, simple, strict=True) if char != other)
    return f"{changed}{_DOUBTFUL}\U00020000-\U0003ffff"


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{_complex()}]")


@lru_cache(maxsize=1)
def _unusual() -> re.Pattern[str]:
    """Every character that is not left as it is by itself: of the table, halves, of receipts, Traditional ones."""
    return re.compile(f"[{re.escape(''.join(_TABLE))}\ud800-\udfff{_RECEIPT}{_complex()}]")


@lru_cache(maxsize=1)
def spellings() -> Finder[str]:
    """Dialect words, slips of the ear and emoji, each with the word that is meant."""
    tables = sources.table_of("spellings.toml").values()
    return Finder({written: meant for table in tables for written, meant in table.items()})


def normalise(text: str, bot_name: str = "") -> Normal:
    """`text` in one spelling: width, Simplified characters, dialect, slips, emoji, repetitions; the @ taken off."""
    raw, mentioned = text[:LIMIT].strip(), False
    if raw.startswith(("@", "＠")):
        raw, mentioned = _without_mention(raw, bot_name)
    simple = raw
    if unusual := _unusual().findall(raw):
        raw, simple = _usual(raw, set(unusual))
    cut = len(text) > LIMIT
    said, thrice = spellings().apart(simple), _THRICE.search(simple)
    if not said and not thrice:
        return Normal(simple, raw, mentioned, cut)
    hits = [(start, end, meant) for meant, start, end in said]
    if thrice:
        hits += [(m.start() + 1, m.end(), "") for m in _REPEATED.finditer(simple)]
    return _rewritten(simple, raw, sorted(hits), mentioned, cut)


def _usual(raw: str, unusual: set[str]) -> tuple[str, str]:
    """`raw` as it can be written, and the same in the usual characters, one for each."""
    simple, rare = raw, False
    for char in unusual:
        if char in _TABLE:
            simple = simple.replace(char, _TABLE[char])
        else:
            rare = True
    if not rare:
        return raw, simple
    raw, simple = _HALF.sub("\ufffd", raw), _HALF.sub("\ufffd", simple)
    if _traditional().search(simple):
        simple = _simplified(simple)
    return raw, _FORMAL.sub(lambda found: found.group().translate(_ORDINARY), simple)


def _simplified(plain: str) -> str:
    """`plain` in Simplified characters, one for each."""
    simple: str = _simplifier().convert(plain)
    if len(simple) == len(plain):
        return simple
    return "".join(_simplifier().convert(char)[:1] or char for char in plain)


def _without_mention(text: str, bot_name: str) -> tuple[str, bool]:
    """A text that begins with @, and whether it is somebody's name that stood there."""
    if bot_name and text[1:].startswith(bot_name):
        return text[1 + len(bot_name) :].lstrip(" \u2005,，:：\u3000\xa0"), True
    found = _MENTION.match(text.replace("＠", "@", 1))
    return (text[found.end() :].strip(), True) if found else (text[1:], True)


def _rewritten(simple: str, raw: str, hits: list[tuple[int, int, str]], mentioned: bool, cut: bool) -> Normal:
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    for start, end, meant in hits:
        if start < done:
            continue
        parts += (simple[done:start], meant)
        origin += range(done, start)
        origin += [min(start + offset, end - 1) for offset in range(len(meant))]
        done = end
    parts.append(simple[done:])
    origin += range(done, len(simple))
    return Normal("".join(parts), raw, mentioned, cut, tuple(origin))
