"""Merkle logs as in RFC 6962 (§2.1): leaf and node hashing, growing frontiers, roots, inclusion proofs."""

import hashlib
from collections.abc import Callable, Iterable

Frontier = list[tuple[int, bytes]]
"""Roots of the complete subtrees a log of some size consists of, largest first: (height, hash)."""

KEPT_HEIGHT = 8
"""Subtree roots at multiples of this height are kept, so that a proof reads a few hundred hashes and not the log."""


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def extend(frontier: Frontier, size: int, leaves: Iterable[bytes]) -> tuple[int, list[tuple[int, int, bytes]]]:
    """Add leaf hashes to a frontier in place; gives the new size and the (height, index, hash) worth keeping."""
    kept = []
    for leaf in leaves:
        height, top = 0, leaf
        while frontier and frontier[-1][0] == height:
            top = node_hash(frontier.pop()[1], top)
            height += 1
            if height % KEPT_HEIGHT == 0:
                kept.append((height, size >> height, top))
        frontier.append((height, top))
        size += 1
    return size, kept


def root(frontier: Frontier) -> bytes:
    """The root of the log; SHA-256 of nothing for an empty one."""
    if not frontier:
        return hashlib.sha256(b"").digest()
    top = frontier[-1][1]
    for _height, left in reversed(frontier[:-1]):
        top = node_hash(left, top)
    return top


def path(position: int, size: int, subtree: Callable[[int, int], bytes]) -> list[bytes]:
    """The audit path of a leaf, nearest sibling first; `subtree(start, end)` gives the root of leaves [start, end)."""

    def walk(start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if position < middle:
            return [*walk(start, middle), subtree(middle, end)]
        return [*walk(middle, end), subtree(start, middle)]

    return walk(0, size)


def split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def subtree_root(leaves: list[bytes]) -> bytes:
    """The root of these leaf hashes."""
    frontier: Frontier = []
    extend(frontier, 0, leaves)
    return root(frontier)


def root_from(leaf: bytes, position: int, size: int, audit: list[bytes]) -> bytes | None:
    """The root that an audit path leads to (RFC 9162 §2.1.3.2), or None when the path has a wrong length."""
    index, last, top = position, size - 1, leaf
    for sibling in audit:
        if last == 0:
            return None
        if index & 1 or index == last:
            top = node_hash(sibling, top)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        index, last = index >> 1, last >> 1
    return top if last == 0 else None
