"""The one sentence of found and rectified problems, and what it may not say (M42). Pure."""

from dataclasses import dataclass

from ...kernel.words import _


@dataclass(frozen=True)
class Counts:
    """Problems found (told and not withdrawn), verified by another office, rebounded at a look-back."""

    found: int = 0
    rectified: int = 0
    rebounded: int = 0

    @property
    def is_all_rectified(self) -> bool:
        """Whether “发现并整改” may be said."""
        return self.found > 0 and self.rectified == self.found


def sentence(counts: Counts) -> str:
    """“发现并整改320项” only when all were verified; else all three numbers; empty when nothing was found."""
    if not counts.found:
        return ""
    if counts.is_all_rectified:
        return _("发现并整改{n}项").format(n=counts.found)
    return _("发现{found}项，已验收销号{rectified}项，复查反弹{rebounded}项").format(
        found=counts.found, rectified=counts.rectified, rebounded=counts.rebounded
    )
