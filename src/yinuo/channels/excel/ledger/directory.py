"""Finding the offices, categories and places that a ledger names in words."""

import re

from django.db.models import Q

from yinuo.kernel.actor import Actor
from yinuo.kernel.codes import parents
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.matters.models import Category
from yinuo.orgs.models import Organisation
from yinuo.places.models import Place

from ..importing import IMPORTERS


def _bare(name: str) -> str:
    return re.sub(r"[\s（）()]", "", name)


class Directory:
    """Names around one place, read once; what rows leave open stands for all of them."""

    def __init__(self, place: Place, actor: Actor | None, office=None, category=None):
        self.actor, self.here = actor, place
        self.offices = self._by_name(
            Organisation.objects.select_related("place").filter(
                Q(place__code__startswith=place.code) | Q(place__code__in=parents(place.code)), valid_to=None
            )
        )
        self.places = self._by_name(Place.objects.under(place.code))
        self.categories = {
            name: row for row in Category.objects.filter(valid_to=None) for name in (row.full_name, row.code)
        }
        self.short = self._by_name(self.categories.values())
        self.default_office = self._only(office, Organisation, "path")
        self.default_category = self._only(category, Category, "code")

    def _by_name(self, rows) -> dict[str, list]:
        found: dict[str, dict] = {}
        for row in rows:
            found.setdefault(_bare(row.name), {})[row.pk] = row
        return {name: list(same.values()) for name, same in found.items()}

    @staticmethod
    def _only(given, model, key: str):
        if given is None or given == "" or isinstance(given, model):
            return given or None
        row = model.objects.filter(**{key: given}).first()
        if row is None:
            raise Unfit(_("系统里没有“{given}”，请核对。").format(given=given), key)
        return row

    def office(self, name: str, problems: list[str]) -> Organisation | None:
        """The office of this name; of several named together the first leads."""
        if not name:
            return self.default_office
        first = re.split(r"[、,，;；/\n]", name.strip())[0]
        found = self._one(self.offices, name) or self._one(self.offices, first)
        if found is None:
            same = len(self.offices.get(_bare(first), []))
            problems.append(
                _("系统里有{n}个单位叫“{name}”，分不清是哪一个。").format(n=same, name=first)
                if same
                else _("系统里没有叫“{name}”的单位，请改成系统里的名称，或者先建立单位。").format(name=first)
            )
        elif self.actor and not self.actor.is_house and not self.actor.holds(*IMPORTERS, place=found.place.code):
            problems.append(_("“{name}”不在您的辖区，不能代它导入。").format(name=found.name))
        return found

    def category(self, name: str, problems: list[str]) -> Category | None:
        """By full name, code or, where it is the only one, short name."""
        if not name:
            return self.default_category
        found = self.categories.get(name) or self._one(self.short, name)
        if found is None:
            problems.append(
                _("没有叫“{name}”的事项分类，或者不止一个。请写全称，例如“公用设施/井盖”。").format(name=name)
            )
        return found

    def place(self, name: str, problems: list[str]) -> Place:
        """A place below the chosen one, by name."""
        if not name:
            return self.here
        found = self._one(self.places, name)
        if found is None:
            problems.append(_("“{name}”不是这个地区里的地点，或者有同名的。").format(name=name))
        return found or self.here

    @staticmethod
    def _one(names: dict[str, list], name: str):
        rows = names.get(_bare(name), [])
        return rows[0] if len(rows) == 1 else None
