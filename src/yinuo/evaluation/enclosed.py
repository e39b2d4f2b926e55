"""Structured content given to an act: the ledger names it by its hash."""

from dataclasses import dataclass
from typing import Any

from .rules.exact import digest


@dataclass(frozen=True)
class Enclosed:
    """JSON content of an act: a rubric, terms, an envelope. The ledger and an idempotency key know its SHA-256."""

    data: Any

    @property
    def digest(self) -> str:
        """SHA-256 of the content with sorted keys and without spaces."""
        return digest(self.data)

    @property
    def reference(self) -> dict[str, str]:
        """How the ledger names it."""
        return {"sha256": self.digest}
