"""The detail that a move of staff still lacked, said on its own after we asked for it: what, until when, which one."""

from dataclasses import replace

from bot.domain import requests
from bot.domain.tickets import Move
from intents import classify, seldom, times
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming
from intents.staff import fieldwork, results

#: From this score on, a line is a matter of its own rather than what was done about the one that waits.
_ANOTHER = 0.8
_EDGES = " ,.!~。"
#: "还没好": shorter words say nothing that is worth telling.
_BARE = 4
#: "点错了", "算了", "先不转了": the question is to be forgotten, and nothing else.
_CALLED_OFF = seldom.Pattern(
    r"^(?:哦|噢|啊|嗯|我|刚才|刚刚|不好意思|对不起|[\s,])*"
    r"(?:[点按摁说弄搞]错了?|手滑(?:点错)?了?|误[点触]了?|算了|罢了|不[转派交办](?:给?别?人)?了?"
    r"|[先暂]时?不(?:[转派交拆缓]|办结?|处理|合并)?了?"
    r"|不用[转派拆]?了?|不[弄问说拆缓]了|不合并了?|别[转派拆]了?|还没[办弄处](?:完|好|理完?)|没[办弄](?:完|好))"
    r"(?:吧|啊|呀|哈|谢谢|算了|[\s,])*$"
)
_FINISHED = seldom.Pattern(r"^(?!.{0,6}[没未不]).*(?:了|[好完掉过])(?:的|吧)?(?:[\s,。]|$)")
_OTHER_NUMBER = seldom.Pattern(
    rf"^(?:和|跟|与|并到|并入|合并到?|合到|就?是)?\s?{naming.ticket()}(?:那个|那件)?"
    rf"(?:合并|一起|是?一[件个回]事|吧|的)*$"
)


def called_off(text: str) -> bool:
    """Is nothing to be moved after all?"""
    return _CALLED_OFF.match(text.strip(_EDGES)) is not None


def filled(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """The move with the detail that the line gives it; None where it is about something else."""
    line = normal.text.strip(_EDGES)
    if not isinstance(request, requests.MoveTicket) or normal.text.endswith(("?", "吗")):
        return None
    match request.move:
        case Move.RESOLVE:
            return _resolved(request, normal, scene)
        case Move.DEFER:
            days = times.days(line, scene.now)
            return replace(request, text=normal.raw, until=days[0].value) if len(days) == 1 else None
        case Move.MERGE:
            other = _OTHER_NUMBER.match(line)
            return replace(request, to=other["number"]) if other else None
        case Move.DECLINE:
            return replace(request, text=normal.raw) if results.names_whom(line) else None
        case Move.SPLIT:
            return replace(request, text=normal.raw)
        case _:
            return None


def _resolved(request: requests.MoveTicket, normal: Normal, scene: Scene) -> requests.MoveTicket | None:
    """What was done; or that it is not done yet, which is a step of its own."""
    verdict = classify.judge(normal.text, scene.community.vocabulary)
    if verdict.intent is not requests.Intent.OTHER and verdict.score >= _ANOTHER:
        return None
    (said,) = fieldwork.beneath(request.number, normal.text, scene) or (None,)
    if isinstance(said, requests.MoveTicket) and said.move in {Move.START, Move.RETURN} and len(normal.text) > _BARE:
        return replace(said, text=normal.raw)
    if results.names_deed(normal.text) or results.only_says_done(normal.text):
        return replace(request, text=normal.raw)
    done = _FINISHED.search(normal.text.strip(_EDGES))
    return replace(request, text=normal.raw) if done and len(normal.text) > 2 else None
