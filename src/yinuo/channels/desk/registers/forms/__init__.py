"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import by_verb
from . import letters, regulations, training

BEGIN_REGULATION_FORMS = by_verb(regulations.ProposeRegulation, regulations.EnterRegulation)
REGULATION_FORMS = by_verb(
    regulations.EnactRegulation, regulations.SetAsideRegulation, regulations.ReviseRegulation, regulations.ReviewRegulation,
    regulations.AbolishRegulation,
)  # fmt: skip
DRAFT_FORMS = by_verb(letters.DraftLetter)
LETTER_FORMS = by_verb(
    letters.RewriteLetter, letters.AddResponsibility, letters.SignLetter, letters.CheckLetter, letters.AssessLetter,
    letters.CancelLetter,
)  # fmt: skip
RESPONSIBILITY_FORMS = by_verb(letters.SetDuty, letters.StrikeResponsibility)
DUTY_FORMS = by_verb(letters.ReportDuty, letters.ConfirmDuty, letters.ReturnDuty, letters.CancelDuty)
PLAN_FORMS = by_verb(training.PlanTraining)
TRAINING_FORMS = by_verb(training.HoldTraining, training.CancelTraining, training.CountTraining)
