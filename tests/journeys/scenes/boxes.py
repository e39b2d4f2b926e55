"""The pages of this part: address → looks; and the addresses without a page, each with the reason."""

from datetime import timedelta

from tests.journeys.looks import Look
from tests.matters.boxes import entered, hung, opened
from tests.world import MONDAY
from yinuo.matters import actions
from yinuo.matters.box_words import LetterKind, Standing

NO_PAGE: dict[str, str] = {"desk:box_month_file": "a file", "desk:letter_photo": "a picture"}


def looks(home) -> dict[str, list[Look]]:
    """A box with every kind of letter and two published months; one that was forgotten; an opening that waits."""
    world = home.world
    if not hasattr(home, "box"):
        furnish(home)
    box, waits, done, letter = home.box.pk, home.waits.pk, home.done.pk, home.letter.pk
    return {
        "desk:boxes": [Look("worker"), Look("organiser", after="?show=forgotten"), Look("neighbour")],
        "desk:place_box": [Look("organiser", after=f"?org={world.community_office.pk}")],
        "desk:box": [Look("worker", (box,)), Look("organiser", (home.forgotten.pk,))],
        "desk:box_notice": [Look("worker", (box,))],
        "desk:box_opening": [Look("worker", (waits,)), Look("community_handler", (waits,)), Look("worker", (done,))],
        "desk:box_month": [Look("worker", (one.pk,)) for one in home.months],
        "desk:box_step": [
            Look("worker", (home.forgotten.pk, "open_box")), Look("worker", (box, "publish_box_month")),
            Look("organiser", (home.forgotten.pk, "change_keepers")), Look("organiser", (box, "take_down_box")),
        ],
        "desk:box_opening_step": [
            Look("community_handler", (waits, "confirm_opening")), Look("community_handler", (waits, "deny_opening")),
            Look("worker", (home.entering.pk, "enter_letter")), Look("worker", (done, "enter_letter"), status=409),
        ],
        "desk:box_letter_step": [Look("worker", (letter, "answer_letter"))],
        "portal:boxes": [Look(), Look(after=f"?place={world.other_community.code}")],
        "portal:box": [Look(args=(box,))],
    }  # fmt: skip


def furnish(home) -> None:
    world, ago = home.world, MONDAY - timedelta(weeks=6)
    home.box = hung(world, at=ago)
    home.forgotten = hung(world, at=ago + timedelta(minutes=1), spot="后门左侧")
    home.done = opened(world, home.box, at=ago + timedelta(hours=1), count=4)
    at = {"at": ago + timedelta(hours=2)}
    home.letter = entered(world, home.done, **at)
    entered(world, home.done, "居委会上班时间没人。", kind=LetterKind.COMPLAINT, is_about_us=True, **at)
    entered(world, home.done, "看不清。", standing=Standing.INVALID, reason="字迹无法辨认。", **at)
    repeated = {"standing": Standing.DUPLICATE, "reason": "和第一封相同。", "repeats": home.letter.matter}
    entered(world, home.done, "活动中心开晚一点。", **repeated, **at)
    answer = "从下周一起开到晚上九点，周末不变。"
    actions.answer_letter(home.letter, world.worker, at=ago + timedelta(days=1), answer=answer, is_adopted=True)
    month = ago.date().replace(day=1)
    home.months = [
        actions.publish_box_month(home.box, world.worker, at=MONDAY, month=month),
        actions.publish_box_month(home.box, world.worker, at=MONDAY, month=month, why="一封信的类别更正。"),
    ]
    home.waits = actions.open_box(home.box, world.worker, at=MONDAY, count=2, note="锁完好。")
    other = hung(world, at=ago, spot="西门")
    home.entering = opened(world, other, count=2)
    entered(world, home.entering)
