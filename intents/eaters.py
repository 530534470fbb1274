"""How many eat: 俩大一小, 我们家四口, 老哥五个, 我和302的陈伯."""

import re

from intents import numbers

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
_PAIR = re.compile(rf"我(?:跟|和|与)我?(?:们)?家?(?:那口子|{_KIN})(?!说|讲|商量|吵|打)")
#: "王姐、老孙跟我": whoever stands between the joints is one more.
_JOINTS = re.compile(r"[和跟与、]|还有|以及")
_CLAUSES = re.compile(r"[,;。!?\s]+")


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
    named = len(set(_RELATIVES.findall(text))) + bool(_MYSELF.search(text))
    joined = max(len(_JOINTS.findall(clause)) for clause in _CLAUSES.split(text))
    most = max(named, joined + 1)
    return most if most > 1 else None


def pair(text: str) -> int | None:
    """Two for the speaker and one of the family: "我跟我家那口子"."""
    return 2 if _PAIR.search(text) else None
