"""One form class per verb, by what the verb is done to."""

from ...orgs.forms import by_verb
from . import projects, rechecks

OPEN_FORMS = by_verb(projects.OpenProject, rechecks.OpenRecheck)
PROJECT_FORMS = by_verb(
    projects.PublishPlan, projects.NoteOpinion, projects.AssessRisk, projects.PublishOpinions, projects.DecideProject,
    projects.BeginCompensation, projects.ConfirmCompensation, projects.BeginMoving, projects.FinishProject,
    projects.DropProject, projects.SetProjectStep, projects.AskAboutProject,
)  # fmt: skip
OPINION_FORMS = by_verb(projects.AnswerOpinion)
WORK_FORMS = by_verb(projects.FinishProjectStep, projects.CancelProjectStep)
RECHECK_FORMS = by_verb(rechecks.ListItems, rechecks.TellVisit, rechecks.SettleRecheck)
ITEM_FORMS = by_verb(
    rechecks.OwnItem, rechecks.AddItemEvidence, rechecks.ReportItem, rechecks.PassItem, rechecks.ReturnItem,
    rechecks.ConfirmHeld, rechecks.NoteRebound, rechecks.TellRebound, rechecks.ReassignItem, rechecks.ExemptItem,
)  # fmt: skip
