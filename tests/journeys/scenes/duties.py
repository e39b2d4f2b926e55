"""The pages of central work, rules, letters and training: address → looks."""

from tests.duties.works.scene import Works, works
from tests.journeys.looks import Look
from tests.world import MONDAY
from yinuo.duties import actions

NO_PAGE: dict[str, str] = {"excel:checklist_file": "a file", "excel:letter_file": "a file"}


def looks(home) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = home.works = getattr(home, "works", None) or furnished(works(home.world))
    project, recheck, letter = made.project.pk, made.recheck.pk, made.letter.pk
    rule, training, item = made.regulation.pk, made.training.pk, made.items[0].pk
    return {
        "desk:projects": [Look("handler"), Look("neighbour")],
        "desk:open_project": [Look("handler")],
        "desk:project": [Look("handler", (project,)), Look("verifier", (project,))],
        "desk:project_step": [
            Look("handler", (project, "set_project_step")), Look("worker", (project, "ask_about_project")),
            Look("handler", (project, "publish_plan"), status=409),
        ],
        "desk:project_opinion_step": [Look("handler", (made.opinion.pk, "answer_opinion"))],
        "desk:project_work_step": [Look("handler", (made.work.pk, "cancel_project_step"))],
        "desk:rechecks": [Look("organiser"), Look("neighbour")],
        "desk:open_recheck": [Look("organiser")],
        "desk:recheck": [Look("organiser", (recheck,)), Look("handler", (recheck,))],
        "desk:recheck_step": [Look("organiser", (recheck, "list_items"))],
        "desk:checklist_item": [Look("verifier", (item,)), Look("handler", (made.items[2].pk,))],
        "desk:checklist_item_step": [Look("handler", (made.items[2].pk, "own_item"))],
        "desk:regulations": [Look("handler"), Look("neighbour")],
        "desk:begin_regulation": [Look("handler", ("propose_regulation",)), Look("handler", ("enter_regulation",))],
        "desk:regulation": [Look("handler", (rule,))],
        "desk:regulation_step": [Look("handler", (rule, "revise_regulation"))],
        "desk:responsibility_letters": [Look("organiser"), Look("neighbour")],
        "desk:draft_letter": [Look("organiser")],
        "desk:responsibility_letter": [Look("handler", (letter,)), Look("organiser", (letter,))],
        "desk:letter_step": [Look("handler", (letter, "sign_letter")), Look("organiser", (letter, "add_responsibility"))],
        "desk:responsibility_step": [Look("handler", (made.duty_of.pk, "set_duty"))],
        "desk:duty_step": [Look("handler", (made.duty.pk, "cancel_duty"))],
        "desk:trainings": [Look("organiser"), Look("neighbour")],
        "desk:plan_training": [Look("organiser")],
        "desk:training": [Look("organiser", (training,))],
        "desk:training_step": [Look("organiser", (training, "count_training"))],
        "portal:campaigns": [Look()],
        "portal:campaign_project": [Look(args=(project,))],
        "portal:campaign_ask": [Look(args=(project,))],
        "portal:campaign_recheck": [Look(args=(recheck,))],
        "portal:campaign_rebound": [Look(args=(item,))],
    }  # fmt: skip


def furnished(made: Works) -> Works:
    """Something of everything: an opinion, work, a checked item, a letter like last year's, a rule in force, counts."""
    project = made.published()
    made.opinion = actions.note_opinion(project, made.handler, at=MONDAY, text="周转房离学校太远。", count=12)
    made.work = actions.set_project_step(
        project, made.handler, at=MONDAY, office=made.world.other_office, text="帮住户找周转房", due_on=MONDAY.date()
    )
    actions.ask_about_project(project, made.worker, at=MONDAY, words="按什么面积算？", place=made.world.community)
    item = made.checked(made.items[0])
    actions.tell_rebound(item, made.worker, at=MONDAY, words="又积水了。", place=made.world.community)
    actions.enact_regulation(made.regulation, made.handler, at=MONDAY, document="1号", effective_on=MONDAY.date())
    made.duty = actions.set_duty(
        made.duty_of, made.handler, at=MONDAY, text="讲党课", due_on=MONDAY.date(), shows="讲稿", plan_item="第4项"
    )
    last = actions.draft_letter(
        made.root, made.organiser, at=MONDAY, unit=made.world.office, year=2025, targets="抓支部"
    )
    actions.add_responsibility(
        last, made.organiser, at=MONDAY, layer="secretary", post="党支部书记", text=made.duty_of.text
    )
    actions.hold_training(made.training, made.organiser, at=MONDAY, outcome="当场答了十七个问题。")
    actions.count_training(
        made.training, made.organiser, at=MONDAY, unit=made.world.office, attended=3, taken=3, passed=2
    )
    return made
