"""The ledger: entries chained per subject, the words they commit to, and the Merkle log over them."""

from django.conf import settings
from django.db import models
from django.db.models import Func


class CurrentTransaction(Func):
    """The 64-bit id of the running transaction; tells the sequencer which entries can no longer be overtaken."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Kept(models.QuerySet):
    """Rows that are only ever added."""

    def update(self, **_given):
        raise TypeError("The ledger is append-only.")

    def delete(self):
        raise TypeError("The ledger is append-only.")


class Entry(models.Model):
    """One act that happened. A trigger refuses update and delete; `hash` covers every column above it."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6, db_collation="C")
    subject = models.CharField(max_length=60, db_collation="C")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    org = models.CharField(max_length=80, db_collation="C")
    channel = models.CharField(max_length=20)
    act = models.CharField(max_length=60)
    before = models.CharField(max_length=30)
    after = models.CharField(max_length=30)
    made = models.CharField(max_length=60)
    given = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    transaction = models.BigIntegerField(db_default=CurrentTransaction())

    objects = Kept.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="entry_once")]
        indexes = [models.Index(fields=["transaction"], name="entry_transaction")]

    @property
    def verb(self) -> str:
        """The act without its area."""
        return self.act.rpartition(".")[2]

    @property
    def is_late(self) -> bool:
        """Entered more than an hour after it happened (补录); the made-up past of a demo is not marked."""
        return not settings.YINUO_DEMO and (self.recorded_at - self.at).total_seconds() > 3600


class Text(models.Model):
    """Words that an entry commits to by a salted hash; they can be erased and the entry stays true."""

    entry = models.ForeignKey(Entry, models.DO_NOTHING, db_constraint=False, related_name="texts")
    name = models.CharField(max_length=40)
    words = models.TextField()
    salt = models.CharField(max_length=32)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="text_once")]


class Receipt(models.Model):
    """The idempotency key of a form: the same content again answers as before, other content is refused."""

    key = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    entry_id = models.UUIDField()
    at = models.DateTimeField()


class Reacted(models.Model):
    """A reaction that has had its effect for an entry; written in the same transaction as the effect."""

    entry_id = models.UUIDField()
    reaction = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id", "reaction"], name="reacted_once")]


class Leaf(models.Model):
    """A place in the Merkle log of a county (RFC 6962), or of a city, whose leaves are county checkpoints."""

    log = models.CharField(max_length=6, db_collation="C")
    position = models.BigIntegerField()
    item = models.CharField(max_length=60, db_collation="C")
    subject = models.CharField(max_length=60, db_collation="C")
    sequence = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    objects = Kept.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "position"], name="leaf_position_once"),
            models.UniqueConstraint(fields=["item"], name="leaf_item_once"),
        ]


class Subtree(models.Model):
    """The root of a complete subtree of a log; derived, kept so that proofs are cheap."""

    log = models.CharField(max_length=6, db_collation="C")
    height = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "height", "index"], name="subtree_once")]


class Checkpoint(models.Model):
    """The signed root of a log at a size; chained to the one before."""

    log = models.CharField(max_length=6, db_collation="C")
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    frontier = models.JSONField(help_text="roots of the complete subtrees, largest first, as (height, hash)")
    made_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    objects = Kept.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="checkpoint_once")]
