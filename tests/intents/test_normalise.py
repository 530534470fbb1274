"""One spelling for many, and the way back to what was written."""

import pytest

from intents.normalise import LIMIT, normalise


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("３栋２单元", "3栋2单元"),
        ("電梯壞了", "电梯坏了"),
        ("部𨋢又壞咗", "部电梯又坏了"),
        ("唔使喇 我仔返嚟煮", "不用了 我仔回来煮"),
        ("唔好话系我讲嘅", "别说是我讲的"),
        ("路登不亮", "路灯不亮"),
        ("楼道灯唔亮", "楼道灯不亮"),
        ("俺家漏水", "我家漏水"),
        ("好臭啊啊啊啊", "好臭啊"),
        ("咋整", "怎么整"),
    ],
)
def test_spellings_become_one(written: str, meant: str) -> None:
    assert normalise(written).text == meant


def test_the_bots_name_is_taken_off_and_remembered() -> None:
    found = normalise("@连心 路灯坏了", "连心")
    assert (found.text, found.mentioned) == ("路灯坏了", True)


def test_a_name_we_do_not_know_is_taken_off_too() -> None:
    assert normalise("@小助手 路灯坏了", "连心").text == "路灯坏了"


def test_what_was_written_is_found_again_behind_longer_words() -> None:
    found = normalise("咋回事3號樓沒水")
    start = found.text.index("3号楼")
    assert found.written(start, start + 3) == "3號樓"


def test_digits_are_never_shortened() -> None:
    assert normalise("1111").text == "1111"


def test_a_very_long_text_is_cut_and_says_so() -> None:
    found = normalise("灯" + "坏了。" * LIMIT)
    assert found.cut
    assert len(found.raw) <= LIMIT


def test_half_a_character_is_a_mark_and_the_rest_is_read() -> None:
    found = normalise("3栋\ud83d燈壞了")
    assert (found.text, found.raw) == ("3栋\ufffd灯坏了", "3栋\ufffd燈壞了")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("叁号楼灯坏了", "三号楼灯坏了"),
        ("拾贰栋贰单元伍零壹室", "十二栋二单元五零一室"),
        ("叁栋伍〇壹漏水", "三栋五〇一漏水"),
        ("午饭贰份", "午饭二份"),
        ("伍师傅和陆大爷", "伍师傅和陆大爷"),
    ],
)
def test_formal_numerals_are_read_where_they_count(said: str, read: str) -> None:
    found = normalise(said)
    assert (found.text, found.raw) == (read, said)


@pytest.mark.parametrize("line", ["玻璃叫人打坏了", "门锁一坏就关不上", "沈阿姨说毛坏了"])
def test_words_that_are_simplified_already_stay_as_they_are(line: str) -> None:
    assert normalise(line).text == line


@pytest.mark.parametrize(
    ("written", "meant"), [("樓道燈壞了", "楼道灯坏了"), ("一直沒有答覆", "一直没有答复"), ("藉口", "借口")]
)
def test_traditional_characters_are_made_simple(written: str, meant: str) -> None:
    assert normalise(written).text == meant


@pytest.mark.parametrize(
    ("line", "piece", "found", "written"),
    [
        ("修好了谢谢，4棟着火了", "4栋着火了", "4栋", "4棟"),
        ("灯修好了，但是東門的又壞了", "东门的", "东门", "東門"),
        ("灯修好了 4栋着火了", "灯 4栋", "4栋", "4栋"),
    ],
)
def test_of_a_piece_of_a_line_the_words_are_those_of_the_piece(line: str, piece: str, found: str, written: str) -> None:
    only = normalise(line).only(piece)
    start = only.text.index(found)
    assert only.written(start, start + len(found)) == written


def test_every_kind_of_unusual_character_in_one_line_is_read_and_the_whole_can_be_written() -> None:
    found = normalise("貳號樓，電梯\ud83d壞了\u3000快来")
    assert (found.text, found.raw) == ("二号楼,电梯\ufffd坏了 快来", "貳號樓，電梯\ufffd壞了\u3000快来")
