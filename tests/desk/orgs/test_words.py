"""Every act of the house has a word in the auditor's table, and so has every thing an act is done to."""

from yinuo.acts.door import ACTS
from yinuo.channels.desk.house.showing import act_word, told
from yinuo.channels.desk.orgs.forms import (
    APPOINTMENT_FORMS,
    ORG_FORMS,
    POST_FORMS,
    PROPOSAL_FORMS,
    SEAT_FORMS,
)
from yinuo.channels.desk.orgs.verbs import VERBS


def test_no_act_is_shown_by_its_code():
    assert not [name for name in ACTS if act_word(name) == name]


def test_every_form_is_of_an_act_and_has_a_word():
    forms = {**ORG_FORMS, **SEAT_FORMS, **POST_FORMS, **APPOINTMENT_FORMS, **PROPOSAL_FORMS}
    assert set(forms) <= set(VERBS)
    assert {f"orgs.{verb}" for verb in forms} <= set(ACTS)


def test_every_act_of_structure_has_a_form():
    elsewhere = {
        "appoint", "dismiss", "entrust", "relieve", "save_filter", "drop_filter", "move_member",  # members
        "load_thresholds",  # by the command
        "lay_chain", "send", "propose",  # pages of their own
        "lend_pass", "withdraw_pass",  # by the field channel
    }  # fmt: skip
    forms = {*ORG_FORMS, *SEAT_FORMS, *POST_FORMS, *APPOINTMENT_FORMS, *PROPOSAL_FORMS}
    ours = {name.partition(".")[2] for name in ACTS if name.startswith("orgs.")}
    assert ours - forms == elsewhere


def test_entries_of_structure_are_told_in_words(city):
    from yinuo.acts.models import Entry

    lines = told(Entry.objects.filter(act__startswith="orgs.").order_by("-id")[:400])
    assert not [line for line in lines if line["act"].startswith("orgs.")]
    subjects = {line["subject"].partition(" ")[0] for line in lines}
    assert not {one for one in subjects if one.isascii()}
