"""Running an import that was confirmed: at once when it is short, as a job beside the server when it is long."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Failure
from yinuo.kernel.words import _
from yinuo.orgs.models import Member
from yinuo.orgs.queries import actor_for

from . import holding
from .holding import Upload
from .importing import Outcome
from .ledger import import_ledger
from .messages import import_messages

AT_ONCE = 300
"""Rows that are imported while the person waits; more go to the worker, and the page tells how far it is."""


def start(upload: Upload, actor: Actor, rows: int) -> None:
    """Begin the import of an upload whose choices are made. Unfit, for all or nothing, is told on the mapping page."""
    if not upload.claim():
        return
    upload.stage, upload.total = holding.WAITING, rows
    upload.keep()
    if rows > AT_ONCE:
        import_upload.defer(key=upload.id, member=upload.member)
        return
    try:
        _run(upload, actor)
    except Failure:
        upload.stage = holding.HELD
        upload.keep()
        upload.release()
        raise


@app.task(name="import_upload", queue="imports")
def import_upload(key: str, member: int) -> None:
    """The import of one upload, by who confirmed it, with the grants of now."""
    upload = holding.held(UUID(key), member)
    if upload is None or upload.is_over:
        return
    row = Member.objects.select_related("org").get(pk=member)
    try:
        _run(upload, actor_for(row, channel="excel"))
    except Failure as failure:
        upload.stage, upload.sentence = holding.FAILED, failure.sentence
        upload.keep()
    except Exception:
        upload.stage = holding.FAILED
        upload.sentence = _("导入中途出了故障，已经导入的行仍然有效。请再导入一次，导入过的行不会重复。")
        upload.keep()
        raise


@app.periodic(cron="*/20 * * * *")
@app.task(name="forget_uploads", queue="imports", queueing_lock="forget_uploads", pass_context=False)
def forget_uploads(timestamp: int = 0) -> None:
    """Delete uploads that nobody went on with."""
    holding.forget()


def _run(upload: Upload, actor: Actor) -> None:
    upload.stage = holding.RUNNING
    upload.keep()
    upload.tell(_import(upload, actor))
    upload.keep()


def _import(upload: Upload, actor: Actor) -> Outcome:
    told = timezone.now()

    def progress(done: int, total: int) -> None:
        nonlocal told
        upload.done, upload.total = done, total
        if (timezone.now() - told).total_seconds() > 1:
            told = timezone.now()
            upload.keep()

    chosen = dict(upload.choices)
    if upload.kind == holding.MESSAGES:
        place, office = chosen["place"], chosen.get("office")
        return import_messages(upload.file, actor=actor, place=place, office=office, progress=progress)
    return import_ledger(upload.file, actor=actor, progress=progress, **chosen)
