"""One form class per verb, by the model of its subject."""

from .counting import Announce, Begin, Compute, Exclude, Freeze, Publish, Seal, Settle, Sign
from .designing import Award, Design, Enter, NameKeeper, Place, Recuse, SeatJudge
from .objecting import AcceptAnswer, AnswerObjection, AskReview, Object, Reply, Review, TakeBack
from .rubrics import Comment, Consult, Draft, DropItem, FreezeRubric, Retire, WriteAll, WriteItem
from .step import StepForm
from .terms import SetTerms

Forms = dict[str, type[StepForm]]


def by_verb(*forms: type[StepForm]) -> Forms:
    """Forms under their verbs."""
    return {form.verb: form for form in forms}


DRAFT_FORMS = by_verb(Draft)
RUBRIC_FORMS = by_verb(WriteAll, WriteItem, DropItem, Consult, Comment, FreezeRubric, Retire)
DESIGN_FORMS = by_verb(Design)
ASSESSMENT_FORMS = by_verb(
    SetTerms, Enter, Place, SeatJudge, NameKeeper, Award, Freeze, Begin, Seal, Exclude, Compute, Sign, Announce, Settle,
    Publish,
)  # fmt: skip
JUDGE_FORMS = by_verb(Recuse)
SUBJECT_FORMS = by_verb(Object)
OBJECTION_FORMS = by_verb(AnswerObjection, AcceptAnswer, AskReview, Review, TakeBack)
QUESTION_FORMS = by_verb(Reply)

__all__ = [
    "ASSESSMENT_FORMS", "DESIGN_FORMS", "DRAFT_FORMS", "JUDGE_FORMS", "OBJECTION_FORMS", "QUESTION_FORMS", "RUBRIC_FORMS",
    "SUBJECT_FORMS", "Forms", "StepForm",
]  # fmt: skip
