"""One form class per verb."""

from .checking import CallBack, Close, KeepClosed, LookBack, Rebound, Reopen, SendBack, Urge, Verify
from .dispatching import Adjudicate, Dispatch, Refuse
from .doing import (
    AskExtension,
    Attach,
    DecideExtension,
    Explain,
    FinishStage,
    Pause,
    Promise,
    Resolve,
    Resume,
    Work,
)
from .escalating import Assign, Escalate
from .intake import (
    Accept,
    Answer,
    Decline,
    Forget,
    Merge,
    Publish,
    Redirect,
    Register,
    Reissue,
    Split,
    Transfer,
    Unmask,
    Unpublish,
)
from .step import StepForm

FORMS: dict[str, type[StepForm]] = {
    form.verb: form
    for form in (
        Register, Accept, Decline, Answer, Redirect, Transfer, Merge, Split, Dispatch, Refuse, Adjudicate,
        Escalate, Assign, Promise,
        AskExtension, DecideExtension, Work, FinishStage, Pause, Resume, Resolve, Verify, SendBack, CallBack, Reopen,
        KeepClosed, Close, LookBack, Rebound, Attach, Explain, Urge, Publish, Unpublish, Unmask, Forget, Reissue,
    )
}  # fmt: skip

__all__ = ["FORMS", "StepForm"]
