"""Finding the organisation that a cell means: by its number, or by its name among those the person oversees."""

from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.orgs.models import SEGMENT, Organisation


def plain(name: str) -> str:
    """A name as it is compared: brackets and digits of any width are the same, and spaces say nothing."""
    return "".join(normalize("NFKC", name).split())


@dataclass
class Directory:
    """The living organisations at or below `top`, by path and by name; grows with what the import establishes."""

    top: Organisation
    by_path: dict[str, Organisation] = field(default_factory=dict)
    by_name: dict[str, list[Organisation]] = field(default_factory=dict)

    @classmethod
    def under(cls, top: Organisation, day: date) -> "Directory":
        """One query."""
        directory = cls(top)
        for org in Organisation.objects.under(top.path).on(day).select_related("place", "superior"):
            directory.add(org)
        return directory

    def add(self, org: Organisation) -> None:
        self.by_path[org.path] = org
        self.by_name.setdefault(plain(org.name), []).append(org)

    def named(self, words: str, field: str = "") -> Organisation:
        """The organisation that these words mean; Unfit when there is none or more than one."""
        if found := self.by_path.get(words):
            return found
        found = self.by_name.get(plain(words), [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise Unfit(_("没有找到“{name}”，请核对名称，或者改写单位编号。").format(name=words), field)
        numbers = "、".join(org.path for org in found[:5])
        raise Unfit(
            _("叫“{name}”的有{n}个（编号{numbers}），请改写单位编号。").format(
                name=words, n=len(found), numbers=numbers
            ),
            field,
        )

    def below(self, above: Organisation, name: str) -> Organisation | None:
        """The organisation of this name directly below another one."""
        found = (org for org in self.by_name.get(plain(name), []) if org.path[:-SEGMENT] == above.path)
        return next(found, None)
