from bot import community
from bot.sandbox import performance, world
from tests.sandbox.conftest import small_world


def example() -> world.World:
    loaded = community.load(performance.EXAMPLE)
    return world.of_community(loaded, world.fresh_aibot("连心"), world.fresh_app(), world.fresh_account())


def test_residents_sit_in_the_group_of_their_grid_with_those_who_serve_it() -> None:
    room = example().rooms["wr-grid1-residents"]
    assert {"wangayi", "chenjing", "zhaogang", "linshuji"} <= set(room.members)
    assert not {"lidaye", "hushifu"} & set(room.members)


def test_staff_sit_among_themselves_and_the_kitchen_with_the_secretary() -> None:
    rooms = example().rooms
    assert "wangayi" not in rooms["wr-staff"].members
    assert set(rooms["wr-canteen"].members) == {"hushifu", "linshuji"}


def test_secrets_do_not_show_when_a_value_is_printed() -> None:
    place = example()
    shown = repr((place.aibot, place.app, place.account, place.rooms))
    hidden = [place.aibot.token, place.aibot.aes_key, place.app.secret, place.account.token]
    hidden += [room.webhook_key for room in place.rooms.values()]
    assert not [secret for secret in hidden if secret in shown]


def test_keys_have_43_letters_and_digits_and_differ() -> None:
    first, second = world.fresh_aes_key(), world.fresh_aes_key()
    assert len(first) == 43
    assert first.isalnum()
    assert first != second


def test_a_mention_of_a_stranger_reaches_nobody() -> None:
    place = small_world()
    assert place.really_mentioned(place.rooms["wr1"], ["lin", "chen"], "<@nobody> <@wang>") == ("chen", "wang")
