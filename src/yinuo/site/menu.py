"""The menus of the two channels as tables. An entry whose page is not there, or not for this person, is not shown."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinuo.kernel.actor import Role


class Entry(NamedTuple):
    """One line of a menu. `main` also puts it into the bottom bar of a phone (four at most)."""

    word: str | Promise
    url_name: str
    icon: str
    roles: tuple[Role, ...] = ()
    main: bool = False


class Group(NamedTuple):
    """Entries under one heading."""

    word: str | Promise
    entries: tuple[Entry, ...]


SHAPERS = (Role.ORGANISER, Role.ADMINISTRATOR)
READERS = (Role.LEADER, Role.COORDINATOR)

PORTAL = (
    Entry(_("说一件事"), "portal:raise", "message-circle", main=True),
    Entry(_("查进度"), "portal:follow", "search", main=True),
    Entry(_("公开的承诺"), "portal:promises", "rubber-stamp", main=True),
)

TABLE = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.LEADER)
GROUND = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.LEADER, Role.ORGANISER, Role.ADMINISTRATOR)

DESK = (
    Group(
        _("办事"),
        (
            Entry(_("今天"), "desk:home", "home", main=True),
            Entry(_("事项"), "desk:matters", "inbox", main=True),
            Entry(_("代为登记"), "desk:register", "plus", main=True),
            Entry(_("民情沟通日"), "desk:listening_days", "messages", TABLE),
            Entry(_("邻里说和"), "desk:asks", "heart-handshake", (Role.HANDLER,), main=True),
            Entry(_("意见箱"), "desk:boxes", "mail"),
            Entry(_("要表登记和减负"), "desk:burden", "table"),
        ),
    ),
    Group(
        _("组织"),
        (
            Entry(_("组织体系"), "desk:structure", "sitemap"),
            Entry(_("本单位的席位"), "desk:seats", "user-check", (Role.HANDLER,)),
            Entry(_("对照规定检查"), "desk:health", "shield-check", SHAPERS + READERS),
            Entry(_("支部设置"), "desk:planner", "bulb", (*SHAPERS, Role.HANDLER)),
            Entry(_("联动层级"), "desk:chains", "route", SHAPERS + READERS),
            Entry(_("党务岗位"), "desk:posts", "users", (*SHAPERS, Role.LEADER)),
            Entry(_("支部生活"), "desk:branch_life", "users-group"),
            Entry(_("驻村选派"), "desk:appointments", "send", (*SHAPERS, Role.LEADER)),
            Entry(_("组织数字"), "desk:figures", "chart-bar", SHAPERS + READERS),
        ),
    ),
    Group(
        _("整改"),
        (
            Entry(_("专项整治"), "desk:rectifications", "list-check"),
            Entry(_("周一总结"), "desk:weeks", "file-text", (Role.ORGANISER, Role.LEADER, Role.HANDLER)),
            Entry(_("督查"), "desk:supervision", "eye-check"),
        ),
    ),
    Group(
        _("议事"),
        (
            Entry(_("议题"), "desk:topics", "gavel"),
            Entry(_("议事机构"), "desk:councils", "users-group"),
        ),
    ),
    Group(
        _("评价"),
        (
            Entry(_("集中观摩"), "desk:rounds", "telescope"),
            Entry(_("现场（手机）"), "field:app", "device-mobile"),
            Entry(_("综合评价"), "desk:assessments", "scale"),
            Entry(_("评价细则"), "desk:rubrics", "list-check"),
            Entry(_("我的评分票"), "desk:marking", "mail"),
        ),
    ),
    Group(
        _("担当"),
        (
            Entry(_("征迁群众工作"), "desk:projects", "building-community"),
            Entry(_("创建复验"), "desk:rechecks", "flag"),
            Entry(_("制度台账"), "desk:regulations", "file-text"),
            Entry(_("目标责任书"), "desk:responsibility_letters", "certificate"),
            Entry(_("党务培训"), "desk:trainings", "notebook"),
        ),
    ),
    Group(
        _("辖区"),
        (Entry(_("社区和网格"), "desk:ground", "map", GROUND),),
    ),
    Group(
        _("台账"),
        (
            Entry(_("导入 Excel"), "excel:upload", "file-import", (Role.COORDINATOR, Role.ADMINISTRATOR)),
            Entry(_("导出台账"), "excel:export", "file-export", (Role.COORDINATOR, Role.ADMINISTRATOR)),
            Entry(_("邻里说和件数"), "desk:ask_counts", "chart-bar", (Role.ORGANISER, Role.COORDINATOR, Role.LEADER)),
            Entry(
                _("名册导入导出"),
                "excel:rosters",
                "table-import",
                (Role.ORGANISER, Role.ADMINISTRATOR, Role.COORDINATOR, Role.COMMUNITY_WORKER),
            ),
        ),
    ),
    Group(
        _("管理"),
        (
            Entry(_("人员和授权"), "desk:people", "users", (Role.ADMINISTRATOR,)),
            Entry(_("导入区划"), "desk:import_divisions", "map-plus", (Role.ADMINISTRATOR,)),
            Entry(_("工作日历"), "desk:calendar", "calendar", (Role.ADMINISTRATOR,)),
            Entry(_("存证账"), "desk:ledger", "shield-check", (Role.AUDITOR, Role.ADMINISTRATOR)),
        ),
    ),
)


def shown(entries: tuple[Entry, ...], request: HttpRequest) -> Iterator[dict]:
    """The entries this person has, as {word, url, icon, main, here}; `here` marks the page that is open."""
    actor = getattr(request, "actor", None)
    for entry in entries:
        if entry.roles and not (actor and actor.holds(*entry.roles)):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        yield {
            "word": entry.word,
            "url": url,
            "icon": entry.icon,
            "main": entry.main,
            "here": request.path == url or (url.count("/") > 2 and request.path.startswith(url)),
        }


def portal_menu(request: HttpRequest) -> list[dict]:
    """The entries of the residents' pages."""
    return list(shown(PORTAL, request))


def desk_menu(request: HttpRequest) -> list[dict]:
    """The groups of the desk, as {word, entries}; empty groups are left out."""
    groups = ({"word": group.word, "entries": list(shown(group.entries, request))} for group in DESK)
    return [group for group in groups if group["entries"]]
