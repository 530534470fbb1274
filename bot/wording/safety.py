"""What to do first when life is in danger. Said before anything else."""

#: Somebody says of themselves what they say of others when it is `self_harm`.
OWN_LIFE = "own_life"

_LAST = "本群不能代替110/119/120。"

_ADVICE = {
    "fire": "⚠️ 先离开，关上门，走楼梯，别坐电梯，马上打119。",
    "smoke": "⚠️ 弯腰从没烟的楼梯撤到外面，马上打119。楼道全是烟就别出门，堵住门缝到窗口呼救。",
    "gas": "⚠️ 别动开关别打火，关阀开窗，人先出去。到了外面再打119和燃气抢修电话。",
    "electric": "⚠️ 别碰触电的人，别碰水，够得着先拉总闸，离断线远点。有人触电马上打120。",
    "ev_battery": "⚠️ 电动车、电池冒烟会爆燃：马上离远，别去搬，打119。",
    "lift_trapped": "⚠️ 别扒门，按轿厢里的报警铃，打电梯内救援电话或119，等人来。",
    "fall": "⚠️ 摔了先别急着扶，问问哪里疼，叫不醒或动不了马上打120。人卡住、挂在高处打119，别硬拽。",
    "medical": "⚠️ 马上打120，说清楼号门牌，开着门等。人别乱动，没了呼吸就照120教的按胸口。",
    "violence": "⚠️ 先躲到安全的地方，锁好门，马上打110。",
    "water_rescue": "⚠️ 别下水救人，扔绳子、杆子、救生圈，马上打119和120。",
    "collapse": "⚠️ 马上离远，别让人靠近，打119；有人受伤打120。",
    "chemical": "⚠️ 往上风口走，捂住口鼻，马上打119。溅到身上用清水一直冲，吃下去的别催吐，打120。",
    "missing_person": "⚠️ 马上打110报走失，不用等24小时；带上近照，说清衣着。",
    "no_answer": "⚠️ 别干等：马上请有钥匙的人、邻居去敲门，叫不应就打110上门、打120。",
    "fraud": "⚠️ 先别转钱、别给验证码，挂掉电话，马上打110或96110；拦不住人、已经转了，更要马上打。",
    "self_harm": "⚠️ 请先陪着人，别离开，马上打110和120；心理援助热线12356。",
    OWN_LIFE: "⚠️ 您先别一个人待着，现在就打12356，有人听您说；马上有人来找您。身边有危险就打110或120。",
    "crime": "⚠️ 别当面说、别去劝、别声张，看见正在做就打110，打了110我们也会跟进。",
    "illness": "⚠️ 烧到39度、抽筋、喘不上气、叫不醒，马上打120。血糖低先吃块糖。",
    "embers": "⚠️ 灭了也要守着看：关电关气，开窗，别离人。再冒烟马上出去打119。",
    "scam": "⚠️ 像是骗子：别转钱、别给验证码、别点链接，先挂掉。拿不准打96110问，已经转了马上打110。",
    "traffic_injury": "⚠️ 别移动伤者，马上打120和122，在来车方向提醒车辆。",
}

_ANY = "⚠️ 有危险先离开，马上打110/119/120。"
#: What is red by its words alone is told what is said of most dangers of its category.
_OF_CATEGORY = {
    "fire_safety": "smoke",
    "gas": "gas",
    "power": "electric",
    "lift": "lift_trapped",
    "medical": "medical",
    "charging": "ev_battery",
    "food_safety": "medical",
    **dict.fromkeys(("structure", "falling", "road", "public_facilities"), "collapse"),
    **dict.fromkeys(("security", "quarrel", "family"), "violence"),
}


def advice(kind: str, category: str = "") -> str:
    """The first line of a red reply. `category`: of the ticket, where the kind of danger is not known ("")."""
    return f"{_ADVICE.get(kind or _OF_CATEGORY.get(category, ''), _ANY)}{_LAST}"
