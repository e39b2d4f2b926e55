"""Likely labels of a message (category, handling office), learnt from messages that people have labelled."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from .tokens import plain

FORMAT = "yinuo-labels-1"
LARGEST = 80_000
"""Character pieces kept; bounds the file when there are hundreds of offices (float32: 0.3 MB a label)."""

FEW = 20_000
"""Up to so many texts sharpness is measured by cross-validation, above it on one fifth held out."""

FOLDS = 5
SEED = 20200101
SHARPNESS = np.geomspace(0.5, 40, 60)
UNSURE = 4.0
"""Sharpness where too few texts were given to measure it."""


@dataclass(frozen=True)
class Model:
    """A trained suggester. `weights` is labels × pieces, `rarity` the idf of each piece."""

    labels: tuple[str, ...]
    pieces: tuple[str, ...]
    rarity: np.ndarray
    weights: np.ndarray
    intercepts: np.ndarray
    sharpness: float

    def __post_init__(self):
        object.__setattr__(self, "_vectorizer", _restored(self.pieces, self.rarity))

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Texts × labels; rows sum to 1. A text without any known piece gets a row of zeros: nothing is known."""
        vectors = _vectors(self._vectorizer, texts)
        scores = vectors @ self.weights.T + self.intercepts
        known = np.diff(vectors.indptr) > 0
        return _sharpened(scores, self.sharpness) * known[:, None]

    def suggest(self, text: str, k: int = 3, depth: int | None = None) -> list[tuple[str, float]]:
        """Up to k labels with their probabilities, likeliest first; [] when no piece of the text was ever seen.

        With `depth`, labels that are paths ("城乡建设/安全生产") are summed by their first `depth` parts.
        """
        row = self.probabilities([text])[0]
        chances: dict[str, float] = defaultdict(float)
        for label, chance in zip(self.labels, row, strict=True):
            chances["/".join(label.split("/")[:depth])] += float(chance)
        ranked = sorted(chances.items(), key=lambda pair: -pair[1])
        return [(label, chance) for label, chance in ranked[:k] if chance > 0]

    def save(self, path: str | Path) -> None:
        """One file of plain arrays and JSON (no pickle); written aside and then put in place."""
        path = Path(path)
        about = json.dumps({"format": FORMAT, "labels": self.labels, "sharpness": self.sharpness}, ensure_ascii=False)
        aside = path.with_name(f".{path.name}.writing")
        with aside.open("wb") as file:
            np.savez_compressed(
                file,
                about=np.array(about),
                pieces=np.array(json.dumps(self.pieces, ensure_ascii=False)),
                rarity=self.rarity,
                weights=self.weights,
                intercepts=self.intercepts,
            )
        aside.replace(path)


def load(path: str | Path) -> Model:
    """The model saved in this file. Raises ValueError when it is of another format or damaged."""
    with np.load(path, allow_pickle=False) as held:
        about = json.loads(str(held["about"]))
        if about.get("format") != FORMAT:
            raise ValueError(f"not a model of format {FORMAT}: {path}")
        return Model(
            labels=tuple(about["labels"]),
            pieces=tuple(json.loads(str(held["pieces"]))),
            rarity=held["rarity"],
            weights=held["weights"],
            intercepts=held["intercepts"],
            sharpness=about["sharpness"],
        )


def definitions(paths: Iterable[Sequence[str]], labels: Iterable[str]) -> list[tuple[str, str]]:
    """(words, label) examples made of the names in a category tree, for `train`; the tree says what labels mean.

    `paths` are rows of names from the top down (城乡建设, 安全生产, 事故处理); `labels` those in use, a path joined
    by "/" or its top only. Each label, each name below it, and each branch with its leaves is one example.
    """
    wanted = set(labels)
    made: dict[tuple[str, str], None] = {}
    branches: dict[tuple[str, str], list[str]] = defaultdict(list)
    for names in paths:
        for depth in range(1, len(names) + 1):
            label = "/".join(names[:depth])
            if label not in wanted:
                continue
            made[(names[depth - 1], label)] = None
            made[(" ".join(names[depth:] or names[-1:]), label)] = None
            branches[(" ".join(names[: depth + 1]), label)].append(names[-1])
    return list(made) + [(f"{head} {' '.join(leaves)}", label) for (head, label), leaves in branches.items()]


def train(texts: Sequence[str], labels: Sequence[str], defined: Sequence[tuple[str, str]] = ()) -> Model:
    """Learn to suggest the label of a text; a text is its title, a line break, and its words.

    Title and words are weighed as two equal voices: titles are short and to the point, and would drown in long
    letters. `defined` are examples from `definitions`, which count as texts but never for the measured sharpness.
    Raises ValueError unless there are at least two different labels.
    """
    if len(texts) != len(labels) or len(set(labels)) < 2:
        raise ValueError("as many labels as texts are needed, and at least two different ones")
    known = set(labels)
    extra = [(words, label) for words, label in defined if label in known]
    vectorizer = _fitted([*texts, *(words for words, _label in extra)])
    vectors = _vectors(vectorizer, texts)
    below = vectorizer.transform([words for words, _label in extra]) if extra else vectors[:0]
    goals = np.array(labels, dtype=object)
    goals_below = np.array([label for _words, label in extra], dtype=object)
    order, weights, intercepts = _separated(vectors, goals, below, goals_below)
    return Model(
        labels=tuple(order),
        pieces=tuple(vectorizer.get_feature_names_out()),
        rarity=vectorizer.idf_.astype(np.float32),
        weights=weights.astype(np.float32),
        intercepts=intercepts.astype(np.float32),
        sharpness=_sharpness(vectors, goals, below, goals_below),
    )


def _vectorizer(**given) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char", ngram_range=(1, 2), sublinear_tf=True, preprocessor=plain, dtype=np.float32, **given
    )


def _fitted(texts: Sequence[str]) -> TfidfVectorizer:
    voices = [voice for text in texts for voice in dict.fromkeys(_voices(text))]
    return _vectorizer(min_df=2 if len(voices) > 50 else 1, max_features=LARGEST).fit(voices)


def _restored(pieces: Sequence[str], rarity: np.ndarray) -> TfidfVectorizer:
    vectorizer = _vectorizer(vocabulary={piece: at for at, piece in enumerate(pieces)})
    vectorizer.idf_ = rarity
    return vectorizer


def _voices(text: str) -> tuple[str, str]:
    """Title and words; a text of one line is both."""
    title, _break, words = text.strip().partition("\n")
    return title, words.strip() or title


def _vectors(vectorizer: TfidfVectorizer, texts: Sequence[str]) -> sparse.csr_matrix:
    pairs = [_voices(text) for text in texts]
    titles = vectorizer.transform([title for title, _words in pairs])
    return (titles + vectorizer.transform([words for _title, words in pairs])).tocsr()


def _separated(vectors, goals, below, goals_below) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Labels in order, and one weight row and intercept for each (two labels give two rows, of opposite sign)."""
    classifier = LinearSVC(C=1.0, class_weight="balanced", random_state=SEED)
    everything = sparse.vstack([vectors, below]).tocsr()
    classifier.fit(everything, np.concatenate([goals, goals_below]).astype(str))
    weights, intercepts = classifier.coef_, classifier.intercept_
    if len(classifier.classes_) == 2:
        weights, intercepts = np.vstack([-weights, weights]), np.concatenate([-intercepts, intercepts])
    return [str(label) for label in classifier.classes_], weights, intercepts


def _sharpness(vectors, goals, below, goals_below) -> float:
    """The factor that makes softmax of the scores honest: least log-loss on texts the classifier did not see."""
    often = {label for label, count in Counter(goals).items() if count >= FOLDS}
    rows = np.flatnonzero([goal in often for goal in goals])
    if len(often) < 2 or len(rows) < 10 * FOLDS:
        return UNSURE
    splits = list(StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(rows, goals[rows].astype(str)))
    losses = np.zeros(len(SHARPNESS))
    for learnt, held in splits if len(rows) <= FEW else splits[:1]:
        order, weights, intercepts = _separated(vectors[rows[learnt]], goals[rows[learnt]], below, goals_below)
        scores = vectors[rows[held]] @ weights.T + intercepts
        place = {label: at for at, label in enumerate(order)}
        right = np.array([place[goal] for goal in goals[rows[held]]])
        losses += [_loss(scores, right, sharpness) for sharpness in SHARPNESS]
    return float(SHARPNESS[losses.argmin()])


def _sharpened(scores: np.ndarray, sharpness: float) -> np.ndarray:
    powers = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    return powers / powers.sum(axis=1, keepdims=True)


def _loss(scores: np.ndarray, right: np.ndarray, sharpness: float) -> float:
    chances = _sharpened(scores, sharpness)[np.arange(len(right)), right]
    return float(-np.log(np.maximum(chances, 1e-12)).sum())
