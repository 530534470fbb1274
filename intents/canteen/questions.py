"""What a newcomer asks about the canteen: 怎么订饭 · 几点截止 · 能送吗 · 明天吃啥 · 食堂电话.

Prices, hours and how to order are known here; a menu, a discount or where it is only the community's own file can say.
"""

import re

from bot.domain import requests
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import directory

_LONGEST = 24
_BEFORE = (
    r"^(?:不是|我是?问|就问|请问|问一下|问下|想问下?|你好|您好|喂|食堂|我们?|咱们?|社区|老年|长者|的|现在|今天|明天|后天|今儿|明儿|中午|晚上|午饭|晚饭|都"
    r"|那|一般|最|是|订|饭|餐|\s|,)*?"
)
_AFTER = r"(?:啊|呀|呢|吗|么|嘛|不|没有?|的|了|谢谢|一下|[\s,.!?~。])*$"
#: "几点截止", "怎么订饭", "能送到家不", "订了能退吗"
_HOW = re.compile(
    rf"{_BEFORE}(?:(?:几点|什么时候|啥时候|多久)(?:钟)?(?:能|可以)?(?:截止|送到|送来|送饭|送餐|之?前(?:订|报))|最?[晚迟](?:几点|什么时候)(?:钟|能|可以|前)*(?:订|报)(?:饭|餐)?"
    r"|(?:怎么|咋|如何|怎样)(?:个)?(?:订|定|报|点)(?:饭|餐|法)?(?:饭|餐)?|(?:订|报)(?:饭|餐)怎么(?:弄|订|操作|用|报)"
    r"|(?:能不能|可不可以|能|可以|给不给|管不管|包|是不是)送(?:饭|餐|上门|到家里?|家里)?|送不送(?:饭|餐|上门)?"
    r"|送(?:饭|餐|上门|到家里?)?(?:要钱|收费|加钱|另收钱|另外收钱)"
    r"|(?:外卖|饭|餐)(?:能不能|能|可以)?送(?:到家|上门|家里)|送(?:餐|饭)费(?:多少)?"
    r"|过了(?:\d{1,2}|[一二三四五六七八九十]{1,2})点半?(?:以后|了)?(?:还|就)?(?:能不能|能|可以|可不可以)(?:再)?(?:订|改|退)(?:饭|餐)?"
    r"|订了(?:以后|之后|还)?(?:能不能|能|可以|可不可以)(?:退|改|取消)|(?:能|可以)(?:退|取消)(?:饭|餐))"
    rf"{_AFTER}"
)
#: What only the canteen can say.
_THEIRS = re.compile(
    rf"{_BEFORE}(?:(?:吃(?:啥|什么)(?:菜|饭)?|有?(?:啥|什么|哪些)(?:好)?(?:菜|吃的|饭菜?)|(?:发|看|有)?(?:一下|下)?(?:菜单|菜谱|食谱)(?:发(?:一下|下)?|呢|看看|有)*)"
    r"|食堂(?:今天|明天|现在|还|在|都)*(?:在哪(?:里|儿)?|怎么走|地址|位置|电话(?:多少|是多少)?|开不开|开门没?|关门|开吗|谁管|在几楼)"
    r"|(?:老人|老年人|\d{2}岁(?:以上)?|军人|退役军人|残疾人?|低保|小孩|孩子)(?:有没有|有|是不是|能)?(?:优惠|便宜|打折|免费|补贴|多少钱|怎么收|多少)"
    r"|(?:有没有|有)(?:老人|老年)?(?:优惠|打折|补贴|清真|素食|素的|无糖|软饭|面条|粥)(?:的|餐|菜|饭)?|(?:怎么|咋)(?:付|给|交)(?:钱|款|费)?|钱(?:怎么|咋)(?:付|给|交)|(?:能不能|能|可以)(?:用)?(?:微信|刷卡|现金|支付宝)(?:付|给|支付)?(?:钱|款)?"
    r"|(?:周[一二三四五六日末]|礼拜[天日]|星期[天日]|节假日|过年)(?:食堂)?(?:开|有饭|供饭|能订|休息)|(?:能不能|能|可以)(?:打包|带走|堂食|带(?:孙子|孩子|朋友|家属)(?:一起)?(?:吃|来)?)|饭里有没有.{1,4}"
    r"|有(?:没有)?(?:饺子|面条?|粥|汤|包子|馒头|鱼|肉|鸡|鸭|豆腐|素菜|红烧肉|米饭|牛奶|豆浆|油条|饼)(?:卖|吃)?的?"
    r"|(?:一个人)?最多(?:能)?订几份|[一二两三]荤[一二两三]素(?:多少钱)?)"
    rf"{_AFTER}"
)

#: "刚才忘订了 还来得及不"
_IN_TIME = re.compile(
    r"^(?:刚才?|我|今天|不好意思|哎呀?|忘记?了?|[\s,])*(?:忘(?:记|了)?|没)订[^份]*"
    r"来得及(?:吗|不|么|没)?[,.!?~。\s]*$"
)
#: "我吃了几顿", "这个月一共多少钱"
_OWN = re.compile(
    r"^(?:我|这个月|本月|这月|到现在|一共|总共|饭|的|请问|帮我看看|帮我算算|[\s,])*"
    r"(?:(?:吃|订)了(?:几|多少)(?:顿|份|次|餐)(?:饭)?|(?:花|用)了多少(?:饭)?钱|(?:饭钱|餐费|饭费)(?:一共|总共)?(?:是)?多少(?:钱)?|(?<=共)多少钱|该交多少(?:饭)?钱)"
    r"(?:啊|呀|呢|了|吗|[\s,.!?~。])*$"
)


def read(normal: Normal, scene: Scene) -> requests.ShowMealTimes | None:
    """The question that the whole line is; None where it is another, or the community's own file answers it."""
    line = normal.text.strip(" 。!~.,，")
    heard = scene.addressed or normal.mentioned
    if not heard or len(line) > _LONGEST or not scene.community.services or directory.title_for(line, scene.community):
        return None
    if _HOW.match(line) or _IN_TIME.search(line):
        return requests.ShowMealTimes(requests.Asked.HOW)
    if _OWN.match(line):
        return requests.ShowMealTimes(requests.Asked.OWN)
    return requests.ShowMealTimes(requests.Asked.CANTEEN, normal.raw) if _THEIRS.match(line) else None
