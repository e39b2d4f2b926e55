"""The one door for writing: lock, rule, flow, body, ledger entry — in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from ..kernel.actor import Actor
from ..kernel.errors import Failure, NotNow, Refused, Unfit
from ..kernel.words import _
from . import ledger
from .canon import digest, reference
from .columns import save_columns
from .models import Entry

Rule = Callable[[Actor, Any], str | None]
Row = tuple[Any, dict[str, Any], datetime | None]
Failures = dict[int, Failure]


@dataclass(frozen=True)
class Act:
    """A business act: its name `area.verb`, the rule that may refuse it, its body."""

    name: str
    may: Rule
    fn: Callable
    opens: bool
    private: frozenset[str] = frozenset()

    @property
    def verb(self) -> str:
        return self.name.rpartition(".")[2]

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the ledger is told of the given values: nothing empty, and of private ones only that they were given."""
        said = {name: value for name, value in given.items() if value is not None and value != ""}
        return {name: True if name in self.private else value for name, value in said.items()}


ACTS: dict[str, Act] = {}


def act(*, may: Rule, opens: bool = False, private: Iterable[str] = ()):
    """Make a function `(subject, actor, *, at, **given)` the body of an act.

    The body may assume: the subject is locked and fresh, the rule agreed, the flow (`subject.FLOW`) allows the verb.
    It returns what it made, or None. With `opens`, the first argument is where the new thing belongs (not locked) and
    what the body returns is the subject. `private` names what the ledger must not even commit to (telephone, name): it
    says only that it was given. Callers may pass `key` (idempotency), `seen` (the last sequence the person
    looked at) and `at` (only for replaying the past: import, demo).
    """

    def decorate(fn):
        area = fn.__module__.split(".")[1]
        entry = Act(f"{area}.{fn.__name__.rstrip('_')}", may, fn, opens, frozenset(private))
        if entry.name in ACTS:
            raise ValueError(f"{entry.name} is already an act.")
        ACTS[entry.name] = entry

        @wraps(fn)
        @transaction.atomic
        def run(subject, actor: Actor, /, *, at=None, key: UUID | None = None, seen: int | None = None, **given):
            at = timezone.localtime(at)  # the only look at the clock in the whole house
            entry_id = ledger.new_id()
            if key and (earlier := _receive(key, entry, subject, actor, given, entry_id, at)):
                return earlier
            if opens:
                return _open(entry, subject, actor, at, given, entry_id)
            return _run(entry, subject, actor, at, given, entry_id, seen)

        run.act = entry
        return run

    return decorate


def _open(entry: Act, where, actor, at, given, entry_id):
    _check(entry, actor, where)
    made = entry.fn(where, actor, at=at, **given)
    happened = ledger.Happened(entry.name, made, where, "", entry.told(given), at, entry_id)
    ledger.append([happened], actor)
    return made


def _run(entry: Act, subject, actor, at, given, entry_id, seen):
    subject.refresh_from_db(from_queryset=type(subject)._base_manager.select_for_update())
    _check(entry, actor, subject)
    sequence, head, last_at = ledger.last(reference(subject))
    if seen is not None and seen != sequence:
        raise NotNow(_("您打开页面之后，这件事已经有了新的进展，您这一步没有执行。请先看看最新的经过，再决定怎么办。"))
    step = _Step(entry, subject, at, last_at)
    made = entry.fn(subject, actor, at=at, **given)
    if changed := step.changed():
        subject.save(update_fields=changed)
    happened = ledger.Happened(entry.name, subject, made, step.before, entry.told(given), at, entry_id)
    ledger.append([happened], actor, heads={reference(subject): (sequence, head)})
    return made


class _Step:
    """One subject going through the door: moment and flow are checked before the body, its state follows after."""

    def __init__(self, entry: Act, subject: Model, at, last_at):
        if last_at is not None and at < last_at:
            raise Unfit(_("这一步的时间早于上一步，请核对时间。"))
        self.name, self.subject = entry.name, subject
        self.before, self.columns = getattr(subject, "state", ""), _columns(subject)
        self.flow = getattr(subject, "FLOW", None)
        self.targets = self.flow.check(self.before, entry.verb) if self.flow and entry.verb in self.flow.steps else ()

    def __enter__(self) -> "_Step":
        return self

    def __exit__(self, kind, _failure, _trace) -> None:
        """A body that failed halfway leaves the subject as it was."""
        if kind is not None:
            for field in self.subject._meta.concrete_fields:
                setattr(self.subject, field.attname, self.columns[field.name])

    def changed(self) -> list[str]:
        """Move the state where the body has not, and give the names of the columns to be saved."""
        subject, before = self.subject, self.before
        if self.targets and subject.state == before and before not in self.targets:
            subject.state = self.targets[0]
        if self.flow and subject.state != before and subject.state not in self.targets:
            raise AssertionError(f"{self.name} may not lead from {before} to {subject.state}.")
        return [name for name, value in _columns(subject).items() if self.columns[name] != value]


def _columns(subject: Model) -> dict[str, Any]:
    return {field.name: getattr(subject, field.attname) for field in subject._meta.concrete_fields}


def _check(entry: Act, actor: Actor, subject) -> None:
    if refusal := entry.may(actor, subject):
        raise Refused(refusal)


def may(actor: Actor, name: str, subject) -> str | None:
    """Why this actor may not do this act to this subject now (rule or flow), or None."""
    entry = ACTS[name]
    flow = getattr(subject, "FLOW", None)
    if flow and entry.verb in flow.steps and subject.state not in flow.steps[entry.verb][0]:
        return _("现在的状态下不能进行这一步。")
    return entry.may(actor, subject)


def _receive(key, entry, subject, actor, given, entry_id, at) -> Model | None:
    """Note the idempotency key; give what the first submission made if this one is its repetition."""
    stands_for = digest(entry.name, reference(subject), actor.reference, given)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO acts_receipt (key, digest, entry_id, at) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING RETURNING key",
            [key, stands_for, entry_id, at],
        )
        if cursor.fetchone():
            return None
        cursor.execute("SELECT digest, entry_id FROM acts_receipt WHERE key = %s", [key])
        known, earlier = cursor.fetchone()
    if known != stands_for:
        raise NotNow(_("这张表单已经提交过，而这一次的内容不同，所以没有再记录。请打开一张新的表单再提交。"))
    return _made_by(Entry.objects.get(pk=earlier), entry, subject)


def _made_by(entry: Entry, known: Act, subject) -> Model:
    name = entry.subject if known.opens else entry.made
    if not name:
        return subject
    label, _colon, pk = name.partition(":")
    model = next(m for m in apps.get_models() if m._meta.model_name == label)
    return model._base_manager.get(pk=pk)


@transaction.atomic
def many(run: Callable, rows: Iterable[Row], actor: Actor, *, unfit: Failures | None = None) -> list[Model | None]:
    """The bulk form of an opening act: rows of (where, given, at), the same rule, one ledger entry for each row.

    The act's body must offer `.draft(where, actor, at=, **given) -> unsaved model` and `.save_all(drafts)`. One bad row
    fails the whole bulk, unless `unfit` is there to take the failure under the row's index: then None stands for it.
    """
    entry = run.act
    rows = [(where, given, timezone.localtime(at)) for where, given, at in rows]
    for where in {id(w): w for w, _given, _at in rows}.values():
        _check(entry, actor, where)
    made: list[Model | None] = [None] * len(rows)
    for index, (where, given, at) in enumerate(rows):
        with _noting(unfit, index):
            made[index] = entry.fn.draft(where, actor, at=at, **given)
    if drafts := [one for one in made if one is not None]:
        entry.fn.save_all(drafts)
    happened = [
        ledger.Happened(entry.name, one, where, "", entry.told(given), at)
        for one, (where, given, at) in zip(made, rows, strict=True)
        if one is not None
    ]
    ledger.append(happened, actor)
    return made


@transaction.atomic
def many_on(
    run: Callable, rows: Iterable[Row], actor: Actor, *, unfit: Failures | None = None, held: "Held | None" = None
) -> list[Model | None]:
    """The bulk form of an act on subjects: rows of (subject, given, at), each subject once; gives the fresh subjects.

    All are locked by one query and go through the same rule, flow and body as one by one. A body may offer
    `.draft(subject, actor, at=, **given, **ready) -> what it made, unsaved`, `.save_all(all that was made)` and
    `.prepare(subjects, actor) -> (subject -> ready)`, which asks once what the body would ask for each subject.
    Failures: as in `many`. With `held` the subjects are taken as they stand there, and written when it is saved.
    """
    entry = run.act
    rows = list(rows)
    subjects = [subject for subject, _given, _at in rows]
    subjects = subjects if held else _locked(subjects)
    held_here = held or Held()
    heads = held_here.heads_of(subjects)
    draft = getattr(entry.fn, "draft", entry.fn)
    ready = entry.fn.prepare(subjects, actor) if hasattr(entry.fn, "prepare") else lambda _subject: {}
    done: list[Model | None] = [None] * len(rows)
    happened: list[ledger.Happened] = []
    for index, (subject, (_stale, given, at)) in enumerate(zip(subjects, rows, strict=True)):
        with _noting(unfit, index):
            at = timezone.localtime(at)
            _check(entry, actor, subject)
            step = _Step(entry, subject, at, heads.get(reference(subject), (0, "", None))[2])
            with step:
                made = draft(subject, actor, at=at, **given, **ready(subject))
            held_here.note(subject, step.changed())
            happened.append(ledger.Happened(entry.name, subject, made, step.before, entry.told(given), at))
            done[index] = subject
    if hasattr(entry.fn, "save_all"):
        entry.fn.save_all([one.made for one in happened])
    if held is None:
        held_here.save()
    held_here.append(happened, actor)
    return done


class Held:
    """Subjects that this transaction made or locked, on their way through several bulks: their rows are written once.

    Whoever makes it saves it, in the same transaction.
    """

    def __init__(self) -> None:
        self.heads: dict[str, tuple[int, str, datetime]] = {}
        self.changed: dict[int, tuple[Model, set[str]]] = {}

    def heads_of(self, subjects: list[Model]) -> dict[str, tuple[int, str, datetime]]:
        """The newest entries of these subjects; asked of the database only once."""
        unknown = [name for name in map(reference, subjects) if name not in self.heads]
        if unknown:
            self.heads |= ledger.heads_of(unknown)
        return self.heads

    def note(self, subject: Model, names: list[str]) -> None:
        """These columns of the subject are to be written."""
        if names:
            self.changed.setdefault(subject.pk, (subject, set()))[1].update(names)

    def append(self, happened: list[ledger.Happened], actor: Actor) -> None:
        """Write the entries, and remember them as the newest."""
        heads = {subject: head[:2] for subject, head in self.heads.items()}
        ledger.append(happened, actor, heads=heads)
        for one in happened:
            name = reference(one.subject)
            self.heads[name] = (*heads[name], one.at)

    def save(self) -> None:
        """Write every changed column: one statement for subjects that changed alike."""
        alike: dict[tuple[str, ...], list[Model]] = {}
        for subject, names in self.changed.values():
            alike.setdefault(tuple(sorted(names)), []).append(subject)
        for names, subjects in alike.items():
            save_columns(subjects, names)
        self.changed.clear()


@contextmanager
def _noting(unfit: Failures | None, index: int) -> Iterator[None]:
    try:
        yield
    except Failure as failure:
        if unfit is None:
            raise
        unfit[index] = failure


def _locked(subjects: list[Model]) -> list[Model]:
    """The same rows, fresh and locked in the order of their keys, so that two bulks cannot wait for each other."""
    if not subjects:
        return []
    model, keys = type(subjects[0]), [subject.pk for subject in subjects]
    if len(set(keys)) < len(keys):
        raise ValueError("A bulk may touch each subject only once.")
    fresh = {row.pk: row for row in model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [fresh[key] for key in keys]
