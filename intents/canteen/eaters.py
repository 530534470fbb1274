"""Who eats: how many (俩大一小, 我们家四口, 我和302的陈伯), and for whom it is ordered (给我妈, 帮李大爷)."""

import re

from intents import numbers, seldom

_N = numbers.WRITTEN
_PEOPLE = re.compile(
    rf"(?<![吃喝尝了])(?P<number>{_N})(?:个|位|口)?"
    r"(?:(?:大)?人(?!头|[一1]份|手)(?:的量|的|吃|份)?|大人|老人|小孩|客人|保安|师傅|兄弟|大姐|老伙计|老姐妹|老哥|娃|孩子|同事|工友|老姐)"
    rf"|(?:兄弟|老哥|姐妹|老伙计|师傅|工友|职工|老师)(?P<after>{_N})个?"
    rf"|(?<![吃喝尝了])(?P<mouths>{_N})口(?:子)?(?![味饭锅服菜汤])"
)
_GENERATIONS = re.compile(rf"(?P<big>{_N})大(?P<small>{_N})小")
_KIN = "外婆|外公|奶奶|爷爷|妈妈?|爸爸?|老伴|老公|老婆|媳妇|儿子|闺女|女儿"
_RELATIVES = re.compile(_KIN)
_MYSELF = re.compile(r"我(?:跟|和|与|还有)")
#: "我妈清真 我一般"
_I_TOO = seldom.Pattern(r"(?:^|[,;。\s])我(?=要|吃|一般|普通|不|也|正常|就|随便|辣|少|多)")
_PAIR = re.compile(rf"我(?:跟|和|与)我?(?:们)?家?(?:那口子|{_KIN})(?!说|讲|商量|吵|打)")
#: "王姐、老孙跟我": whoever stands between the joints is one more.
_JOINTS = re.compile(r"[和跟与、]|还有|以及")
_CLAUSES = re.compile(r"[,;。!?\s]+")
_FAMILY = (
    "妈妈?|爸爸?|母亲|父亲|老伴|老头子?|老太太|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|岳父|岳母|丈母娘|"
    "孙子|孙女|儿子|女儿|孩子|小孩|哥|姐|弟|妹|老公|老婆|媳妇|爱人|邻居|对门|隔壁"
)
_TITLES = "奶奶|爷爷|大爷|大妈|阿姨|叔叔?|师傅|老师|婆婆|伯伯|伯|婶|嫂|哥|姐|老太|大娘"
#: "给我妈订", "帮楼下李大爷带", "帮住在 的张奶奶带" where a door stood: the person is group `who`.
FOR = re.compile(
    r"(?:给|帮|替|为)(?:我|咱|俺)?(?:们)?(?:家)?(?:的)?(?:(?:家?住在?)?\s+(?:那边|那户|家)?的?)?"
    r"(?:(?:楼[上下]|对门|对面|隔壁|同楼|邻居)家?的?)?"
    r"(?P<who>(?:\d{1,3}栋|[一二三四五六七八九十]{1,2}栋)?(?:我?(?:" + _FAMILY + r")|"
    r"[\u4e00-\u9fff]{1,2}(?:" + _TITLES + r")|老[\u4e00-\u9fff]))"
    r"(?=[订定点留来要送报带打加弄整也再另,的家\s]|[一二两三半\d]|[今明后大]天|早上|[中晚]|午饭|午餐|周[一二三四五六日天末]|下周|星期|礼拜)"
)
#: "老伴那份送家里": whose share is spoken of.
_SHARE = re.compile(
    rf"(?:我|咱|俺)?(?:们)?(?:家)?(?P<who>{_FAMILY}|[他她]|老人|[\u4e00-\u9fff]{{1,2}}(?:{_TITLES}))的?那一?份|我的?那一?份"
)
#: "我妈也要一份", said beside an order of one's own.
_TOO = re.compile(
    rf"^(?:还有|再|对了|哦|那|[,\s])*(?:我|咱|俺)?(?:们)?(?:家)?(?P<who>{_FAMILY})(?:也|还)(?:想|得|要|来|订|吃|加|[,\s])*{_N}份"
)
_SOME = r"(?:也|再|都|要|订|定|带|来|送|报|打|留|捎|自己|的|\s)*"
_THEIRS = seldom.Pattern(rf"{FOR.pattern}{_SOME}(?P<number>{numbers.WRITTEN})份")
_OWN = seldom.Pattern(rf"(?:^|[,;。\s]|[份和])(?:我|俺|我自己|自己|本人){_SOME}(?P<number>{numbers.WRITTEN})份")
#: Those of whom nobody says that they share the speaker's door.
_NEXT_DOOR = frozenset({"邻居", "对门", "隔壁"})
_HOUSEHOLD = seldom.Pattern(rf"我?(?:{_FAMILY})")
#: "送到我家", "送我这": the speaker's own door, whoever eats it; "送到我妈家" is another.
_TO_SPEAKER = seldom.Pattern(r"送(?:到|给|来|去|回|至)?(?:我|咱|俺)们?(?=[家这屋,。;!\s]|那里|那儿|$)")


def counted(text: str) -> int | None:
    """The people that `text` (normalised) counts; None if it counts nobody."""
    ages = _GENERATIONS.search(text)
    if ages:
        return (numbers.value_of(ages["big"]) or 0) + (numbers.value_of(ages["small"]) or 0)
    found = _PEOPLE.finditer(text)
    values = [numbers.value_of(one["number"] or one["after"] or one["mouths"]) or 0 for one in found]
    return sum(values) or None


def listed(text: str) -> int | None:
    """Those whom `text` names one by one, people or dishes; None for fewer than two."""
    relatives = set(_RELATIVES.findall(text))
    named = len(relatives) + bool(_MYSELF.search(text) or (relatives and _I_TOO.search(text)))
    joined = max(len(_JOINTS.findall(clause)) for clause in _CLAUSES.split(text))
    most = max(named, joined + 1)
    return most if most > 1 else None


def pair(text: str) -> int | None:
    """Two for the speaker and one of the family: "我跟我家那口子"."""
    return 2 if _PAIR.search(text) else None


def for_whom(text: str) -> str:
    """For whom something is ordered, or whose share is spoken of, in the speaker's words; "" for the speaker."""
    found = FOR.search(text) or _SHARE.search(text) or _TOO.match(text)
    return found["who"] or "" if found else ""


def called(text: str) -> str:
    """The same by a name of their own; "" where it is no more than 她."""
    who = for_whom(text)
    return "" if who in _THEY else who


def shares(text: str) -> tuple[tuple[str, int], ...]:
    """给李大爷带一份,我一份: whose is whose, the speaker ""; () where a line is not about two."""
    theirs, own = _THEIRS.search(text), _OWN.search(text)
    if not theirs or not own or len(FOR.findall(text)) > 1:
        return ()
    return (theirs["who"], numbers.value_of(theirs["number"]) or 1), ("", numbers.value_of(own["number"]) or 1)


def names_share(text: str) -> bool:
    """ "我那份", "老伴那份"."""
    return _SHARE.search(text) is not None


def at_speakers(who: str) -> bool:
    """Does whoever is called so live with the speaker, as far as anybody can tell? "" is the speaker."""
    return not who or (who not in _NEXT_DOOR and _HOUSEHOLD.fullmatch(who) is not None)


def to_speaker(text: str) -> bool:
    """Is it said to be brought to the speaker's own door?"""
    return _TO_SPEAKER.search(text) is not None


def may_be(eater: str, called: str) -> bool:
    """May `eater`, for whom a meal is ("" the speaker), be `called` so? 她 is anybody but the speaker; "" anybody."""
    if not called:
        return True
    return bool(eater) and (called in _THEY or called.lstrip("我") in eater or eater in called)


_THEY = frozenset({"他", "她", "他们", "她们"})
