"""Scheduled work and reactions, run by procrastinate beside the server or as workers of their own."""

from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from yinuo.acts import reactions, sequencer
from yinuo.duties.actions import draft_week
from yinuo.duties.queries.rectification import reporting_organisations
from yinuo.duties.rules.rectification import is_report_day
from yinuo.kernel.actor import HOUSE
from yinuo.places.queries import calendar

SILENT_FOR = 60
"""Seconds without a sign of life after which a worker counts as dead; workers give one every ten."""

AGAIN = RetryStrategy(max_attempts=10, exponential_wait=3)
BULK = 100
"""Entries of one job; with a second's work in each, the reactions of a resident's own act never wait long."""


@app.task(name="react", queue="reactions", retry=AGAIN)
def react(entry: str) -> None:
    """The reactions to one entry of the ledger."""
    reactions.react(UUID(entry))


@app.task(name="react_many", queue="reactions", retry=AGAIN, priority=-10)
def react_many(entries: list[str]) -> None:
    """The reactions to the entries of an import, after everything that somebody waits for.

    A failing one does not hold back the others; a retry runs only what has not yet had its effect.
    """
    failures = []
    for entry in entries:
        try:
            reactions.react(UUID(entry))
        except Exception as failure:  # every other entry still gets its reactions
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} of {len(entries)} reactions failed.", failures)


@app.periodic(cron="*/3 * * * *")
@app.task(name="sequence", queue="ledger", queueing_lock="sequence", pass_context=False)
def sequence(timestamp: int = 0) -> None:
    """Put new entries into the Merkle logs and sign checkpoints."""
    sequencer.sequence()


@app.periodic(cron="30 2 * * *")
@app.task(name="train", queue="learning", queueing_lock="train")
def train(timestamp: int = 0) -> None:
    """Train the suggestions on past matters, at night."""
    from yinuo.matters import learning  # here, because scikit-learn takes seconds to import

    learning.train()


@app.periodic(cron="40 6 * * *")
@app.task(name="draft_weeks", queue="learning", queueing_lock="draft_weeks")
def draft_weeks(timestamp: int = 0) -> None:
    """The Monday lists, before the offices open; on other days, and where one was drafted already, nothing (M33)."""
    today = timezone.localdate()
    if not is_report_day(today, calendar()):
        return
    for org in reporting_organisations().exclude(weekly_lists__day=today):
        draft_week(org, HOUSE)


@app.periodic(cron="* * * * *")
@app.task(name="resume_stalled", queue="ledger", queueing_lock="resume_stalled", pass_context=True)
async def resume_stalled(context: JobContext, timestamp: int = 0) -> None:
    """Give the jobs of a worker that was killed to one that lives: every effect marks itself, so again is safe."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR):
        await manager.retry_job(job)


def enqueue(entries: list[UUID]) -> None:
    """Jobs inside the transaction that wrote the entries: one for an entry, and for a bulk one for each hundred."""
    if len(entries) == 1:
        react.defer(entry=str(entries[0]))
        return
    told = [str(one) for one in entries]
    react_many.batch_defer(*({"entries": told[start : start + BULK]} for start in range(0, len(told), BULK)))
