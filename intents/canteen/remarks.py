"""What is said about meals and orders none: a diet, a worry, a question, an offer to help, the canteen's own words."""

from bot.domain import requests
from bot.domain.roster import Role
from intents import seldom
from intents.meals import MealWords
from intents.normalise import Normal
from intents.scene import Scene

#: Somebody wants one. "饭要软一点" is about the meal.
_ORDERED = seldom.Pattern(
    r"[订定报留来加打带捎送算]|(?<![一软淡烂少多早晚有差])点(?![了钟半])"
    r"|(?<![需不别])要(?!软|烂|清淡|淡|少|热|是|求|不|辣|咸|甜|硬|无糖|多)|给我|老规矩|照旧|老样子|一样|我那?份"
)
_ASKED = seldom.Pattern(r"能不能|可不可以|能否|行不行|可以.{0,12}吗|能.{0,12}吗|好不好")
#: "我当志愿者，想给老人送饭".
_OFFERED = seldom.Pattern(
    r"志愿者|义工|(?:想|愿意|可以|能)(?:去)?(?:给|帮|为|替)(?:社区|独居|困难|残疾|孤寡)*(?:老人|大家|别人|人家)们?"
    r"(?:送|打|做)[饭餐]"
)
_WORRIED = seldom.Pattern(r"(?:做|烧|煮)不[了成]饭|没法(?:做饭|开火|烧饭)|开不了火|没人(?:给我)?(?:做饭|烧饭)|不会做饭")

#: "王阿姨今天的饭没来拿": one stands, and nobody has come for it.
_LEFT = seldom.Pattern(r"(?:没有?人?|一直没|没见)来?(?:拿|取|领|打)走?[了啊呢]*[。.!~]?$")


def read(normal: Normal, words: MealWords, scene: Scene) -> requests.Request | None:
    """What becomes of such a line: noted for the order that stands, asked about, or left to a human; None for an order.

    `words`: its slots.
    """
    if scene.person is not None and Role.CANTEEN in scene.person.roles:
        return requests.Guide(normal.raw)
    if words.quantity is not None or words.vague:
        return None
    if _OFFERED.search(normal.text) or _LEFT.search(normal.text):
        return requests.Guide(normal.raw)
    if _ORDERED.search(normal.text):
        return None
    if _WORRIED.search(normal.text):
        service = words.services[0] if words.services else None
        order = requests.OrderMeal(normal.raw, service, words.day, for_whom=words.for_whom)
        return requests.Clarify(requests.Slot.QUANTITY, order)
    if words.day or words.services:
        return None
    if words.diet:
        return requests.ChangeMeal(normal.raw, diet=words.diet)
    return requests.Guide(normal.raw) if _ASKED.search(normal.text) else None
