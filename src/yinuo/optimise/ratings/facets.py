"""A many-facet rating scale, for grades with few levels: log odds of a grade = ability − task − rater − step.

Linacre, Many-Facet Rasch Measurement (1989); estimated by marginal maximum likelihood over normal abilities, as the R
package TAM does. `adjust` is the model of the house; this one checks it on published ratings, and serves forms with
levels (good, fair, poor), for which points are no measure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

REACH, NODES = 12.0, 121
"""Abilities are summed over so many nodes, from −REACH to REACH logits."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The level, from 0 on, that a rater gave a subject for one task."""

    subject: str
    rater: str
    task: str
    level: int


@dataclass(frozen=True, slots=True)
class Measure:
    """In logits, with its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Scaled:
    """The measures: severity of `raters` (their sum is 0), difficulty of `tasks`, `steps` (sum 0) between levels.

    `subjects` are means of the posterior and their standard deviations; `spread` is the standard deviation of abilities,
    whose mean is 0.
    """

    raters: dict[str, Measure]
    tasks: dict[str, Measure]
    steps: tuple[float, ...]
    subjects: dict[str, Measure]
    spread: float
    log_likelihood: float


def scaled(grades: Iterable[Grade], reach: float = REACH, nodes: int = NODES) -> Scaled:
    """The measures of these grades, whatever is missing. ValueError if there are not two levels, raters and subjects."""
    return _Scale(list(grades), reach, nodes).told()


class _Scale:
    def __init__(self, grades: list[Grade], reach: float = REACH, nodes: int = NODES):
        self.subjects, self.raters, self.tasks = (
            sorted({getattr(one, name) for one in grades}) for name in ("subject", "rater", "task")
        )
        self.levels = max((one.level for one in grades), default=0) + 1
        if min(len(self.subjects), len(self.raters), self.levels) < 2 or min(one.level for one in grades) < 0:
            raise ValueError("many facets need two subjects, two raters and two levels, from 0 on")
        self.nodes = np.linspace(-reach, reach, nodes)
        subject, rater, task = (
            {key: at for at, key in enumerate(keys)} for keys in (self.subjects, self.raters, self.tasks)
        )
        self.shape = (len(self.raters), len(self.tasks), self.levels)
        self.counts = np.zeros((len(subject), *self.shape))
        for one in grades:
            self.counts[subject[one.subject], rater[one.rater], task[one.task], one.level] += 1
        self.flat = self.counts.reshape(len(subject), -1)
        self.seen = self.counts.sum(-1).reshape(len(subject), -1)

    @property
    def parts(self) -> tuple[slice, slice, slice]:
        """Where raters (all but the last), tasks and steps (all but the last) stand among the parameters."""
        raters, tasks, levels = self.shape
        ends = np.cumsum([raters - 1, tasks, levels - 2])
        return slice(0, ends[0]), slice(ends[0], ends[1]), slice(ends[1], ends[2])

    def _log_chances(self, given: np.ndarray) -> np.ndarray:
        """Of each rater, task and level at each node, float64[raters, tasks, levels, nodes]."""
        raters, tasks, steps = (given[part] for part in self.parts)
        hard = _whole(raters)[:, None] + tasks
        level = np.arange(self.levels)
        passed = np.concatenate([[0.0], np.cumsum(_whole(steps))])
        logits = level[:, None] * (self.nodes - hard[..., None, None]) - passed[:, None]
        return logits - logsumexp(logits, axis=2, keepdims=True)

    def _posterior(self, given: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The log likelihood, the posterior of each subject over the nodes, and the log chances."""
        chances = self._log_chances(given)
        spread = np.exp(given[-1])
        prior = -0.5 * (self.nodes / spread) ** 2
        joint = self.flat @ chances.reshape(-1, len(self.nodes)) + prior - logsumexp(prior)
        total = logsumexp(joint, axis=1)
        return float(total.sum()), np.exp(joint - total[:, None]), chances

    def loss(self, given: np.ndarray) -> tuple[float, np.ndarray]:
        """Minus the log likelihood and its gradient (Fisher's identity: expected less observed, under the posterior)."""
        value, posterior, chances = self._posterior(given)
        expected = (self.seen.T @ posterior).reshape(*self.shape[:2], 1, len(self.nodes)) * np.exp(chances)
        over = self.counts.sum(0) - expected.sum(-1)
        level = np.arange(self.levels)
        cell = over @ level
        passed = over.sum((0, 1)) @ (level[:, None] >= np.arange(1, self.levels))
        spread = np.exp(given[-1])
        prior = -0.5 * (self.nodes / spread) ** 2
        square = (self.nodes / spread) ** 2
        usual = np.exp(prior - logsumexp(prior)) @ square
        slope = float((posterior @ square - usual).sum())
        rater, step = -cell.sum(1), -passed
        free = [rater[:-1] - rater[-1], -cell.sum(0), step[:-1] - step[-1], [slope]]
        return -value, -np.concatenate(free)

    def told(self) -> Scaled:
        start = np.zeros(self.parts[-1].stop + 1)
        found = minimize(
            self.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 2000, "ftol": 1e-13, "gtol": 1e-5}
        )
        value, posterior, _chances = self._posterior(found.x)
        covariance = np.linalg.inv(self._information(found.x))
        raters, tasks, steps = self.parts
        mean = posterior @ self.nodes
        spread = np.sqrt(np.maximum(0, posterior @ self.nodes**2 - mean**2))
        error = np.sqrt(np.diag(covariance))
        last = float(np.sqrt(covariance[raters, raters].sum()))
        return Scaled(
            _measures(self.raters, _whole(found.x[raters]), [*error[raters], last]),
            _measures(self.tasks, found.x[tasks], error[tasks]),
            tuple(_whole(found.x[steps]).tolist()),
            _measures(self.subjects, mean, spread),
            float(np.exp(found.x[-1])),
            value,
        )

    def _information(self, given: np.ndarray) -> np.ndarray:
        """The observed information, by central differences of the gradient."""
        step = 1e-4
        rows = [
            (self.loss(given + one)[1] - self.loss(given - one)[1]) / (2 * step) for one in step * np.eye(len(given))
        ]
        return (np.array(rows) + np.array(rows).T) / 2


def _whole(free: np.ndarray) -> np.ndarray:
    """With the last one, which makes the sum 0."""
    return np.append(free, -free.sum())


def _measures(keys: Iterable[str], values: Iterable[float], errors: Iterable[float]) -> dict[str, Measure]:
    return {key: Measure(float(value), float(error)) for key, value, error in zip(keys, values, errors, strict=True)}
