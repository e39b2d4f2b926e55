"""Complaints that may repeat one another: likeness of words, with place as a hard filter. Suggestions, never merges."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from .naming import places_named, same_place
from .tokens import COMMON, bigrams, keywords, plain
from .words import _

COMMUNITY, COUNTY = 12, 6
"""Digits of the code of a community and of a county (REFERENCE §4.8)."""

READ = 400
"""Characters of the words that are compared: what happened stands at the beginning of a letter."""

SAME_NAME = 0.4
"""Share of the missing likeness that the same named place makes up for, when something else is alike as well."""

SAME_THING = 0.2
"""Likeness of the words beside the name from which that counts in full; below it in proportion: much can happen
on one estate, and its name alone makes nothing a repetition."""

ALIKE = 0.42
"""Likeness from which `groups` puts complaints together; set by eye on 4,326 real messages (docs/benchmarks.md)."""

LONGEST_TITLE = 60
EVERYWHERE = frozenset(piece for word in COMMON for piece in bigrams(word).split())
WORTH_A_LOOK = 0.12
LOOKED_AT = 100
BLOCK = 500


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is compared. `text` is title, line break, words; `place_code` an official code or None when not known."""

    id: object
    text: str
    place_code: str | None = None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier complaint, how alike it is (0 to 1), and why, in Chinese sentences."""

    id: object
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Complaints about one thing, in the order they were given. `likeness` is the mean over their pairs."""

    ids: tuple
    place: str | None
    keywords: tuple[str, ...]
    likeness: float


def resemblance(a: str, b: str) -> float:
    """How alike two texts (title, line break, words) are, 0 to 1. Needs no other texts, so any two rows will do.

    Mean of two shares of bigrams: of the titles that the other text contains, and of the two heads (the shorter
    counts more, as a short complaint repeats a long one). On 4,326 real messages, taking `groups` for the truth,
    0.35 finds 7 of 10 repetitions; 4 in 100 pairs on another thing at the same named place reach it, and none of
    8,000 chance pairs.
    """
    title_a, title_b = _telling(_title(a)), _telling(_title(b))
    one, other = _telling(_head(a)), _telling(_head(b))
    if not one or not other:
        return 0.0
    contained = (len(title_a & other) + len(title_b & one)) / max(1, len(title_a) + len(title_b))
    shorter, longer = sorted((len(one), len(other)))
    shared = len(one & other)
    return (contained + shared / (shared + 0.8 * (shorter - shared) + 0.2 * (longer - shared))) / 2


def places_agree(one: str | None, other: str | None) -> bool:
    """Whether two complaints can be about one thing: the same community; where one is coarser, the same county.

    A place that is not known agrees with every place. `-` and what follows (building, stairwell) is not looked at.
    """
    if not one or not other:
        return True
    length = COMMUNITY if min(len(one), len(other)) >= COMMUNITY else min(COUNTY, len(one), len(other))
    return one[:length] == other[:length]


class Index:
    """Complaints held in memory for comparing; built once (some 800 a second), asked in milliseconds."""

    def __init__(self, complaints: Iterable[Complaint]):
        self.complaints = list(complaints)
        self.names = [places_named(_head(complaint.text)) for complaint in self.complaints]
        several = len(self.complaints) > BLOCK
        self._vectorizer = TfidfVectorizer(
            analyzer="char",
            ngram_range=(2, 3),
            sublinear_tf=True,
            preprocessor=plain,
            min_df=2 if several else 1,
            max_df=0.1 if several else 1.0,
            dtype=np.float32,
        )
        if self.complaints:
            self._vectorizer.fit([_head(complaint.text) for complaint in self.complaints])
            self.vectors = self._vectors([complaint.text for complaint in self.complaints])

    def similar(self, text: str, place: str | None = None, k: int = 5) -> list[Likeness]:
        """Up to k complaints that a text may repeat, the likest first; those at another place are never given."""
        rows = [at for at, held in enumerate(self.complaints) if places_agree(place, held.place_code)]
        if not rows:
            return []
        asked = self._vectors([text])
        likeness = np.asarray((self.vectors[rows] @ asked.T).todense()).ravel()
        # a name adds to what is alike and never makes it, so the likest by words hold the likest of all
        best = np.argsort(-likeness, kind="stable")[: max(LOOKED_AT, 4 * k)]
        found = [self._likeness(rows[at], float(likeness[at]), asked, text, place) for at in best if likeness[at] > 0]
        return sorted(found, key=lambda one: -one.score)[:k]

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Positions of two complaints, the earlier given first, and their score, where it is worth a look."""
        for start in range(0, len(self.complaints), BLOCK):
            product = (self.vectors[start : start + BLOCK] @ self.vectors.T).tocoo()
            worth = product.data >= WORTH_A_LOOK
            for at, other, likeness in zip(product.row[worth], product.col[worth], product.data[worth], strict=True):
                one = start + int(at)
                if one < other and self._at_one_place(one, int(other)):
                    name = same_place(self.names[one], self.names[other])
                    beside = self._beside(name, self.vectors[one], self.vectors[int(other)]) if name else 0.0
                    yield one, int(other), _score(float(likeness), name, beside)

    def _vectors(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Title and head of the words as two equal voices, of length 1 together."""
        titles = self._vectorizer.transform([_title(text) for text in texts])
        both = (titles + self._vectorizer.transform([_head(text) for text in texts])).tocsr()
        lengths = np.sqrt(np.asarray(both.multiply(both).sum(axis=1)).ravel())
        return sparse.diags(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ both

    def _at_one_place(self, one: int, other: int) -> bool:
        return places_agree(self.complaints[one].place_code, self.complaints[other].place_code)

    def _beside(self, name: str, one: sparse.csr_matrix, other: sparse.csr_matrix) -> float:
        """Likeness of two vectors (1 × pieces) without the pieces of a name that both give."""
        of_name = self._vectorizer.transform([name]).indices
        first, second = dict(zip(one.indices, one.data, strict=True)), dict(zip(other.indices, other.data, strict=True))
        for piece in of_name:
            first.pop(piece, None)
            second.pop(piece, None)
        product = sum(weight * second[piece] for piece, weight in first.items() if piece in second)
        lengths = sum(w * w for w in first.values()) * sum(w * w for w in second.values())
        return float(product) / lengths**0.5 if lengths > 0 else 0.0

    def _likeness(self, row: int, likeness: float, asked, text: str, place: str | None) -> Likeness:
        held = self.complaints[row]
        name = same_place(places_named(_head(text)), self.names[row])
        beside = self._beside(name, asked, self.vectors[row]) if name else 0.0
        reasons = [_("文字相近（{share:.0%}）").format(share=likeness)]
        if name:
            reasons.insert(0, _("都提到“{name}”").format(name=name))
        if place and held.place_code and place[:COMMUNITY] == held.place_code[:COMMUNITY]:
            reasons.insert(0, _("同一社区") if len(place) >= COMMUNITY else _("同一地区"))
        return Likeness(held.id, round(_score(likeness, name, beside), 4), tuple(reasons))


def groups(complaints: Iterable[Complaint], alike: float = ALIKE, fewest: int = 2) -> list[Group]:
    """Groups of repeated complaints, the largest first.

    Average linkage: a complaint joins a group that it resembles as a whole, so that no chain of neighbours ties
    together things that have nothing in common. Those of another place never share a group when codes are known.
    """
    index = Index(complaints)
    size = len(index.complaints)
    if size < fewest:
        return []
    found = [pair for pair in index.pairs() if pair[2] >= alike / 2]
    one, other, scores = (np.array(column) for column in zip(*found, strict=True)) if found else ([], [], [])
    graph = sparse.csr_matrix((scores, (one, other)), shape=(size, size))
    graph = graph + graph.T
    _count, part = connected_components(graph >= alike, directed=False)
    members = (np.flatnonzero(part == number) for number, count in Counter(part).items() if count >= fewest)
    made = [
        _group(index, graph, rows) for block in members for rows in _tied(graph, block, alike) if len(rows) >= fewest
    ]
    return sorted(made, key=lambda group: (-len(group.ids), -group.likeness))


def _tied(graph: sparse.csr_matrix, block: np.ndarray, alike: float) -> Iterator[np.ndarray]:
    distances = 1 - graph[block][:, block].toarray()
    near = distances[np.triu_indices(len(block), 1)]
    cut = fcluster(linkage(near, "average"), 1 - alike, "distance")
    for number in range(1, cut.max() + 1):
        yield block[cut == number]


def _group(index: Index, graph: sparse.csr_matrix, rows: np.ndarray) -> Group:
    scores = graph[rows][:, rows].toarray()
    texts = [index.complaints[row].text for row in rows]
    names = Counter(name for text in texts for name in sorted(places_named(_title(text))))
    place, times = names.most_common(1)[0] if names else (None, 0)
    return Group(
        ids=tuple(index.complaints[row].id for row in rows),
        place=place if times * 2 >= len(rows) else None,
        keywords=tuple(keywords("\n".join(_head(text) for text in texts))),
        likeness=round(float(scores.sum() / (len(rows) * (len(rows) - 1))), 4),
    )


def _head(text: str) -> str:
    return text.strip()[:READ]


def _title(text: str) -> str:
    """The first line; of a text of one line its first sentence."""
    line, _break, more = text.strip().partition("\n")
    return line if more else re.split("[。！？!?;；]", line, maxsplit=1)[0][:LONGEST_TITLE]


def _telling(text: str) -> set[str]:
    return set(bigrams(text).split()) - EVERYWHERE


def _score(likeness: float, name: str | None, beside: float) -> float:
    """0 to 1: likeness of all words where no name is shared, else likeness beside the name and what the name adds."""
    if not name:
        return min(max(likeness, 0.0), 1.0)
    beside = min(beside, 1.0)
    return beside + SAME_NAME * min(1.0, beside / SAME_THING) * (1 - beside)
