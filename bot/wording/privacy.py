"""The privacy page: who, what, why, how long, how to erase (个人信息保护法 第十七条)."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

from bot.domain.keeping import ANSWER_DAYS, DEFAULT, Keep
from bot.domain.roster import Community


def _kept(keep: Keep) -> tuple[tuple[str, str], ...]:
    return (
        ("没有办事的闲聊", f"{span(keep.silent)}后删去原文，只留条数"),
        ("您发来的原始消息", span(keep.raw)),
        ("照片", f"事情办结后 {span(keep.photos)}"),
        ("工单（心愿、隐患）", f"事情办结后 {span(keep.tickets)}，之后删去人名、门牌和说的话，只留数目"),
        ("订餐", f"{span(keep.orders)}，之后删去人名、地址和忌口，只留份数"),
        ("您报事时留的电话", "加密存放，只给办事的人，和工单一起删"),
        ("积分流水", f"{span(keep.ledger)}，之后不再写是谁的"),
        ("安全日志（不含内容）", span(keep.logs)),
    )


def span(kept: timedelta) -> str:
    """Whole years as years, all else as days."""
    years, rest = divmod(kept.days, 365)
    return f"{kept.days} 天" if rest or not years else f"{years} 年"


_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>个人信息怎么用</title>
<style>body{{font:18px/1.7 system-ui,"WenQuanYi Micro Hei",sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;
color:#222;background:#fff}}h1{{font-size:1.5rem}}h2{{font-size:1.15rem;margin-top:1.6rem}}table{{border-collapse:collapse;
width:100%}}td{{border-top:1px solid #ddd;padding:.4rem .2rem;vertical-align:top}}</style></head>
<body><h1>个人信息怎么用</h1>{places}
<h2>我们用什么、为什么</h2><p>您对机器人说的话、发的照片、说话的群和时间，只用来办您说的事：派给负责的人、告诉您结果、记积分、送餐。
不做人脸识别，不卖给任何人。健康、证件、残疾和未成年人的信息，没有您（或监护人）另外同意，一律不存。</p>
<h2>留多久</h2><table>{kept}</table>
<h2>想查、想改、想删</h2>
<p>到社区服务大厅，或联系上面写的人，就可以查看、更正、要一份，或者删掉您的信息，{days} 天内答复。</p></body></html>
"""


def page(places: Sequence[Community], keep: Keep = DEFAULT) -> str:
    """The whole page, for the communities given."""
    return _PAGE.format(
        places="".join(_place(one) for one in places),
        days=ANSWER_DAYS,
        kept="".join(f"<tr><td>{what}</td><td>{long}</td></tr>" for what, long in _kept(keep)),
    )


def _place(one: Community) -> str:
    contact = f"<br>联系：{escape(one.privacy.contact)}" if one.privacy.contact else ""
    return f"<h2>{escape(one.name)}</h2><p>谁在用：{escape(one.privacy.controller or one.name)}{contact}</p>"
