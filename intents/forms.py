"""The forms of a whole line (commands, leaves, answers, questions), in the order in which they are tried.

The table shows for each who says it, and what no line is without that has it: words, how it begins and ends, and how
long it is at most. So it is known in one look which forms are worth trying (`gates`): for most lines one, or none.
"""

from dataclasses import replace
from functools import lru_cache

from bot.domain import requests, roster
from bot.domain.roster import Role
from bot.domain.tickets import Move
from intents import commands, phrases, shown, verbatim
from intents.canteen import afterwards, doors, kitchens, mishaps, tallies, unwanted
from intents.canteen import questions as canteen_questions
from intents.gates import Form, Gates, Roles
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming
from intents.staff import (
    comparisons,
    corrections,
    fieldwork,
    figures_together,
    heads,
    leaves,
    leaves_together,
    notices,
    posts,
    promises,
    questions,
    register,
    rounds,
    totals,
    trends,
    unnumbered,
    urgings,
)
from intents.talk import amends, answers, asides, choices, inquiring, joining, standing, workers


def _staff(roles: Roles) -> bool:
    return bool(roles & roster.STAFF)


def _others(roles: Roles) -> bool:
    return not _staff(roles)


def _heads(roles: Roles) -> bool:
    return bool(roles & roster.HEADS)


def _kitchen(roles: Roles) -> bool:
    return Role.CANTEEN in roles


def _counting(roles: Roles) -> bool:
    return bool(roles & tallies.WHOSE)


def _quoted(scene: Scene) -> int | None:
    return commands.quoted_number(scene.quote)


def _each(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """1 2 3 收到, 接单 4到8, 全部接单: what can be said of one ticket is said of each that is named.

    A day is promised for one at a time, because each is asked about.
    """
    line = normal.text.strip(" 。!~,，")
    row = naming.several(line)
    if row is None:
        return _every(line, scene)
    if both := fieldwork.merged(line):
        return both
    each = [_single(number, row.words, scene) for number in row.numbers]
    fit = all(said and not isinstance(said[0], requests.Promise) for said in each)
    return tuple(one for said in each for one in said) if fit else ()


def _single(number: int, words: str, scene: Scene) -> tuple[requests.Request, ...]:
    line = f"{number} {words}"
    return read(Normal(line, line), scene, but=_EACH) or fieldwork.moved(line, scene)


def _every(line: str, scene: Scene) -> tuple[requests.Request, ...]:
    """All that the speaker has: taken on, or with 全部 whatever staff can do with a ticket."""
    found = naming.every(line)
    said = _single(1, found[0], scene) if found else ()
    move = said[0] if said else None
    if not (found and isinstance(move, requests.MoveTicket)) or (move.move is not Move.ACCEPT and not found[1]):
        return ()
    return (replace(move, number=None, every=True),)


#: The bit of the first form, which reads the others for each ticket that a line names.
_EACH = 1
FORMS = (
    Form(_each, cues=("0 1 2 3 4 5 6 7 8 9 都 全 所",), by=_staff),
    Form(choices.each, cues=(choices.cues,), by=_others),
    Form(lambda line, scene: leaves_together.read(line.text, scene), by=_staff),
    Form(lambda line, scene: leaves.read(line.text, scene), by=_staff),
    Form(unnumbered.ordered, cues=("转 交 派 移 让 叫 请 给 换 报",), by=_staff, longest=30),
    Form(rounds.read, cues=("巡 检 转 看 走",)),
    Form(lambda line, scene: promises.read(line.text, _quoted(scene), scene), by=_staff),
    Form(lambda line, scene: tallies.read(line.text, scene), cues=("份 人 多",), by=_counting),
    Form(standing.given_away, cues=("分转 分送 分给 分都 分全",), by=_others, longest=20),
    Form(standing.lost, cues=("捡到 拾到 丢 掉了 不见了 找不到了 找不着了 没了",), by=_others, longest=40, to_us=True),
    Form(
        standing.stray,
        cues=("狗 猫 泰迪 金毛 柯基 哈士奇 比熊 鹦鹉 兔子 乌龟", "丢 走失 跑 不见 找不到 看见 看到 见到 见过"),
        by=_others,
        longest=40,
        to_us=True,
    ),
    Form(standing.served, cues=("小时 钟头",), by=_others, longest=40, to_us=True),
    Form(standing.read, by=_others, begins=standing.beginnings, ends=standing.ends, longest=20),
    Form(kitchens.told, by=_kitchen),
    Form(canteen_questions.read, cues=(canteen_questions.CUES,), by=_others, longest=24, to_us=True),
    Form(kitchens.asked, cues=(kitchens.CUES,), longest=40),
    Form(mishaps.read, cues=mishaps.CUES, longest=30),
    Form(lambda line, scene: register.read(line, scene.community), cues=("户卡 卡号 码",), begins=register.beginnings),
    Form(lambda line, scene: corrections.read(line.text, _quoted(scene), scene), by=_staff),
    Form(afterwards.eats_elsewhere, cues=("不用 不要 别 先不",), by=_others, longest=24),
    Form(amends.read, cues=amends.CUES, by=_others, longest=24),
    Form(
        lambda line, scene: answers.read(line.text, _quoted(scene), asked=bool(scene.pending)),
        by=_others,
        begins=answers.beginnings,
        longest=24,
    ),
    Form(trends.read, cues=(trends.CUES, "每 按 各 逐 哪 势"), by=_staff, longest=30),
    Form(shown.asked, cues=(questions.CUES,)),
    Form(shown.shown, begins=shown.begins_shown, ends=shown.ends_shown),
    Form(shown.figures, cues=(shown.cues_of_figures,), ends=shown.ends_of_figures),
    Form(commands.read, begins=commands.beginnings),
    Form(commands.given, cues=("给",), begins="# 0 1 2 3 4 5 6 7 8 9 转 派 交 给"),
    Form(lambda line, scene: joining.read(line.text, _quoted(scene)), begins=joining.beginnings),
    Form(totals.read, cues=("分 巡 户 久 长 天 周 星 月 导 表 图 excel EXCEL ppt",), by=_staff),
    Form(posts.read, cues=("谁 哪 什 啥 几 在 班 假 少 名",), by=_staff),
    Form(urgings.read, cues=("催",), by=_staff),
    Form(comparisons.read, cues=("比 和 跟 与",), by=_staff),
    Form(figures_together.read, cues=("几 多 少 率 哪 怎 何 手 活",), by=_staff),
    Form(lambda line, scene: asides.read(line.text, _quoted(scene)), begins=asides.beginnings),
    Form(
        lambda line, scene: answers.read(line.text, _quoted(scene), staff=True),
        by=_staff,
        begins=answers.beginnings,
        longest=24,
    ),
    Form(workers.read, cues=("网格员 手机 电话 联系",), longest=30),
    Form(
        lambda line, _: inquiring.read(line.text, staff=True),
        cues=("谁 哪 什 报 电 手 号 联 地 住 门 位 名 几 咋 怎",),
        by=_staff,
    ),
    Form(lambda line, _: inquiring.read(line.text), cues=("报 反映 投诉", "谁 哪 什么人"), by=_others),
    Form(afterwards.all_off, cues=("全 统统 通通 一律 都 所有", "取消 退 停 不要 不用 不订 别"), longest=24),
    Form(afterwards.off, cues=("取消",), longest=24),
    Form(afterwards.off_then, cues=("取消 退掉 退了 不要 不吃 不订 不用 免",), longest=24),
    Form(
        afterwards.never_mind, cues=("不要 不订 退 错 没订 没说要 不是 谁让",), begins=afterwards.NEVER_MIND, longest=24
    ),
    Form(afterwards.they_never_mind, cues=("说", "不要 不用 不吃 不来 不订"), longest=24),
    Form(afterwards.moved, cues=("改 换 挪 推 提前 延 是 我说",), begins=afterwards.MOVED, longest=24),
    Form(afterwards.that_one, begins=afterwards.THAT_ONE, ends="的 顿 餐 吧 了 啊 呀 哈 呢", longest=24),
    Form(afterwards.also, cues=("也",), longest=24),
    Form(afterwards.taste, cues=(phrases.tastes,), longest=24, to_us=True),
    Form(afterwards.collected, cues=("自己 自取 自提 食堂 用送 别送 不送 要送",), longest=24),
    Form(afterwards.put, cues=("放 挂 搁 存 送",), begins=doors.BEGINS, longest=24),
    Form(afterwards.brought, cues=("送",), longest=24),
    Form(lambda line, scene: unwanted.read(line, scene.now), cues=(unwanted.cues,), longest=24),
    Form(joining.unnumbered, cues=(joining.CUES,), longest=25, to_us=True),
    Form(heads.read, by=_heads),
    Form(notices.read, cues=("停 断 修 保 消 检 洗 通 公 广",), by=_staff),
)


def read(normal: Normal, scene: Scene, *, but: int = 0) -> tuple[requests.Request, ...]:
    """What the whole line is in the first form that it has, those of the bits `but` left out; () if it has none."""
    roles = scene.person.roles if scene.person else _NOBODY
    worth = _gates(roles, scene.addressed or normal.mentioned).worth(normal, scene) & ~but
    while worth:
        first = worth & -worth
        worth ^= first
        said = FORMS[first.bit_length() - 1].read(normal, scene)
        if said:
            each = said if isinstance(said, tuple) else (said,)
            return tuple(verbatim.restored(one, normal) for one in each)
    return ()


_NOBODY: Roles = frozenset()


@lru_cache(maxsize=128)
def _gates(roles: Roles, heard: bool) -> Gates:
    return Gates(FORMS, roles, heard=heard)
