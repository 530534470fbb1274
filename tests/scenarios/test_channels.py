"""The same service through each channel, told as people live it."""

import io

from PIL import Image

from bot.sandbox.transcript import Source
from storage import engine
from tests.scenarios.town import RESIDENTS, STAFF, Town

OPENID = "openid-lidaye"


def photo_with_gps() -> bytes:
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 15.0, 0.0)}
    exif[0x010F] = "maker of the phone"
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(content, "JPEG", exif=exif)
    return content.getvalue()


async def test_a_resident_on_wechat_reports_and_hears_the_end_through_the_official_account(town: Town) -> None:
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.say_to_account(OPENID, "6栋1单元门口的井盖松了，一踩就响")
    reply = await town.sees("^#1 ", f"oa:{OPENID}", source=Source.REPLY)
    assert "6栋1单元" in reply.text
    assert (await town.sees("^#1 ", STAFF)).mentions == ("liumin",)
    await town.group("liumin", "1 办结 井盖已垫稳", chat=STAFF)
    told = await town.sees("垫稳", f"oa:{OPENID}")
    assert told.source is Source.OA
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.say_to_account(OPENID, "满意，谢谢")
    assert "办结" in (await town.sees("^#1 ", f"oa:{OPENID}")).text
    assert town.violations == []


async def test_the_secretary_asks_for_figures_in_the_app(town: Town) -> None:
    await town.group("wangayi", "3栋2单元的路灯又不亮了")
    await town.sees("^#1 ", RESIDENTS)
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.say_to_app("linshuji", "本周统计")
    answer = await town.sees("办结率", "app:linshuji", source=Source.REPLY)
    assert "新增工单 1 件" in answer.text
    town.heard = len(town.sandbox.world.transcript.lines)
    await town.sandbox.platform.say_to_app("wangayi", "本周统计")
    assert "办结率" not in (await town.sees("书记", "app:wangayi")).text


async def test_a_photo_is_kept_with_its_ticket_and_does_not_say_where_it_was_taken(
    town: Town,
) -> None:
    await town.group("wangayi", "3栋2单元门口的井盖坏了", photo=photo_with_gps())
    assert "处理前1张" in (await town.sees("^#1 ", STAFF)).text
    await town.later(seconds=1)
    async with engine.open_store(town.database_url) as database, database.gate.reading() as connection:
        [row] = (await connection.exec_driver_sql("SELECT ticket, state, content_type, content FROM media")).all()
    assert (row.ticket, row.state, row.content_type) == (1, "kept", "image/jpeg")
    kept = Image.open(io.BytesIO(row.content))
    assert kept.size == (64, 48)
    assert not kept.getexif()


async def test_a_group_whose_robot_was_removed_is_told_to_the_secretary_and_the_work_goes_on(town: Town) -> None:
    key = town.sandbox.world.rooms[STAFF]
    town.sandbox.world.remove_robot(key.chat_id)
    await town.group("wangayi", "3栋2单元的路灯又不亮了")
    assert "路灯" in (await town.sees("^#1 ", "app:chenjing")).text
    assert "机器人发不出消息" in (await town.sees("工作群", "app:linshuji")).text


async def test_a_photo_of_a_report_that_needed_a_question_stays_with_its_ticket(town: Town) -> None:
    await town.group("xiaoma", "路灯不亮了", photo=photo_with_gps())
    await town.sees("哪栋楼|哪个位置", RESIDENTS)
    await town.group("xiaoma", "3栋门口")
    await town.sees("^#1 ", RESIDENTS)
    assert "处理前1张" in (await town.sees("^#1 ", STAFF)).text
