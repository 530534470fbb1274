"""Typed text in sentences of ours: tame, without numbers; dates with their weekday."""

import re
import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import Place
from bot.domain.tickets import Kind, State
from bot.wording import words
from tests.builders import SHANGHAI

FORBIDDEN = set("@<>`[]*_~|\\\n\r\t")
typed = st.text(st.one_of(st.characters(), st.sampled_from("@<>`[]*#\n\r\u202e\u200b\u2028\u00a0京A")), max_size=200)
digits = st.text(st.sampled_from("0123456789 -.—８²栋3"), max_size=200)


@given(typed, st.integers(2, 100))
def test_harmless_text_mentions_nobody_marks_nothing_up_and_hides_nothing(text: str, limit: int) -> None:
    tame = words.harmless(text, limit)
    assert len(tame) <= limit
    assert not set(tame) & FORBIDDEN
    assert not [ch for ch in tame if unicodedata.category(ch) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}]
    assert "://" not in tame


@pytest.mark.parametrize("text", ["@all 开会", "<@all>", "[点我](http://x.cn)", "a\n# 标题", "`x`", "\u202e反着"])
def test_typed_powers_are_gone(text: str) -> None:
    assert not set(words.harmless(text)) & FORBIDDEN
    assert "\u202e" not in words.harmless(text)


def test_plain_text_stays_as_it_is() -> None:
    assert words.harmless("3栋2单元的灯，又不亮了！") == "3栋2单元的灯，又不亮了！"


@given(digits)
def test_no_number_of_seven_digits_or_more_is_left(text: str) -> None:
    shown = words.masked(text, 1000)
    assert not re.search(r"\d{7}", shown)
    assert not re.search(r"\d(?:[ -]?\d){6}", shown)


@pytest.mark.parametrize(
    "number",
    [
        "13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "139.1234.5678",
        "１３９１２３４５６７８",
        "0471-6543210",
        "15010219600101123X",
        "6222 0212 3456 7890 123",
        "京A12345",
        "京a12345",
        "蒙A·D12345",
        "沪Ａ１２３４５",
    ],
)
def test_phones_cards_and_plates_are_masked(number: str) -> None:
    shown = words.masked(f"请打{number}找我")
    assert number not in shown
    assert "（" in shown
    assert not words.fit_for_residents(f"已联系{number}", ())


def test_a_number_is_masked_before_the_text_is_cut() -> None:
    assert "139" not in words.masked("一" * 112 + "13912345678", 120)


@pytest.mark.parametrize("text", ["3栋2单元501", "5-2-301", "2份饭 3栋", "12#1-902"])
def test_a_place_is_not_a_number(text: str) -> None:
    assert "号码" not in words.masked(text)


@pytest.mark.parametrize("text", ["已换灯泡", "疏通了下水道，3栋2单元已通水", "已更换2个灯头，测试正常"])
def test_a_plain_result_may_be_told_to_residents(text: str) -> None:
    assert words.fit_for_residents(text, ("王阿姨",))


@pytest.mark.parametrize(
    "text",
    [
        "已到3栋2单元501处理",
        "501室已修",
        "3-2-501已修",
        "给王小明换了灯",
        "张奶奶家的灯",
        "他有高血压，已送医",
        "电话13912345678",
    ],
)
def test_a_result_with_a_door_a_person_a_number_or_health_may_not(text: str) -> None:
    assert not words.fit_for_residents(text, ("王小明",))


@pytest.mark.parametrize(("fen", "said"), [(1250, "12.5元"), (1200, "12元"), (5, "0.05元"), (100000, "1000元")])
def test_money_has_no_idle_zeros(fen: int, said: str) -> None:
    assert words.yuan(fen) == said


def test_a_date_is_said_with_its_weekday() -> None:
    assert words.day(date(2026, 11, 23)) == "11月23日周一"
    assert words.moment(datetime(2026, 11, 29, 9, 5, tzinfo=SHANGHAI)) == "11月29日周日 09:05"


def test_every_state_kind_and_meal_has_its_word() -> None:
    assert set(words.STATES) == set(State)
    assert set(words.KINDS) == set(Kind)
    assert words.service("lunch") == "午餐"


@pytest.mark.parametrize("ill", ["尿毒症", "帕金森", "乳腺癌", "精神分裂", "糖尿病", "高血压", "轻生", "脑梗", "乙肝"])
def test_a_group_of_those_who_work_reads_nothing_about_health(ill: str) -> None:
    shown = words.discreet(f"我妈有{ill}，下不了楼，电话13912345678")
    assert ill not in shown
    assert "139" not in shown
    assert "下不了楼" in shown


@pytest.mark.parametrize("text", ["灯有毛病", "树上有病虫害", "残疾人通道被占了", "中风险地区", "卫生间漏水"])
def test_what_is_no_illness_stays_as_it_was_said(text: str) -> None:
    assert words.discreet(text) == text


@pytest.mark.parametrize("spot", ["2栋301门口", "13912345678", "王阿姨家门口", "京A12345旁边", "精神病人住的那层"])
def test_a_spot_that_tells_of_somebody_is_no_landmark_for_residents(spot: str) -> None:
    assert words.where(Place(spot, "3", landmark=spot), exact=False) == "3栋"


def test_a_place_is_shown_with_its_room_only_where_it_is_exact() -> None:
    place = Place("3栋2单元501门口", "3", "2", "501", landmark="门口", known=True)
    assert words.where(place, exact=False) == "3栋2单元门口"
    assert words.where(place, exact=True) == "3栋2单元501门口"
    assert words.where(None, exact=True) == ""


@pytest.mark.parametrize(
    "text",
    [
        "联系了601赵国庆，他家洗衣机管子脱了",
        "是602李秀英家自己装修弄坏的",
        "赵国庆家的水管接好了",
        "请找402张建军",
        "李秀英本人同意了",
    ],
)
def test_a_household_named_by_its_room_or_its_full_name_is_not_for_residents(text: str) -> None:
    assert not words.fit_for_residents(text, ())


@pytest.mark.parametrize(
    "text",
    [
        "换了200瓦的灯",
        "花了150元",
        "换了100米电缆",
        "方便大家通行",
        "高层水压已调好",
        "王家巷路灯已修",
        "2026年12月完工",
    ],
)
def test_an_amount_or_a_word_that_begins_like_a_name_is_no_household(text: str) -> None:
    assert words.fit_for_residents(text, ())


def test_a_text_of_ours_names_its_tickets_by_their_numbers() -> None:
    assert words.tickets_named("您的事：\n#12 照明：已派单\n#3 电梯：办结\n#12 又亮了") == (12, 3)
    assert words.tickets_named(f"原话：{words.harmless('看 #12')}") == ()


def test_typed_text_is_fitted_into_a_sentence_of_ours() -> None:
    assert words.unended("已换灯泡。") == "已换灯泡"
    assert words.bare(" ，床头。") == "床头"
