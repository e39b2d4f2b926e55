"""What things are called whose states share codes with others of their area, and the words of their states."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from yinuo.duties.words.campaigns import CHECKLIST_STATES, PROJECT_STATES, RECHECK_STATES, STEP_STATES
from yinuo.duties.words.letters import DUTY_STATES, LETTER_STATES, RESPONSIBILITY_STATES
from yinuo.duties.words.regulations import REGULATION_STATES
from yinuo.duties.words.training import TRAINING_STATES

THINGS = {
    "project": gettext_lazy("征收项目"),
    "projectopinion": gettext_lazy("对方案的意见"),
    "projectstep": gettext_lazy("项目的工作"),
    "recheck": gettext_lazy("创建复验"),
    "checklistitem": gettext_lazy("测评清单的一项"),
    "regulation": gettext_lazy("制度"),
    "responsibilityletter": gettext_lazy("目标责任书"),
    "responsibility": gettext_lazy("责任清单的一条"),
    "dutytask": gettext_lazy("责任书的任务"),
    "training": gettext_lazy("党务培训"),
}
LIVES: Mapping[str, Mapping[Any, str]] = {
    "project": PROJECT_STATES, "projectstep": STEP_STATES, "recheck": RECHECK_STATES, "checklistitem": CHECKLIST_STATES,
    "regulation": REGULATION_STATES, "responsibilityletter": LETTER_STATES, "responsibility": RESPONSIBILITY_STATES,
    "dutytask": DUTY_STATES, "training": TRAINING_STATES,
}  # fmt: skip
"""Kind of subject → its states; looked up before the states of the area."""
