"""How people say that they do not come to work: 我发烧了，今天来不了 · 今明两天 · 这周都在外面."""

import re

from intents import seldom

#: What sentences of leave (`leaves.py`) are made of, in the place of what people say; the first that fits counts.
_SPELLED = (
    (re.compile(r"今明两天"), "今天到明天"),
    (re.compile(r"今明后三?天"), "今天到后天"),
    (re.compile(r"(?:这|接下来|往后)(?=(?:\d|[三四五六七八九十]|十[一二三四])天)"), "今天起"),
    (re.compile(r"明后两?天"), "明天到后天"),
    (re.compile(r"(?:这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天])(?:[都全整]|一直|一周|全部)*"), "今天到周日"),
    (re.compile(r"下个?(?:周|星期|礼拜)(?![一二三四五六日天])(?:[都全整]|一直|一周|全部)*"), "下周一到下周日"),
)
#: Until when is not said.
_FOR_A_WHILE = seldom.Pattern(r"[这最]近?(?:几|两|些)天|这阵子|最近(?:一段时间|这段时间)?|(?:这|一)段时间")
_ILL = "发高?烧|感冒|咳嗽|病|难受|不舒服|[头肚]子?[疼痛晕]|头晕|拉肚子|住院|输液|打吊?针|受伤|摔了|崴了?脚"
#: Said by somebody ill without a day, it is today.
_CANNOT = seldom.Pattern(r"来不[了成]|上不了班|不能?来上班|来上不了班")
_AILS = seldom.Pattern(_ILL)
_DAY = seldom.Pattern("[今明后昨]|周|星期|礼拜|[上下]午|号|日|天")
#: Reasons that may stand beside a leave.
REASONS = f"(?:{_ILL}|急事|家里|在?(?:外面|外地)|去?医院|看病|陪护)"
#: Away, for whoever also says when.
NOT_HERE = (
    r"(?:来不[了成]|上不了班|不能?来(?:上班)?(?=了|$|[,;。\s])"
    r"|先走(?=了|$|[,;。\s])|先撤|先回(?:去|家)|早退|早走|提前走)"
)
_HERE = seldom.Pattern(
    r"^(?:我)?(?:还是|照常|正常|照样|可以|能|会|要)+(?:来|到|去|在)?(?:上班|来|在岗|在|到岗)(?:的|了|吧|啊)*$"
)


def spelled_out(line: str) -> tuple[str, bool]:
    """The line in words that are read elsewhere; True where until when was left unsaid."""
    for said, meant in _SPELLED:
        line = said.sub(meant, line, count=1)
    shorter = _FOR_A_WHILE.sub("今天", line, count=1)
    if shorter == line and _CANNOT.search(line) and _AILS.search(line) and not _DAY.search(line):
        shorter = f"今天{line}"
    return shorter, shorter != line


def comes(line: str) -> bool:
    """照常来上班: what is left of a line without its day."""
    return _HERE.match(line.replace(" ", "")) is not None
