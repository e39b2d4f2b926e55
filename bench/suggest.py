"""Suggested categories and repeated complaints, on the real messages of ../shared."""

from collections.abc import Iterator
from time import perf_counter, process_time

import numpy as np
from python_calamine import CalamineWorkbook
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from yinuo.analytics.texts import categories
from yinuo.analytics.texts.reading import Message, read_messages
from yinuo.analytics.texts.similar import Complaint, groups

from .report import SHARED, Absent, Figure

FOLDS, SEEDS = 5, range(10, 15)
"""Seeds that no choice of the method was made on (those were 0 to 4)."""

BINS = 10


def run() -> Iterator[Figure]:
    """Macro-F1 by repeated cross-validation against a plain linear model, calibration, time per text, groups."""
    folder = SHARED / "data" / "messages"
    if not folder.exists():
        raise Absent("../shared is not here, and the messages are not part of the project.")
    yield from _suggesting(folder)
    yield from _grouping(folder)


def _suggesting(folder) -> Iterator[Figure]:
    texts, labels = _labelled(folder)
    tree = CalamineWorkbook.from_path(str(folder / "category_tree.xlsx")).get_sheet_by_index(0).to_python()[1:]
    defined = categories.definitions(tree, set(labels))
    order = sorted(set(labels))
    ours, alone, plain, squares, gaps, third = [], [], [], [], [], []
    for seed in SEEDS:
        splits = list(StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(texts, labels))
        chances = _ours(texts, labels, defined, splits)
        right = np.searchsorted(order, labels)
        ours.append(_macro(labels, np.array(order)[chances.argmax(1)]))
        alone.append(_macro(labels, np.array(order)[_ours(texts, labels, (), splits).argmax(1)]))
        plain.append(_macro(labels, _plain(texts, labels, splits)))
        squares.append(float(((chances - np.eye(len(order))[right]) ** 2).sum(1).mean()))
        gaps.append(_gap(chances, right))
        third.append(float((np.argsort(-chances, 1)[:, :3] == right[:, None]).any(1).mean()))
    spread = f"5 × 5-fold, seeds {SEEDS[0]}–{SEEDS[-1]}, 309 messages, 7 classes; sd between seeds {np.std(ours):.3f}"
    yield Figure("macro-F1 of suggested categories", _mean(ours), "", "≥ 0.80", _mean(plain), spread)
    yield Figure("macro-F1, ratio to a plain char-TF-IDF linear model", _mean(ours) / _mean(plain), "×", "≥ 1.05")
    alone_means = "trained on the labelled messages alone, without the names of the category tree"
    yield Figure("macro-F1 without the category tree", _mean(alone), "", None, _mean(plain), alone_means)
    yield Figure("right category among the first three", _mean(third), "", "≥ 0.95")
    yield Figure("calibration error (ECE, 10 bins)", _mean(gaps), "", "≤ 0.10")
    yield Figure("Brier score", _mean(squares))
    yield from _speed(texts, labels, defined)


def _labelled(folder) -> tuple[list[str], np.ndarray]:
    found = [row for row in read_messages(folder / "labelled_sample.xlsx") if isinstance(row, Message)]
    return [f"{row.title}\n{row.words}" for row in found], np.array([row.label for row in found])


def _ours(texts, labels, defined, splits) -> np.ndarray:
    """Probabilities for every text, from models that did not see it."""
    chances = np.zeros((len(texts), len(set(labels))))
    for learnt, held in splits:
        model = categories.train([texts[at] for at in learnt], labels[learnt], defined)
        chances[held] = model.probabilities([texts[at] for at in held])
    return chances


def _plain(texts, labels, splits) -> np.ndarray:
    """The baseline: TF-IDF of 1 to 3 characters of the whole text, and a balanced linear classifier."""
    guessed = np.empty(len(texts), object)
    for learnt, held in splits:
        vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
        model = make_pipeline(vectorizer, LinearSVC(class_weight="balanced", random_state=0))
        guessed[held] = model.fit([texts[at] for at in learnt], labels[learnt]).predict([texts[at] for at in held])
    return guessed.astype(str)


def _speed(texts, labels, defined) -> Iterator[Figure]:
    started = process_time()
    model = categories.train(texts, labels, defined)
    yield Figure("training on the sample", process_time() - started, "s")
    started = process_time()
    for text in texts:
        model.suggest(text)
    yield Figure("suggesting for one text", (process_time() - started) / len(texts) * 1000, "ms", "≤ 50 ms")


def _grouping(folder) -> Iterator[Figure]:
    started = perf_counter()
    found = [row for row in read_messages(folder / "messages_4326.xlsx") if isinstance(row, Message)]
    yield Figure("reading messages from Excel", len(found) / (perf_counter() - started), "rows/s", "≥ 2,000 rows/s")
    started = process_time()
    made = groups([Complaint(row.number, f"{row.title}\n{row.words}", None, row.written_at) for row in found])
    yield Figure("grouping 4,326 messages", process_time() - started, "s", "≤ 60 s")
    yield Figure(
        "largest group of repeated complaints", len(made[0].ids), "messages", None, None, f"{len(made)} groups"
    )


def _macro(labels, guessed) -> float:
    return float(f1_score(labels, guessed, average="macro"))


def _mean(values) -> float:
    return round(float(np.mean(values)), 4)


def _gap(chances: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error of the likeliest label."""
    sure, hit = chances.max(1), chances.argmax(1) == right
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return sum(abs(sure[bins == at].mean() - hit[bins == at].mean()) * (bins == at).mean() for at in set(bins))
