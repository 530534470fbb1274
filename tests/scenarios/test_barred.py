"""The app's address is no longer on the platform's list: private posts wait, and go out by themselves."""

from bot.domain.delivery import BARRED_FOR
from bot.sandbox.faults import Fault
from tests.scenarios.town import STAFF, Town

CHEN = "app:chenjing"
QUARREL = "楼上邻居和我家为了晾衣服闹矛盾，想请人调解一下"


async def test_what_was_to_be_said_one_to_one_comes_once_the_address_is_trusted_again(town: Town) -> None:
    town.sandbox.faults.arm("message/send", Fault.UNTRUSTED, 2)
    await town.alone("wangayi", QUARREL)
    assert "doctor" in (await town.sees("企业微信不认我们的设置", STAFF, called="linshuji")).text
    await town.later(seconds=BARRED_FOR.total_seconds())
    assert town.said_by_bot(CHEN) == []
    await town.later(seconds=BARRED_FOR.total_seconds())
    await town.sees("^#1 ", CHEN)
    assert len(town.said_by_bot(CHEN)) == 1
    assert town.violations == []
