"""The register as a list: every mistake named with its line, and what lacks consent left out."""

from datetime import date
from pathlib import Path

from bot import register_file
from tests.builders import example

HEAD = "姓名,楼栋,单元,房号,电话,身份证号,颜色,联系人,联系人电话,同意日期\n"
FULL = "王秀英,3栋,2单元,501,13877665501,110101194903072871,红,王强,13877665599,2026-01-05\n"


HERE = example()


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "list.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_a_row_becomes_a_person(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        [one], mistakes, left_out = register_file.read(written(tmp_path, HEAD + FULL, encoding), HERE)
        assert (one.name, one.building, one.unit, one.room, one.tier) == ("王秀英", "3", "2", "501", "红")
        assert one.consented_on == date(2026, 1, 5)
        assert mistakes == left_out == []


def test_what_lacks_consent_is_left_out_and_the_row_says_so(tmp_path: Path) -> None:
    row = FULL.replace("2026-01-05", "")
    [one], mistakes, left_out = register_file.read(written(tmp_path, HEAD + row), HERE)
    assert (one.id_number, one.tier, one.phone) == ("", "", "13877665501")
    assert mistakes == []
    assert left_out == ["第2行：没有同意日期，证件号和户卡颜色没有存。"]


def test_a_building_that_nobody_answers_for_is_kept_and_the_row_says_so(tmp_path: Path) -> None:
    people, mistakes, notes = register_file.read(written(tmp_path, HEAD + FULL.replace("3栋", "99栋")), HERE)
    assert ([one.building for one in people], mistakes) == (["99"], [])
    assert [one.split("，")[0] for one in notes] == ["第2行：社区文件里没有哪个网格管“99栋”"]


def test_a_file_that_is_not_there_is_not_called_unreadable(tmp_path: Path) -> None:
    assert register_file.read(tmp_path / "none.csv", HERE)[1] == ["没有这个文件，请看看文件名和所在的文件夹"]


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    bad = FULL.replace("王秀英", "") + FULL.replace("2026-01-05", "去年") + FULL.replace("王强", "王" * 99)
    people, mistakes, _ = register_file.read(written(tmp_path, HEAD + bad), HERE)
    assert people == []
    assert [one.split("：")[0] for one in mistakes] == ["第2行", "第3行", "第4行"]


def test_a_building_is_written_as_in_the_community_file(tmp_path: Path) -> None:
    spelt = ["3", "3栋", "3幢", "3座", "3号楼", "3#"]
    text = "姓名,楼栋,同意日期\n" + "".join(f"王秀英,{one},2026年1月5日\n" for one in spelt)
    people, mistakes, _ = register_file.read(written(tmp_path, text), HERE)
    assert ([one.building for one in people], mistakes) == (["3"] * 6, [])
    assert {one.consented_on for one in people} == {date(2026, 1, 5)}


def test_a_bad_row_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    text = '姓名,楼栋,联系人\n王秀英,3,"王强\n（儿子）"\n\n,3,\n李大爷\x00,4,\n'
    _, mistakes, _ = register_file.read(written(tmp_path, text), HERE)
    assert mistakes == ["第5行：没有写姓名", "第6行：姓名里有看不见的控制字符"]


def test_a_column_that_is_missing_is_one_mistake(tmp_path: Path) -> None:
    _, mistakes, _ = register_file.read(written(tmp_path, "姓名,房号\n王秀英,501\n李大爷,502\n"), HERE)
    assert mistakes == ["第1行：缺少这几列：楼栋"]


def test_a_file_that_cannot_be_read_is_one_mistake(tmp_path: Path) -> None:
    for file in (tmp_path / "none.csv", written(tmp_path, "\xff\xfe\x00", "latin-1")):
        assert len(register_file.read(file, HERE)[1]) <= 1
    assert register_file.read(tmp_path / "none.csv", HERE)[1] != []
