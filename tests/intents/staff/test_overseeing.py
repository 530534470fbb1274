"""What a head says of somebody else's ticket: an urging, a confirmation, a reopening; never that they take it on."""

from datetime import date

import pytest

from bot.domain import requests, roster
from bot.domain.tickets import Move
from intents import normalise
from intents.scene import Scene
from intents.staff import overseeing


def by(scene: Scene, role: roster.Role, words: str) -> requests.Request | None:
    spoken = Scene(scene.now, scene.community, roster.Person("someone", "林敏", frozenset({role})), True, True, "连心")
    return overseeing.read(1, normalise.normalise(words).text, spoken)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("明天必须办完", date(2026, 11, 24)),
        ("今天下班前办好", date(2026, 11, 23)),
        ("限明天下午5点前", date(2026, 11, 24)),
        ("周五前给我弄好", date(2026, 11, 27)),
        ("期限改到周五", date(2026, 11, 27)),
        ("最晚周五", date(2026, 11, 27)),
        ("必须3天内办好", date(2026, 11, 26)),
        ("月底前必须办完", date(2026, 11, 30)),
        ("明天不办完我找你", date(2026, 11, 24)),
        ("抓紧办", None),
        ("这事盯紧点", None),
        ("你们快点", None),
        ("不能再拖了", None),
        ("优先办", None),
        ("务必今天内解决", date(2026, 11, 23)),
        ("要尽快处理", None),
    ],
)
def test_what_must_be_done_is_an_urging_with_its_day(scene: Scene, words: str, until: date | None) -> None:
    assert by(scene, roster.Role.SECRETARY, words) == requests.UrgeTicket(1, words, told=words, until=until)
    assert by(scene, roster.Role.WORKER, words) is None


@pytest.mark.parametrize(
    "words",
    [
        "我看过了，可以",
        "看过了，可以",
        "看了，挺好",
        "行",
        "通过",
        "检查过，合格",
        "去看了，没问题",
        "现场看过，修好了",
        "可以的",
    ],
)
def test_whoever_has_seen_that_it_is_done_confirms_it(scene: Scene, words: str) -> None:
    for role in roster.HEADS:
        assert by(scene, role, words) == requests.MoveTicket(Move.CONFIRM, 1)


@pytest.mark.parametrize(
    "words",
    [
        "我看过了，没弄好",
        "没弄好",
        "去看了，还是不亮",
        "我看了不行",
        "现场看过，没换，还黑着",
        "看了，不合格",
        "还没修好",
        "根本没换",
    ],
)
def test_whoever_has_seen_that_it_is_not_done_has_it_done_again(scene: Scene, words: str) -> None:
    for role in roster.HEADS:
        assert by(scene, role, words) == requests.MoveTicket(Move.REOPEN, 1, normalise.normalise(words).text)


@pytest.mark.parametrize("words", ["收到", "知道了", "好的收到", "住户下午才在家", "配件到了"])
def test_a_word_in_passing_takes_nothing_out_of_anybodys_hands(scene: Scene, words: str) -> None:
    said = by(scene, roster.Role.SECRETARY, words)
    assert said is None or said == requests.HalfOrder(1, "accept")
