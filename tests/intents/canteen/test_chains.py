"""接龙 lists."""

from dataclasses import replace

import pytest

from bot.domain import requests
from intents.canteen import chains
from intents.normalise import normalise
from intents.scene import Scene

LIST = "#接龙\n明天午餐报名\n1. 王阿姨 2份\n2. {} 3份 少盐\n3. 刘叔 1份"


def test_the_senders_own_line_is_their_order(scene: Scene) -> None:
    person = scene.community.people[0]
    said = chains.read(normalise(LIST.format(person.name)), replace(scene, person=person))
    assert isinstance(said, requests.OrderMeal)
    assert (said.service, said.quantity, said.diet) == ("lunch", 3, ("少盐",))


def test_a_list_without_the_sender_asks_how_many(scene: Scene) -> None:
    said = chains.read(normalise(LIST.format("张三")), replace(scene, person=None))
    assert isinstance(said, requests.Clarify)
    assert said.slot == "quantity"


@pytest.mark.parametrize("said", ["接龙午餐 1. 王阿姨 2份 2. 刘叔 1份", "接龙：1 李秀英 一份 2 王建国 两份"])
def test_a_list_on_one_line_is_a_list_too(scene: Scene, said: str) -> None:
    assert isinstance(chains.read(normalise(said), replace(scene, person=None)), requests.Clarify)


@pytest.mark.parametrize("between", [" ", "\n", "\u2028", "\x0b", ":", "："])
def test_the_lines_of_a_list_may_stand_apart_by_any_blank_or_a_colon(scene: Scene, between: str) -> None:
    assert chains.reading(normalise(f"1.王阿姨2份{between}2.刘叔1份"), scene) is not None


def test_a_list_that_only_its_first_has_signed_is_no_order_of_whoever_sends_it(scene: Scene) -> None:
    said = chains.read(normalise("#接龙\n中午订餐\n1. 李四 一份"), replace(scene, person=scene.community.people[0]))
    assert isinstance(said, requests.Unlisted)


def test_the_senders_own_line_may_name_dishes(scene: Scene) -> None:
    person = scene.community.people[0]
    listed = f"#接龙\n明天午餐报名\n1. 王阿姨 2份\n2. {person.name}红烧肉2份 青菜1份"
    said = chains.read(normalise(listed), replace(scene, person=person))
    assert isinstance(said, requests.OrderMeal)
    assert (said.quantity, said.dishes) == (3, (("红烧肉", 2), ("青菜", 1)))


def test_a_numbered_report_is_no_list_of_orders(scene: Scene) -> None:
    assert chains.read(normalise("1. 路灯不亮\n2. 垃圾没人收"), scene) is None
    assert chains.read(normalise("明天午餐两份"), scene) is None
