"""The proof for one subject: its entries, and for each the way up to a signed root. `tools/check_proof.py` checks it."""

import orjson
from django.db.models import Q

from ..kernel import merkle
from ..kernel.errors import NotNow
from ..kernel.words import _
from . import signing
from .canon import canonical
from .ledger import body
from .models import Checkpoint, Entry, Leaf, Subtree, Text


def prove(subject: str, *, opened: Q | None = None) -> dict:
    """The proof as JSON values. `opened` selects the texts whose words and salts are laid open with it."""
    entries = list(Entry.objects.filter(subject=subject).order_by("sequence"))
    places = {leaf.item: leaf for leaf in Leaf.objects.filter(item__in=[str(e.id) for e in entries])}
    if not places:
        raise NotNow(_("这件事刚刚记录，还没有盖上封印。请几分钟后再下载证明。"))
    checkpoint = Checkpoint.objects.filter(log=entries[0].county).order_by("-size").first()
    texts = Text.objects.filter(opened, entry__in=entries, erased_at=None) if opened is not None else []
    anchor = Leaf.objects.filter(item=f"checkpoint:{checkpoint.log}:{checkpoint.size}").first()
    city = Checkpoint.objects.filter(log=anchor.log).order_by("-size").first() if anchor else None
    return {
        "format": "yinuo-proof-1",
        "subject": subject,
        "entries": [
            {
                "body": orjson.loads(canonical(body(entry))),
                "hash": entry.hash,
                "inclusion": _inclusion(places.get(str(entry.id)), checkpoint),
            }
            for entry in entries
        ],
        "opened": [{"entry": str(t.entry_id), "name": t.name, "words": t.words, "salt": t.salt} for t in texts],
        "checkpoint": _sealed(checkpoint),
        "anchor": {"inclusion": _inclusion(anchor, city), "checkpoint": _sealed(city)} if anchor else None,
    }


def _sealed(checkpoint: Checkpoint) -> dict:
    return {"note": signing.note(checkpoint), "key": checkpoint.key, "signature": checkpoint.signature}


def _inclusion(leaf: Leaf | None, checkpoint: Checkpoint) -> dict | None:
    """Position and audit path of a leaf, or None for an entry not yet sequenced."""
    if leaf is None or leaf.position >= checkpoint.size:
        return None
    way = merkle.path(leaf.position, checkpoint.size, lambda start, end: _subtree(leaf.log, start, end))
    return {"position": leaf.position, "path": [step.hex() for step in way]}


def _subtree(log: str, start: int, end: int) -> bytes:
    """The root of the leaves [start, end), from kept subtrees where they fit."""
    size = end - start
    if size & (size - 1):
        middle = start + merkle.split(size)
        return merkle.node_hash(_subtree(log, start, middle), _subtree(log, middle, end))
    height = (size.bit_length() - 1) // merkle.KEPT_HEIGHT * merkle.KEPT_HEIGHT
    if height == 0:
        leaves = Leaf.objects.filter(log=log, position__gte=start, position__lt=end).order_by("position")
        return merkle.subtree_root([merkle.leaf_hash(bytes.fromhex(h)) for h in leaves.values_list("hash", flat=True)])
    kept = Subtree.objects.filter(log=log, height=height, index__gte=start >> height, index__lt=end >> height)
    return merkle.subtree_root([bytes.fromhex(h) for h in kept.order_by("index").values_list("hash", flat=True)])
