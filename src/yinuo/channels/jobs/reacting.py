"""Scheduled work and reactions, run by procrastinate beside the server or as workers of their own."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from yinuo.acts import reactions, sequencer
from yinuo.matters import learning

AGAIN = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="react", queue="reactions", retry=AGAIN)
def react(entry: str) -> None:
    """The reactions to one entry of the ledger."""
    reactions.react(UUID(entry))


@app.periodic(cron="*/3 * * * *")
@app.task(name="sequence", queue="ledger", queueing_lock="sequence", pass_context=False)
def sequence(timestamp: int = 0) -> None:
    """Put new entries into the Merkle logs and sign checkpoints."""
    sequencer.sequence()


@app.periodic(cron="30 2 * * *")
@app.task(name="train", queue="learning", queueing_lock="train")
def train(timestamp: int = 0) -> None:
    """Train the suggestions on past matters, at night."""
    learning.train()


def enqueue(entries: list[UUID]) -> None:
    """One job for each entry, inside the transaction that wrote it; one query however many."""
    if len(entries) == 1:
        react.defer(entry=str(entries[0]))
    else:
        react.batch_defer(*({"entry": str(one)} for one in entries))
