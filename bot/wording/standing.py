"""One true sentence each about the service itself: what is kept, who is told, what points are, who is behind it."""

from bot.domain.roster import Community
from bot.wording import words

_HUMAN = "要找人，请回“找书记”。"
_SAID = {
    "secrecy": "放心，谁报的，我们不往外说；群里也不写名字和门牌。",
    "machine": f"我是社区的机器人助手，您说的事有网格员来办。{_HUMAN}",
    "hello": f"您好，我在。哪里坏了、有什么心愿、要订餐，直接说就行。{_HUMAN}",
    "points_use": (
        "积分现在只能记着，还不能换东西；不是钱，不能提现，也不能转给别人，不公开排名次。看自己的请回“我的积分”。"
    ),
    "points_earn": "报告隐患、提心愿，办结以后得积分。看自己的请回“我的积分”。",
    "unheard": "这段语音没听清，请再说一遍，或者打字。",
    "notices": (
        "这是通知，我不记成报修，也还不会替您发给大家，请您自己发到群里。真有地方坏了，请直接说，例如“3栋停电了”。"
    ),
    "points_give": ("积分按规则自动给：报的事办结后到账，我不能另外加分。发错了可以收回，请说“12 积分收回 是假的”。"),
    "no_files": (
        "表格和图我还发不了，数可以直接问：“本月统计”“每个月多少件”“谁超时最多”“分别是哪些”。要整张表，请管理员在服务器上导出。"
    ),
    "cook_fetched": (
        "谁取了、送没送到，我这里不记。没来拿又放心不下的，说一声“王阿姨的饭没来拿”“3栋2单元501敲门没人”，"
        "我就叫网格员去看看。"
    ),
    "cook_surplus": (
        "多出来的，我不会替您往群里发，请您自己在群里说一声。来要的人，截止前让他自己@我订，截止后您直接给就行。"
    ),
    "cook_short": "不够的，请照名单先紧着要送的；差谁的，请打电话说一声。要换菜就说“青菜没了换成豆腐”，我告诉订的人。",
    "points_when": "积分要等事情办结才到账。",
}


def explained(topic: str, community: Community) -> str:
    """`topic`: a section of standing.toml that is answered in words."""
    contact = words.harmless(community.privacy.contact or "社区服务大厅", 60)
    if topic == "office":
        return f"社区这边：{contact}。{_HUMAN}"
    if topic == "lost":
        return f"捡到的东西请交到社区，丢了东西也到这里问：{contact}。我这里不登记失物。"
    if topic == "hours":
        return f"辛苦了。志愿时长我这里还不记，请报给社区登记，也在那里查：{contact}。"
    if topic == "stray":
        return (
            "别急，先在楼下、车底、地下室慢慢叫它，把照片和走丢的地方发到群里，请邻居留意。"
            f"也到社区问问有没有人送来：{contact}。我这里不登记，有人找到也不会自动通知您。"
        )
    if topic == "cook_away":
        return "请假我只给网格员记。那天不做饭，请回“明天不开火”；要人顶，请跟书记说一声，或回“找书记”。"
    if topic == "privacy":
        link = community.privacy.url or "社区服务大厅"
        return (
            "您说的话只用来办您的事，群里不写您的名字和门牌，到期删除。"
            f"不想让我们记，或者要看、要删掉自己的信息，请回“删除我的信息”。详见 {link}"
        )
    return _SAID[topic]
