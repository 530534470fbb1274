"""Places in every spelling, before times, checked against the roster."""

import pytest

from bot.domain import roster
from intents import places
from intents.normalise import normalise
from intents.slots import districts


@pytest.mark.parametrize(
    ("line", "text", "building", "unit", "room"),
    [
        ("3栋2单元501灯坏了", "3栋2单元501", "3", "2", "501"),
        ("12#1-902漏水", "12#1-902", "12", "1", "902"),
        ("三号楼二单元有人吵架", "三号楼二单元", "3", "2", None),
        ("5号楼1单元302室没水", "5号楼1单元302室", "5", "1", "302"),
        ("十二栋电梯停了", "十二栋", "12", None, None),
        ("3-2-501漏水", "3-2-501", "3", "2", "501"),
        ("B2栋没电", "B2栋", "B2", None, None),
        ("三栋二单元五零一漏水", "三栋二单元五零一", "3", "2", "501"),
        ("三号楼一〇二室没水", "三号楼一〇二室", "3", None, "102"),
        ("三栋一二三楼没电", "三栋一二三楼", "3", None, None),
        ("15座8樓B室漏水", "15座8樓B室", "15", None, "B"),
    ],
)
def test_building_unit_and_room_are_read(
    community: roster.Community, line: str, text: str, building: str, unit: str | None, room: str | None
) -> None:
    found = places.find(normalise(line), community)
    assert found is not None
    assert (found.text, found.building, found.unit, found.room) == (text, building, unit, room)


def test_a_dashed_number_is_no_place_unless_the_roster_has_the_building(community: roster.Community) -> None:
    assert places.find(normalise("30-2-501"), community) is None


def test_known_says_whether_the_roster_has_the_building(community: roster.Community) -> None:
    ours, theirs = (places.find(normalise(line), community) for line in ("3栋", "33栋"))
    assert ours is not None
    assert theirs is not None
    assert (ours.known, theirs.known) == (True, False)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("三号楼东门口有一滩水", "三号楼东门口"),
        ("小区大门口的杆子坏了", "小区大门口"),
        ("东门垃圾桶满了", "东门"),
        ("1号楼和2号楼中间堆了沙子", "1号楼和2号楼中间"),
        ("A3区清溪路枫林学校附近的路灯坏了", "A3区清溪路枫林学校附近"),
        ("B2县柳河镇垃圾没人清", "B2县柳河镇"),
        ("C1区安康路与太平街交叉口积水", "C1区安康路与太平街交叉口"),
        ("C1区安康路与太平街的交汇处井盖没了", "C1区安康路与太平街的交汇处"),
        ("C1区安康路地铁站旁有积水", "C1区安康路地铁站旁"),
        ("C1区安康路地铁施工吵", "C1区安康路"),
        ("D4市机械厂家属院停水三天", "D4市机械厂家属院"),
        ("充电棚里头有糊味", "充电棚里头"),
        ("小区东南角围墙外面堆了土", "小区东南角围墙外面"),
        ("二单元三楼窗户要掉", "二单元三楼"),
        ("6栋顶上的铁皮松了", "6栋顶上"),
        ("12号门打不开", "12号门"),
        ("二号门的栏杆落不下来", "二号门"),
        ("校门口三轮车挤成一堆", "校门口"),
        ("小区西北角的变压器嗡嗡响", "小区西北角"),
        ("二期儿童乐园的秋千断了", "二期儿童乐园"),
        ("9幢和10幢当中的电线太低", "9幢和10幢当中"),
        ("快递柜那儿有块砖翘了", "快递柜那儿"),
        ("地库B区顶上滴水", "地库B区顶上"),
        ("水管爆了三天，M2市凤凰苑", "M2市凤凰苑"),
        ("B5县第二中学的围墙裂了", "B5县第二中学"),
        ("A1区文艺里38号外墙鼓了", "A1区文艺里38号"),
    ],
)
def test_landmarks_and_districts_keep_their_words(community: roster.Community, line: str, text: str) -> None:
    found = places.find(normalise(line), community)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("line", "text"), [("22楼消防通道锁着", "22楼消防通道"), ("负一楼灯全黑", "负一楼"), ("六楼的窗框要掉", "六楼")]
)
def test_a_floor_alone_does_not_say_which_building(community: roster.Community, line: str, text: str) -> None:
    found = places.find(normalise(line), community)
    assert found is not None
    assert (found.text, found.building, found.vague) == (text, None, True)


@pytest.mark.parametrize("line", ["楼上邻居太吵", "隔三层墙都听得见", "第三层意思", "二楼的邻居来借酱油"])
def test_a_floor_that_is_somebody_or_a_figure_of_speech_is_no_place(community: roster.Community, line: str) -> None:
    assert places.find(normalise(line), community) is None


def test_what_is_asked_for_is_no_part_of_an_estates_name(community: roster.Community) -> None:
    found = places.find(normalise("希望翠湖小区多组织活动"), community)
    assert found is not None
    assert found.text == "翠湖小区"
    assert places.find(normalise("希望小区多组织活动"), community) is None


@pytest.mark.parametrize("line", ["大家早上好", "下周三见", "两份饭", "明天3号"])
def test_no_place_is_invented(community: roster.Community, line: str) -> None:
    assert places.find(normalise(line), community) is None


def test_the_roster_knows_where_somebody_lives(community: roster.Community) -> None:
    home = places.home_of(community.person("wang"))
    assert home is not None
    assert home.exact() == "3栋2单元501"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("单元门口的灯不亮", "单元门口"),
        ("楼道口堆了纸箱", "楼道口"),
        ("咱楼门口台阶碎了", "楼门口台阶"),
        ("地下室那排自行车少了两辆", "地下室"),
    ],
)
def test_where_one_goes_in_waits_for_the_building(community: roster.Community, line: str, text: str) -> None:
    found = places.find(normalise(line), community)
    assert found is not None
    assert (found.text, found.vague) == (text, True)


@pytest.mark.parametrize("line", ["隔壁单元门口有人抽烟", "单元门禁坏了", "楼门牌掉了"])
def test_a_neighbours_door_and_what_hangs_on_a_door_are_no_such_place(community: roster.Community, line: str) -> None:
    assert places.find(normalise(line), community) is None


def test_every_landmark_is_found_wherever_it_stands(community: roster.Community) -> None:
    for word in districts.words("landmarks"):
        found = places.find(normalise(f"昨晚{word}有人"), community)
        assert found is not None, word


@pytest.mark.parametrize(
    "line",
    [
        *(
            f"昨晚{way}{door}有人"
            for way in ("单元", "单元楼", "楼", "楼道")
            for door in ("大门", "门", "洞", "入户门")
        ),
        *(f"昨晚小区{wind}{side}有人" for wind in ("东", "西南", "北") for side in "侧边面头角"),
        *(f"昨晚青山{way}{joined}白水{way}有人" for way in ("路", "街", "大道", "巷") for joined in "与和跟"),
        *(f"青山{estate}有人" for estate in ("小区", "花园", "家园", "新村", "新城", "大桥")),
        *(f"昨晚{number}{height}有人" for number in ("6", "12", "六", "十二", "负一") for height in "楼层"),
        *(f"昨晚{name}{mark}有人" for name in ("6", "12A", "六", "甲3", "丁", "H") for mark in ("栋", "幢", "座")),
        "昨晚3单元有人",
        "昨晚B12区清溪路有人",
    ],
)
def test_every_kind_of_place_is_found_by_its_own_sign(community: roster.Community, line: str) -> None:
    assert places.find(normalise(line), community) is not None
