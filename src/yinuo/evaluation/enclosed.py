"""Structured content given to an act: the ledger names it by its hash."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Enclosed:
    """JSON content of an act: a rubric, terms, an envelope. The ledger and an idempotency key know its SHA-256."""

    data: Any

    @property
    def digest(self) -> str:
        """SHA-256 of the content with sorted keys and without spaces."""
        written = json.dumps(self.data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def reference(self) -> dict[str, str]:
        """How the ledger names it."""
        return {"sha256": self.digest}
