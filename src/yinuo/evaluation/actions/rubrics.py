"""Writing a rubric: drafted, consulted, frozen by hash, retired (M02: draft → consulted → frozen → retired)."""

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Organisation
from .. import policy
from ..enclosed import Enclosed
from ..models import Comment, Rubric
from ..rules import rubric as rules

LONGEST_NAME, LONGEST_COMMENT = 80, 500


@act(may=policy.may_draft, opens=True)
def draft(
    org: Organisation, actor: Actor, *, at, name: str, version: str, basis: str = "", content: Enclosed | None = None
):
    """Begin a rubric, empty or with the items of an imported one."""
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Unfit(_("请填写细则的名称，不超过{n}字。").format(n=LONGEST_NAME), "name")
    if Rubric.objects.filter(org=org, name=name.strip(), version=version.strip()).exists():
        raise Unfit(
            _("“{name}”已经有“{version}”这个版本，请换一个版本号。").format(name=name, version=version), "version"
        )
    data = content.data if content else rules.Rubric(name=name.strip(), version=version.strip(), items=()).as_data()
    return Rubric.objects.create(
        org=org, name=name.strip(), version=version.strip(), basis=impersonal(basis, "basis"),
        content=_renamed(data, name.strip(), version.strip()), drafted_at=at,
    )  # fmt: skip


def _renamed(data: dict, name: str, version: str) -> dict:
    return rules.Rubric.of(data).as_data() | {"name": name, "version": version}


@act(may=policy.may_write)
def write_all(rubric: Rubric, actor: Actor, *, at, content: Enclosed):
    """Take all items from a file; Unfit where they are none."""
    try:
        rubric.content = _renamed(content.data, rubric.name, rubric.version)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unfit(_("这份文件里的细则读不出来，请用导出的样表填写。"), "content") from None


@act(may=policy.may_write)
def write_item(rubric: Rubric, actor: Actor, *, at, no: str, content: Enclosed):
    """Add an item, or write the one with this number anew."""
    items = list(rubric.content["items"])
    fresh = rules.Rubric.of(rubric.content | {"items": [content.data | {"no": no}]}).as_data()["items"][0]
    places = [index for index, item in enumerate(items) if item["no"] == no]
    if places:
        items[places[0]] = fresh
    else:
        items.append(fresh)
    rubric.content = rules.with_total(rubric.content | {"items": items})


@act(may=policy.may_write)
def drop_item(rubric: Rubric, actor: Actor, *, at, no: str):
    """Take an item out."""
    items = [item for item in rubric.content["items"] if item["no"] != no]
    if len(items) == len(rubric.content["items"]):
        raise Unfit(_("细则里没有“{no}”这一项。").format(no=no), "no")
    rubric.content = rules.with_total(rubric.content | {"items": items})


@act(may=policy.may_write)
def consult(rubric: Rubric, actor: Actor, *, at):
    """Show the draft to the organisations that it will be used on."""
    _fit(rubric)


@act(may=policy.may_comment)
def comment(rubric: Rubric, actor: Actor, *, at, org: Organisation, text: str):
    """What an organisation says about the draft."""
    if not (actor.is_house or policy.speaks_for(actor, org.path)):
        raise Unfit(_("请以自己单位的名义提意见。"), "org")
    if not 0 < len(text.strip()) <= LONGEST_COMMENT:
        raise Unfit(_("请写下意见，不超过{n}字。").format(n=LONGEST_COMMENT), "text")
    return Comment.objects.create(rubric=rubric, org=org, text=impersonal(text, "text"), at=at)


@act(may=policy.may_write)
def freeze_rubric(rubric: Rubric, actor: Actor, *, at):
    """Nothing in it changes any more; its hash is what results will name."""
    _fit(rubric)
    rubric.digest, rubric.frozen_at = rules.digest(rubric.content), at


@act(may=policy.may_write)
def retire(rubric: Rubric, actor: Actor, *, at):
    """It is used for no new evaluation."""
    if rubric.assessments.exclude(state="published").exists():
        raise NotNow(_("还有评价正在使用这份细则，等它们公布以后再停用。"))


def _fit(rubric: Rubric) -> None:
    problems = rules.problems(rubric.rubric)
    if problems:
        raise Unfit(_("细则还不能用：{problems}").format(problems="".join(problems)), "content")
