"""The meal that did not come, came late, cold or wrong: 饭没送来 · 送错了 · 汤洒了 · 没给筷子.

What became of it only the canteen knows; whether anything was ordered at all, the handler sees.
"""

import re

from bot.domain import requests
from bot.domain.roster import Role
from intents import seldom
from intents.normalise import Normal
from intents.scene import Scene

_LONGEST = 30
_MEAL = r"(?:饭菜?|餐|[早午中晚][饭餐]|盒饭|菜|汤|粥|饺子|包子|馒头)"
_STILL = r"(?:怎么|咋|还|都|也|又|到现在|一直|现在)*"
_WRONG = re.compile(
    rf"{_MEAL}[^,;。!?]{{0,3}}{_STILL}(?:没有?|未)(?:人)?(?:送|收)?(?:来|到|过来|上来|见)"
    rf"|没有?收到(?:我|我们|家)?的?(?:那份)?{_MEAL}|^(?:我|我们|我家)?的?{_MEAL}(?:呢|在哪|送哪了|哪去了)"
    rf"|送[饭餐]的(?:人|师傅)?{_STILL}(?:没|不)来|^[^,;。!?]{{0,6}}点(?:半|多)?了?{_STILL}没(?:送)?(?:来|到)"
    rf"|{_MEAL}(?:全|都|是|已经|有点)*(?:凉|冷|洒|撒|糊|夹生|硬|生)了?(?:的|一半|一地)?(?:[了啊呀,。!\s]|$)"
    rf"|{_MEAL}(?:来|送来|送到|到)了?[,\s]*(?:全|都|是|已经|有点)*(?:凉|冷|洒|糊)"
    rf"|少了(?:一?[个碗份样双])?(?:汤|菜|筷子|勺子?|水果|馒头)"
    rf"|{_MEAL}(?:太|好|有点|特别)(?:咸|淡|辣|油|甜|硬|凉|冷)(?:[了啊呀,。!\s]|$)|{_MEAL}里(?:有|没|是)"
    rf"|^(?:又|今天|你们)?(?:送|给|拿)(?:我|我们)?(?:送)?(?:来|过来)?的?(?:[饭餐菜])?(?:错|是别人)"
    rf"|{_MEAL}(?:送|给|拿)错|(?:没|忘了?)(?:给|放|有|带)(?:我|我们)?(?:筷子|勺子?|餐具|汤|米饭|饭盒)"
    r"|(?:晚点|晚一点|迟点|一会儿?|待会儿?|下午)(?:再|才|能|可以)*(?:来|去)?(?:拿|取|领)"
    r"|(?:让|叫|请).{1,5}(?:帮我|替我|代)(?:拿|取|领)"
    rf"|{_MEAL}(?:被|让|叫)(?:人|谁|别人)(?:拿|取|领)走"
)
#: Nothing of the kind is said without one of each; a line without any of the first is about something else.
CUES = (
    "饭 餐 菜 汤 粥 饺 包 馒 点 送 给 拿 没 忘 太 少了",
    "没来 没到 没过 没上 没见 没送 没收 没人 没有 没给 没放 没带 未来 未到 未过 未上 未见 未送 未收 未人 不来 "
    "少 忘 错 是别人 呢 在哪 送哪 哪去 凉 冷 洒 撒 糊 硬 生 咸 淡 辣 油 甜 饭里 餐里 菜里 汤里 粥里 子里 头里 拿 取 领",
)
_ABOUT = frozenset(CUES[0].split())
#: What is asked, wanted or feared of a meal to come; and what somebody must look into.
_OTHER = seldom.Pattern(
    r"明天|后天|昨天|前天|下[周次顿]|[订定]|能不能|可以吗|要是|如果|不要|别(?!人)|不吃|停|取消|留到|帮我留|给我留"
    r"|馊|虫|头发|拉肚子|中毒|变质|霉"
)


def read(normal: Normal, scene: Scene) -> requests.TellKitchen | None:
    """What is wrong with the meal that somebody has, or has not; None if the line is about something else."""
    canteen = scene.person is not None and Role.CANTEEN in scene.person.roles
    if canteen or len(normal.text) > _LONGEST or not scene.community.services:
        return None
    if _WRONG.search(normal.text) is None or _ABOUT.isdisjoint(normal.text) or _OTHER.search(normal.text):
        return None
    return requests.TellKitchen(normal.raw)
