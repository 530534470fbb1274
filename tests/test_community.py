"""A community file: every mistake is found, at once, with its line."""

from datetime import time
from pathlib import Path

import pytest

from bot import community
from bot.domain.errors import BadConfiguration
from bot.domain.register import Care
from bot.domain.roster import GroupKind, Role
from bot.domain.urgency import Urgency
from tests.builders import EXAMPLE

SMALL = """\
[community]
code = "c1"
name = "小社区"

[[grids]]
code = "g1"
name = "一网格"
buildings = ["1", 2, "3号楼"]
worker = "chen"

[[groups]]
chat_id = "wr-1"
name = "居民群"
kind = "resident"
grid = "g1"

[[people]]
userid = "chen"
name = "陈静"
roles = ["worker"]
"""


def written(folder: Path, text: str, name: str = "c.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(path: Path, environ: dict[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(BadConfiguration) as caught:
        (community.load_all if path.is_dir() else community.load)(path, environ or {})
    return caught.value.mistakes


def test_the_shipped_example_is_good() -> None:
    loaded = community.load(EXAMPLE, {})
    assert (loaded.code, len(loaded.grids), len(loaded.groups)) == ("xingfuli", 2, 4)


def test_everything_but_community_grids_groups_and_people_has_the_defaults_of_the_contract(tmp_path: Path) -> None:
    loaded = community.load(written(tmp_path, SMALL), {})
    assert loaded.timezone == "Asia/Shanghai"
    assert loaded.tickets.accept_minutes == {Urgency.RED: 5, Urgency.YELLOW: 120, Urgency.BLUE: 480}
    assert loaded.tickets.resolve_hours == {Urgency.RED: 4, Urgency.YELLOW: 48, Urgency.BLUE: 120}
    assert loaded.tickets.escalate_after_minutes == (30, 60)
    assert (loaded.tickets.confirm_days, loaded.tickets.reopen_days) == (3, 7)
    assert loaded.points.rewards == {"hazard": 5, "wish": 2}
    assert loaded.points.reward_roles == {Role.RESIDENT, Role.VOLUNTEER, Role.RIDER, Role.MERCHANT}
    assert loaded.push.quiet == (time(21), time(8))
    assert (loaded.push.robot_per_minute, loaded.push.mentions_per_hour) == (20, 6)
    assert (loaded.services, loaded.parties, loaded.directory) == ((), (), ())


def test_a_building_may_be_written_as_people_write_it(tmp_path: Path) -> None:
    loaded = community.load(written(tmp_path, SMALL), {})
    assert loaded.grids[0].buildings == ("1", "2", "3")
    assert loaded.groups[0].kind is GroupKind.RESIDENT


def test_part_of_a_table_keeps_the_other_defaults(tmp_path: Path) -> None:
    text = SMALL + "[tickets]\naccept_minutes = { red = 3 }\n"
    loaded = community.load(written(tmp_path, text), {})
    assert loaded.tickets.accept_minutes == {Urgency.RED: 3, Urgency.YELLOW: 120, Urgency.BLUE: 480}


EXTRA = len(SMALL.splitlines())


@pytest.mark.parametrize(
    ("text", "line", "place"),
    [
        (SMALL.replace('name = "小社区"', 'name = "小社区"\ncolour = 1'), 4, "community.colour"),
        (SMALL.replace('worker = "chen"', 'wroker = "chen"'), 9, "grids.1.wroker"),
        (SMALL.replace('grid = "g1"', 'gird = "g1"'), 15, "groups.1.gird"),
        (SMALL.replace('roles = ["worker"]', 'role = "worker"'), 20, "people.1.role"),
        (SMALL + '[[parties]]\ncode = "p"\nname = "p"\npeople = ["chen"]\nphone = 1\n', EXTRA + 5, "parties.1.phone"),
        (SMALL + "[tickets]\nspeed = 1\n", EXTRA + 2, "tickets.speed"),
        (
            SMALL + "[tickets]\nconfirm_days = 1\naccept_minutes = { pink = 1 }\n",
            EXTRA + 3,
            "tickets.accept_minutes.pink",
        ),
        (SMALL + "[meals]\nprice = 1\n", EXTRA + 2, "meals.price"),
        (
            SMALL + '[[meals.services]]\nname = "lunch"\nserve = "12:00"\ncutoff = "10:00"\nprice = 1\n',
            EXTRA + 5,
            "meals.services.1.price",
        ),
        (SMALL + "[points]\ncap = 1\n", EXTRA + 2, "points.cap"),
        (SMALL + "[push]\nloud = true\n", EXTRA + 2, "push.loud"),
        (SMALL + '[[directory]]\ntitle = "a"\nwords = ["a"]\nanswer = "a"\nurl = ""\n', EXTRA + 5, "directory.1.url"),
        (SMALL + '[privacy]\nowner = ""\n', EXTRA + 2, "privacy.owner"),
        (SMALL + "[weather]\nrain = 1\n", EXTRA + 1, "weather"),
    ],
)
def test_an_unknown_key_is_a_mistake_in_every_table(tmp_path: Path, text: str, line: int, place: str) -> None:
    path = written(tmp_path, text)
    (mistake,) = mistakes(path)
    assert mistake.startswith(f"{path}:{line}: {place}: ")


SERVICE = '[[meals.services]]\nname = "lunch"\nserve = "12:00"\ncutoff = "10:00"\n'


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (SMALL.replace('"resident"', '"residents"'), 14, "groups.1.kind"),
        (SMALL.replace('["worker"]', '["boss"]'), 20, "people.1.roles"),
        (SMALL.replace('code = "c1"', 'code = "c 1"'), 2, "community.code"),
        (SMALL.replace('name = "小社区"', 'name = "小社区"\ntimezone = "Asia/Beijing"'), 4, "community.timezone"),
        (SMALL.replace('userid = "chen"\n', ""), 17, "people.1.userid"),
        *(
            (SMALL + f'[[people]]\nuserid = "{one}"\nname = "x"\n', EXTRA + 2, "userid")
            for one in ("@all", "a|b", "a b", "")
        ),
        (SMALL + "[tickets]\nresolve_hours = { blue = 100000000 }\n", EXTRA + 2, "tickets.resolve_hours.blue"),
        (SMALL + "[tickets]\nescalate_after_minutes = [30, 6000000]\n", EXTRA + 2, "escalate_after_minutes.2"),
        (SMALL + "[tickets]\nconfirm_days = 99999\n", EXTRA + 2, "tickets.confirm_days"),
        (SMALL.replace('worker = "chen"', 'worker = "nobody"'), 9, "'nobody'"),
        (SMALL.replace('worker = "chen"', 'volunteers = ["chen", "nobody"]'), 9, "'nobody'"),
        (SMALL.replace('grid = "g1"', 'grid = "g9"'), 15, "'g9'"),
        (SMALL + 'grid = "g9"\n', EXTRA + 1, "'g9'"),
        (SMALL + '[[people]]\nuserid = "chen"\nname = "陈二"\n', EXTRA + 2, "appears twice"),
        (SMALL + '[[groups]]\nchat_id = "wr-1"\nname = "x"\nkind = "staff"\n', EXTRA + 2, "appears twice"),
        (SMALL + '[[grids]]\ncode = "g1"\nname = "x"\n', EXTRA + 2, "appears twice"),
        (SMALL + '[[grids]]\ncode = "g2"\nname = "x"\nbuildings = ["3栋"]\n', EXTRA + 4, "'3' appears twice"),
        (SMALL + SERVICE + SERVICE, EXTRA + 6, "'lunch' appears twice"),
        (SMALL + SERVICE.replace("10:00", "12:00"), EXTRA + 4, "must be earlier than serve"),
        (SMALL + SERVICE.replace("10:00", "25:00"), EXTRA + 4, "cutoff"),
        (SMALL + SERVICE.replace("lunch", "tea"), EXTRA + 2, "name"),
        (SMALL + '[[parties]]\ncode = "p"\nname = "p"\n', EXTRA + 1, "needs chat_id or people"),
        (SMALL + '[[parties]]\ncode = "p"\nname = "p"\npeople = ["x"]\n', EXTRA + 4, "'x'"),
        (SMALL + '[[parties]]\ncode = "p"\nname = "p"\nchat_id = "x"\n', EXTRA + 4, "'x'"),
        (
            SMALL + '[[parties]]\ncode = "p"\nname = "p"\npeople = ["chen"]\ncategories = ["lightning"]\n',
            EXTRA + 5,
            "'lightning'",
        ),
        (SMALL + "[tickets]\naccept_minutes = { red = 0 }\n", EXTRA + 2, "accept_minutes.red"),
        (SMALL + "[tickets]\nreopen_days = 31\n", EXTRA + 2, "reopen_days"),
        (SMALL + "[tickets]\nescalate_after_minutes = [30, -1]\n", EXTRA + 2, "escalate_after_minutes"),
        (SMALL + "[tickets]\nwork_hours = []\n", EXTRA + 2, "work_hours"),
        (SMALL + '[tickets]\nwork_hours = [["18:00", "08:00"]]\n', EXTRA + 2, "work_hours"),
        (SMALL + "[points]\nrewards = { litter = 5 }\n", EXTRA + 2, "points.rewards"),
        (SMALL + "[points]\nrewards = { hazard = 3000000000 }\n", EXTRA + 2, "points.rewards.hazard"),
        (SMALL + "[push]\nrobot_per_minute = 21\n", EXTRA + 2, "push.robot_per_minute"),
        (SMALL + '[push]\nquiet = ["21:00+08:00", "08:00"]\n', EXTRA + 2, "without an offset"),
    ],
)
def test_a_contradiction_is_reported_at_its_line(tmp_path: Path, text: str, line: int, part: str) -> None:
    path = written(tmp_path, text)
    found = mistakes(path)
    assert len(found) == 1
    assert found[0].startswith(f"{path}:{line}: ")
    assert part in found[0]


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    text = SMALL.replace('worker = "chen"', 'worker = "a"\nleader = "b"').replace('grid = "g1"', 'grid = "g9"')
    assert [one.split(": ")[0].rsplit(":", 1)[1] for one in mistakes(written(tmp_path, text))] == ["10", "9", "16"]


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    (mistake,) = mistakes(written(tmp_path, SMALL.replace("[[people]]", "[[parties]]").split("[[parties]]")[0]))
    assert ": people: Field required" in mistake


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace('name = "一网格"', "name = 一网格"))
    (mistake,) = mistakes(path)
    assert mistake.startswith(f"{path}:7: ")


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(SMALL.encode("gb18030"))
    (mistake,) = mistakes(path)
    assert mistake.startswith(f"{path}:1: ")


def test_a_key_may_come_from_the_environment_and_must_be_there(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace('grid = "g1"', 'grid = "g1"\nwebhook_key = "env:ROBOT_ONE"'))
    (mistake,) = mistakes(path)
    assert mistake.startswith(f"{path}:16: groups.1.webhook_key: environment variable ROBOT_ONE")
    assert community.load(path, {"ROBOT_ONE": "k-1"}).groups[0].webhook_key == "k-1"


def test_a_key_is_never_printed(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace('grid = "g1"', 'grid = "g9"\nwebhook_key = "very-secret"'))
    assert "very-secret" not in "".join(mistakes(path))
    good = community.load(written(tmp_path, SMALL.replace('grid = "g1"', 'webhook_key = "very-secret"')), {})
    assert "very-secret" not in repr(good)


def test_an_empty_folder_says_how_to_start(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path)
    assert "example.toml" in mistake


def test_a_group_may_be_of_several_grids(tmp_path: Path) -> None:
    second = '[[grids]]\ncode = 2\nname = "二网格"\n\n[[groups]]'
    text = SMALL.replace("[[groups]]", second, 1).replace('grid = "g1"', 'grid = ["g1", 2]', 1)
    [group] = community.load(written(tmp_path, text), {}).groups
    assert (group.grid, group.others) == ("g1", ("2",))
    with pytest.raises(BadConfiguration, match=r"no .*grids.* has code 'g7'"):
        community.load(written(tmp_path, text.replace("2]", '"g7"]')), {})


def test_two_communities_cannot_share_a_code_or_a_group(tmp_path: Path) -> None:
    first, second = written(tmp_path, SMALL, "a.toml"), written(tmp_path, SMALL, "b.toml")
    assert mistakes(tmp_path) == (
        f"{second}:2: community.code: 'c1' is already claimed by {first}",
        f"{second}:12: groups.1.chat_id: 'wr-1' is already claimed by {first}",
    )


def test_the_mistakes_of_all_files_are_reported_together(tmp_path: Path) -> None:
    written(tmp_path, SMALL.replace('grid = "g1"', 'grid = "g9"'), "a.toml")
    written(tmp_path, "x", "b.toml")
    assert len(mistakes(tmp_path)) == 2


def test_several_communities_are_loaded_by_code(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    written(tmp_path, SMALL.replace('"c1"', '"c2"').replace("wr-1", "wr-2"), "b.toml")
    assert list(community.load_all(tmp_path, {}).by_code) == ["c1", "c2"]


def test_what_cannot_be_read_hides_no_wrong_reference(tmp_path: Path) -> None:
    text = SMALL.replace('kind = "resident"', 'kind = "club"').replace('worker = "chen"', 'worker = "nobody"')
    text = text.replace('grid = "g1"', 'grid = "g9"').replace('roles = ["worker"]', 'roles = ["boss"]\nbogus = 1')
    found = mistakes(written(tmp_path, text))
    lines = text.splitlines()
    for wrong in ('"club"', '"nobody"', '"g9"', '"boss"', "bogus"):
        number = next(at for at, line in enumerate(lines, start=1) if wrong in line)
        assert any(f"c.toml:{number}:" in one for one in found), wrong
    assert len(found) == 5


@pytest.mark.parametrize("text", ["", "grids = 3\ngroups = [1]\npeople = [[2]]\n", "[grids]\ncode = 1\n"])
def test_a_file_of_another_shape_is_refused_in_words(text: str, tmp_path: Path) -> None:
    assert mistakes(written(tmp_path, text))


def test_a_meal_service_has_the_hours_of_the_contract_unless_told_otherwise(tmp_path: Path) -> None:
    (lunch,) = community.load(written(tmp_path, SMALL + '[[meals.services]]\nname = "lunch"\n'), {}).services
    assert (lunch.serve, lunch.cutoff) == (time(12), time(10))


MARKED = f'{SMALL}care = ["alone", "infant"]\n'


def test_a_mark_of_care_is_kept_with_the_day_of_consent(tmp_path: Path) -> None:
    (person,) = community.load(written(tmp_path, f"{MARKED}consented_on = 2026-01-05\n"), {}).people
    assert person.care == {Care.ALONE, Care.INFANT}
    assert "alone" not in repr(person)


def test_a_mark_of_care_without_consent_or_of_another_word_is_a_mistake(tmp_path: Path) -> None:
    (without,) = mistakes(written(tmp_path, MARKED))
    assert "care needs consented_on" in without
    (other,) = mistakes(written(tmp_path, f'{SMALL}care = ["old"]\n'))
    assert "people.1.care" in other
