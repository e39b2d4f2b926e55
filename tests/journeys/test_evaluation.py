"""A judge without the app marks without scripts, two keepers open, the coordinator counts, keepers sign, a street reads its own part."""

import pytest

from tests.inspection.scene import scene
from yinuo.evaluation.models import Ballot

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def made(town):
    """The round of the small town, behind windows."""
    return scene(town.world)


def test_a_ballot_is_filled_by_keys_alone_on_a_pc_without_scripts(town, made):
    window = town.sign_in(town.window("pc", scripts=False), "judge2").go("/desk/marking/")
    window.page.locator("main td a", has_text="打分").first.click()
    window.page.wait_for_load_state()
    window.look()
    window.page.locator("#i0-points").focus()
    for points in ("4", "4.5"):
        window.page.keyboard.type(points)
        for _step in range(3):  # does not apply, reason, the next item
            window.page.keyboard.press("Tab")
    window.page.keyboard.type("10")
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    assert "是满分，请写明理由" in window.look().text
    assert window.page.locator("#i1-points").input_value() == "4.5"
    window.page.locator("#i2-reason").fill("逐件核对过十件，都有回访。")
    window.press("封好投出")
    assert "已经封好投出" in window.text
    assert Ballot.objects.get().content is None


def test_from_the_seal_to_what_a_street_reads(town, made):
    for index in range(2, 6):
        for site in made.sites(0):
            made.cast(index, site, 0.6 + index / 20)
    for site in made.sites(0):
        made.cast(1, site, 0.7)
    page = f"/desk/assessments/{made.assessment.pk}/"
    window = town.at_desk("organiser").go(page).press("封票")
    window.fill(note="其余评委被抽去防汛。").press("封票")
    keepers = town.at_desk("keeper_leader").go(page).press("启封")
    keepers.fill(words1=made.words[1], words3=made.words[3][:-1]).press("启封")
    assert made.words[1] not in keepers.page.content()
    keepers.fill(words1=made.words[1], words3=made.words[3]).press("启封")
    assert "已经启封" in keepers.text
    window = town.at_desk("organiser").go(page).press("计分").press("计分")
    assert "东关街道办事处" in window.text
    for role in ("leader", "watcher", "counter"):
        town.at_desk(f"keeper_{role}").go(page).press("签字").press("签字")
    town.at_desk("organiser").go(page).press("告知各单位").press("告知各单位")
    street = town.at_desk("street0", "phone").go(page).press("看本单位的结果")
    assert "西关街道办事处" not in street.text
