"""Short words about a meal that was ordered before: where it is to go, that all are off, that none is wanted."""

import re
from dataclasses import replace

from bot.domain import requests
from intents import meals, phrases, places, seldom, times
from intents.canteen import doors, eaters
from intents.normalise import Normal
from intents.scene import Scene

_LONGEST = 24
_END = r"(?:来|去|的|吧|了|啊|呢|哈|谢谢|麻烦|一下|[\s,。.!~])*"
#: "送上来行不行", "能不能给送到家": asked of an order that stands, it is said of it.
_MAY = r"(?:行|中|成|可以|好|要得)(?:吧|吗|不[行中成好]?|啊|呀)?"
#: "送到家里", "要送的", "麻烦送上来", its place left out.
_DELIVERED = re.compile(
    r"^(?:请|麻烦|还是|帮我?|给我?|我们?|我家|也|就|那|都|饭|那份|改成?|要|得|能不能|能|可不可以|可以|[\s,])*送(?:饭|餐)?"
    r"(?:[到去回至](?!期|货)|给|过来|来|上来|上去|上楼|上门)?(?:我们?|我妈)?(?:家(?:里|门口)?|楼上|门口)?"
    rf"(?:来|去|的|吧|啦|啊|(?<=[来去上楼门家里到])[吗不]|{_MAY}|谢谢|麻烦|一下|[\s,。.!~?])*$"
)
#: "咁就送啦" after what we said about bringing it: no more than a yes.
_SO_SEND = re.compile(r"^(?:那|咁|就|好|行|[\s,])*送(?:吧|啦|咯|嘛|[\s,。.!~])+$")
#: Why it is to be brought: "送上来 我腿不行".
_REASON = re.compile(
    r"(?<=.{2})[,\s](?:我|老伴|我妈|我爸|家里|今天|外面)*[^,\d]{0,4}(?:腿|脚|腰|膝|走不|下不|不方便|不便|没空|没时间|出不|下雨|下雪|太冷|上班)[^,\d]{0,8}$"
)
_COLLECTED = re.compile(
    r"^(?:哦|噢|嗯|好|那|算了|[\s,])*(?:不用送|别送|不送|不要送)?(?:了|啦|[\s,])*(?:还是|我们?|就|那|改成?|[\s,])*"
    rf"(?:自己(?:来|去|下来|下去|过来|过去)?[取拿提]|自[取提]|到食堂[取拿吃]|去食堂[取拿吃]){_END}$"
    rf"|^(?:不用送|别送|不送|不要送)(?:上来|上楼|过来|来)?(?:了|啦|[\s,])*[^,;。!?不]{{0,6}}(?:帮我?|替我?|来|去|下来|过去)[拿取带]{_END}$"
)
_ALL = r"(?:全部|全都?|统统|通通|一律|都|所有的?)"
#: "全部取消", "订的饭都退了".
_ALL_OFF = re.compile(
    r"^(?=.*(?:[饭餐订送吃消]|全部|不要))(?:把|我们?|帮我|给我|订的|后面的?|以后的?|往后的?|剩下的?|[饭餐])*"
    rf"{_ALL}(?:给我|帮我|[饭餐]|先|都)*(?:取消|退|停|不要|不用|不订|别)(?:再)?(?:掉|订|送|做|留|吃)?{_END}$"
)
#: What our own answer to an order says can be said: "取消".
_OFF = re.compile(rf"^(?:把|请|帮我|我们?|刚才|那|这|订|份|个|的|饭|餐)*取消(?:掉|订餐|这份|那份|{_END}){_END}$")

_WHEN = r"(?P<when>[^,;。!?]{1,10}?)(?:吧|啊|的|哈|嘛|呢|呀|哦|咯|撒|好了|好不好|可以吗|行吗|谢谢|[\s,.!~])*$"
#: "改成后天", "换到晚上吧", "不是明天,是后天", "我要的是晚上" (成晚 is read as 整晚).
_MOVED = re.compile(
    r"^(?:还是|那|把|我们?|订的|那份|饭|餐|[\s,])*"
    r"(?:(?:改|换|挪|推迟?|提前|延)(?:成|整|到|为|在)?|不是[^,;。!?是]{1,5},?(?:而|就|应该)?是|(?:我|刚才)*(?:说|要|订)的是|我是?说(?:的)?(?:是)?"
    rf"|(?:我|刚才)*(?:说|订|写|点|弄|搞)?错了?[,\s]*(?:应该)?是){_WHEN}"
)
#: "今天的", "是晚上那顿": which meal was meant, said right after it was ordered.
_JUST_THAT = re.compile(
    r"^(?:是|要|我要|就|说的是|算了|那|哦|不|还是|[\s,])*(?P<when>[^,;。!?\d还]{2,6}?)"
    r"(?:的|那顿|那餐|(?<=.{4})(?:吧|好了))(?:啊|呀|哈|吧|呢|[\s,.!~])*$"
)
#: "后天也要", "周五也一样", "晚上也订上": the same again on another day or for another meal.
_ALSO = re.compile(
    r"^(?:那|还有|对了|哦|再有|[\s,])*(?P<when>[^,;。!?]{1,8}?)(?:我们?|那天|给我)?也(?:给我|帮我|要|来|订|定|送|吃|是|一样|这样|照旧|照样|上|的|吧|啊|了|哈|谢谢|[\s,.!~])+$"
)
#: What the two begin with.
MOVED = "还 那 把 我 订 饭 餐 改 换 挪 推 提 延 不 刚 说 要 写 点 弄 搞 错"
THAT_ONE = (
    "是 要 我 就 说 算 那 哦 不 还 到 在 的 今 明 后 昨 前 大 外 当 听 寻 下 这 本 周 星 礼 早 中 晚 晌 午 天 顿 "
    "一 二 两 三 四 五 六 七 八 九 十 正 冬 腊 初 廿 除 年 元 国 劳 圣 平 春 端 重"
)
_ONLY_A_MEAL = seldom.Pattern(r"(?:早上|中午|晚上|晌午|[早午中晚][饭餐]|[早午晚]|的|那?天|那?顿|[\s到在])*")
#: "取消今天的", "退掉明天中午那份"
_OFF_THEN = re.compile(
    rf"^(?:请|麻烦|帮我|把|[\s,])*(?:取消|退掉|退了)[^,;。!?]{{1,8}}(?:的|那[份顿]|[饭餐])(?:了|吧|{_END}){_END}$"
    rf"|^[^,;。!?不别]{{1,6}}(?:那天|那顿|那份|的)(?:就|都|先|我|也)*(?:不要|不吃|不订|不用|免)(?:了|吧|{_END}){_END}$"
)
#: "不用了 我儿子回来煮": somebody cooks, or one eats elsewhere.
_EATS_ELSEWHERE = re.compile(
    r"^(?:那|算了|哦|[\s,])*(?:不用|不要|别|先不)(?:送|做|订|留|要)?了?[,\s]+[^,;。!?]{0,8}?"
    r"(?:回来(?:做|煮|烧)|(?:自己|家里|在家)(?:煮|烧|做饭|吃)|(?:出去|外面|外头|在外|饭店)吃)(?:饭|了|的|吧|啊|[\s,.!~])*$"
)
#: "她说不用了", of whoever something was ordered for.
_THEY_NEVER_MIND = re.compile(
    r"^(?P<who>[他她]们?|(?:我)?[\u4e00-\u9fff]{1,4}?(?:阿姨|大爷|大妈|奶奶|爷爷|妈|爸|姐|哥|叔|婶|师傅|老师))(?:刚才|刚)?(?:跟我)?说(?:她|他)?"
    r"(?:那份)?(?:先|也)?不(?:要|用|吃|来|订)(?:了|啦)?(?:吧|啊|呀|的|谢谢|[\s,.!~])*$"
)
#: Said right after an order it is about that one: "不要了".
_NEVER_MIND = re.compile(
    r"^(?:(?:算了|哦|噢|唉|哎|那|行|[\s,.])*)(?:我|我们)?(?:就)?(?:不要了?|不订了|退了|退掉|订错了|点错了|没订|没说要|不是我要吃)(?:吧|啊|呀|的|谢谢|[\s,.!~])*$"
    r"|^谁让你订的[啊呀]?$"
)
#: What it begins with.
NEVER_MIND = "算了 哦 噢 唉 哎 那 行 不要 不订 退了 退掉 订错 点错 没订 没说 不是 我不 我退 我订 我点 我没 我们 谁让"


def all_off(normal: Normal, scene: Scene) -> requests.CancelMeal | None:
    """全部取消: whatever can still be cancelled."""
    return requests.CancelMeal(normal.raw, every=True) if _is(_ALL_OFF, normal, scene) else None


def off(normal: Normal, scene: Scene) -> requests.CancelMeal | None:
    """取消, and no more."""
    return requests.CancelMeal(normal.raw) if _is(_OFF, normal, scene) else None


def off_then(normal: Normal, scene: Scene) -> requests.CancelMeal | None:
    """取消今天的; None where no day and no meal is named."""
    if not _is(_OFF_THEN, normal, scene):
        return None
    days, services = times.days(normal.text, scene.now), times.services(normal.text)
    if not (days or services) or len(days) > 1:
        return None
    return requests.CancelMeal(normal.raw, services[0] if services else None, days[0].value if days else None)


def never_mind(normal: Normal, scene: Scene) -> requests.CancelMeal | None:
    """不要了, of what was ordered just before."""
    return requests.CancelMeal(normal.raw, lately=True) if _is(_NEVER_MIND, normal, scene) else None


def eats_elsewhere(normal: Normal, scene: Scene) -> requests.CancelMeal | None:
    """不用了 我儿子回来煮: what was ordered is not wanted."""
    return requests.CancelMeal(normal.raw) if _is(_EATS_ELSEWHERE, normal, scene) else None


def they_never_mind(normal: Normal, scene: Scene) -> requests.CancelMeal | None:
    """她说不用了, of what was ordered for her."""
    theirs = _is(_THEY_NEVER_MIND, normal, scene)
    return requests.CancelMeal(normal.raw, for_whom=theirs["who"], lately=True) if theirs else None


def moved(normal: Normal, scene: Scene) -> requests.MoveMeal | None:
    """改成后天: to another day or meal."""
    return _to(_is(_MOVED, normal, scene), normal, scene)


def that_one(normal: Normal, scene: Scene) -> requests.MoveMeal | None:
    """是晚上那顿: the same, said right after it was ordered."""
    return None if _MOVED.match(normal.text) else _to(_is(_JUST_THAT, normal, scene), normal, scene)


def also(normal: Normal, scene: Scene) -> requests.MoveMeal | None:
    """后天也要: the order spoken of last stands then too."""
    moved = _to(_is(_ALSO, normal, scene), normal, scene)
    return replace(moved, too=True) if moved else None


def taste(normal: Normal, scene: Scene) -> requests.ChangeMeal | None:
    """她不吃辣: noted for the order that stands, and nothing else is said."""
    heard = (scene.addressed or normal.mentioned) and _may_be(normal, scene)
    if not heard or not phrases.wholly(normal.text, phrases.tastes(), phrases.words("eater")):
        return None
    return requests.ChangeMeal(normal.raw, for_whom=eaters.called(normal.text), diet=meals.diet(normal.text))


def collected(normal: Normal, scene: Scene) -> requests.ChangeMeal | None:
    """自己去拿."""
    return requests.ChangeMeal(normal.raw, delivery=False) if _is(_COLLECTED, normal, scene) else None


def put(normal: Normal, scene: Scene) -> requests.ChangeMeal | None:
    """放门卫: where it is left."""
    where = doors.alone(normal, scene) if _may_be(normal, scene) else None
    return requests.ChangeMeal(normal.raw, delivery=True, place=where) if where else None


def brought(normal: Normal, scene: Scene) -> requests.ChangeMeal | None:
    """送到家里, on no day that is named."""
    if not _may_be(normal, scene) or "送" not in normal.text:
        return None
    if _SO_SEND.match(normal.text):
        heard = scene.addressed or normal.mentioned
        return requests.ChangeMeal(normal.raw, delivery=True) if heard else None
    place = places.find(normal, scene.community)
    line = _REASON.sub("", normal.text)
    rest = line.replace(place.text, " ", 1) if place else line
    if not _DELIVERED.match(rest) or not (place or phrases.mentions(rest, "kitchen", "deliver")):
        return None
    if times.days(normal.text, scene.now):
        return None
    return requests.ChangeMeal(normal.raw, delivery=True, place=places.at_home(place, places.home_of(scene.person)))


def _may_be(normal: Normal, scene: Scene) -> bool:
    """Where we have asked something, 送到家里 and 取消 are for that question."""
    return len(normal.text) <= _LONGEST and not (scene.pending and scene.pending.request is not None)


def _is(form: re.Pattern[str], normal: Normal, scene: Scene) -> re.Match[str] | None:
    return form.match(normal.text) if _may_be(normal, scene) else None


def _to(found: re.Match[str] | None, normal: Normal, scene: Scene) -> requests.MoveMeal | None:
    """None where anything else than a day or a meal is said."""
    if found is None:
        return None
    left = when = found["when"]
    days, services = times.days(when, scene.now), times.services(when)
    for day in reversed(days):
        left = left[: day.start] + left[day.end :]
    if not (days or services) or len(days) > 1 or not _ONLY_A_MEAL.fullmatch(left):
        return None
    return requests.MoveMeal(normal.raw, services[0] if services else None, days[0].value if days else None)
