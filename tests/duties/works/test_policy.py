"""Who may do what in central work, rules, letters and training: every act of these modules × every kind of person."""

import pytest

from tests.duties.works.scene import TODAY, Works
from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.duties.models import DutyTask, ProjectOpinion, ProjectStep
from yinuo.kernel.actor import HOUSE, resident

PEOPLE = (
    "anyone", "house", "neighbour", "worker", "community_handler", "coordinator", "handler", "colleague", "other_handler",
    "verifier", "own_verifier", "leader", "auditor", "administrator", "organiser",
)  # fmt: skip
MODULES = ("campaigns", "rechecks", "regulations", "letters", "training")
LEADS = {"handler", "colleague", "organiser", "house"}
RUNS = {"organiser", "house"}
ASKS = {"anyone", "house", "community_handler", "worker", "coordinator", "handler", "colleague", "other_handler", "organiser"}  # fmt: skip
ABOVE = {"organiser", "house"}


def duties(names: str, who: set[str]) -> dict[str, set[str]]:
    return {f"duties.{name}": who for name in names.split()}


TABLE = {
    **duties(
        "open_project publish_plan note_opinion answer_opinion assess_risk publish_opinions decide_project begin_compensation"
        " begin_moving finish_project drop_project set_project_step propose_regulation enter_regulation enact_regulation"
        " set_aside_regulation revise_regulation review_regulation abolish_regulation",
        LEADS,
    ),
    # another office than the legal actor, of the area
    **duties("confirm_compensation", {"verifier"}),
    **duties("ask_about_project", ASKS),
    **duties("tell_rebound", ASKS),
    # the work was given to the other office; whoever runs the project may tell too
    **duties("finish_project_step cancel_project_step", LEADS | {"other_handler"}),
    **duties("open_recheck list_items tell_visit settle_recheck reassign_item exempt_item", RUNS),
    # the item belongs to the office of the handler
    **duties("own_item add_item_evidence report_item", {"handler", "colleague"}),
    **duties("pass_item return_item confirm_held note_rebound", {"verifier", "organiser", "house"}),
    **duties("draft_letter rewrite_letter cancel_letter", ABOVE),
    **duties("add_responsibility strike_responsibility set_duty cancel_duty", LEADS),
    **duties("sign_letter", {"handler", "colleague", "organiser"}),
    **duties("report_duty", {"handler", "colleague"}),
    **duties("check_letter assess_letter confirm_duty return_duty", ABOVE),
    **duties("plan_training hold_training cancel_training count_training", RUNS),
}


def ours() -> set[str]:
    return {name for name, one in ACTS.items() if one.fn.__module__.removeprefix("yinuo.duties.actions.") in MODULES}


def test_the_table_is_whole():
    assert set(TABLE) == ours()


@pytest.fixture
def crowd(made):
    return {"anyone": resident(), "house": HOUSE} | {name: getattr(made, name) for name in PEOPLE[2:]}


def subjects(made: Works) -> dict:
    step = ProjectStep(project=made.project, office=made.world.other_office, text="找房", due_on=TODAY)
    duty = DutyTask(responsibility=made.duty_of, text="讲课", due_on=TODAY, shows="讲稿")
    opinion = ProjectOpinion(project=made.project, text="太远", noted_at=MONDAY)
    of_kind = {
        "open_project propose_regulation enter_regulation": made.world.office,
        "open_recheck draft_letter plan_training": made.root,
        "answer_opinion": opinion,
        "finish_project_step cancel_project_step": step,
        "list_items tell_visit settle_recheck": made.recheck,
        "reassign_item exempt_item own_item add_item_evidence report_item pass_item return_item confirm_held note_rebound"
        " tell_rebound": made.items[0],
        "enact_regulation set_aside_regulation revise_regulation review_regulation abolish_regulation": made.regulation,
        "rewrite_letter cancel_letter add_responsibility sign_letter check_letter assess_letter": made.letter,
        "strike_responsibility set_duty": made.duty_of,
        "report_duty confirm_duty return_duty cancel_duty": duty,
        "hold_training cancel_training count_training": made.training,
    }
    found = {f"duties.{verb}": one for verbs, one in of_kind.items() for verb in verbs.split()}
    return {name: found.get(name, made.project) for name in TABLE}


def test_everybody_may_do_what_the_table_says_and_nothing_else(made, crowd):
    wrong = []
    for name, subject in subjects(made).items():
        for who, actor in crowd.items():
            refusal = ACTS[name].may(actor, subject)
            if (refusal is None) != (who in TABLE[name]):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
    assert not wrong, "\n".join(wrong)


def test_every_refusal_is_a_sentence_for_the_person(made, crowd):
    for name, subject in subjects(made).items():
        refusal = ACTS[name].may(crowd["neighbour"], subject)
        assert refusal, name
        assert refusal.endswith("。"), name
