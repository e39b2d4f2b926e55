"""Rectification ledgers in and out of Excel (REFERENCE M32)."""

from .taking import import_ledger
from .writing import export_ledger

__all__ = ["export_ledger", "import_ledger"]
