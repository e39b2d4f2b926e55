"""A city made up by plain SQL for the benchmarks: the same ten counties after eleven days (10,000 matters) and after
three years (1,000,000). Set-up only: the product writes through its acts; so does this file, where an act is measured.
"""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import psycopg

from yinuo.analytics.texts.tokens import bigrams

from . import _ground

A_DAY = 913
"""Matters that come in on a day: a million in three years."""

PER_OFFICE = 40
COUNTY = "419901"
OPENED = date(2015, 1, 1)
WHERE = ("东门口", "菜市场北侧", "二号楼前", "小学门口", "河堤路", "老车站旁", "西巷", "广场南边", "公园入口", "桥头")
WHAT = (
    "路灯坏了晚上看不见路", "井盖松动车一过就响", "下水道堵了污水外溢", "垃圾好几天没有清运", "夜里施工吵得睡不着",
    "自来水压力不够", "路面坑洼积水严重", "违规停车堵住消防通道", "楼道照明不亮", "树枝压到电线", "公交站牌看不清",
    "油烟直接排到窗口", "电梯常常停运", "暖气不热", "健身器材坏了", "小区门禁失灵", "占道经营走不了人",
    "雨水倒灌地下室", "楼上漏水无人维修", "网络信号很差",
)  # fmt: skip

PLACES = """
    INSERT INTO places_place (code, name, level, kind, valid_from)
    SELECT '4199', '示例市', 'city', '', %(opened)s UNION ALL
    SELECT '4199' || to_char(c, 'FM00'), '示例' || c || '县', 'county', '', %(opened)s FROM generate_series(1, 10) c UNION ALL
    SELECT '4199' || to_char(c, 'FM00') || to_char(t, 'FM000'), '街道' || t, 'town', '', %(opened)s
        FROM generate_series(1, 10) c, generate_series(1, 12) t UNION ALL
    SELECT '4199' || to_char(c, 'FM00') || to_char(t, 'FM000') || to_char(m, 'FM000'), '社区' || t || '-' || m,
        'community', '', %(opened)s FROM generate_series(1, 10) c, generate_series(1, 12) t, generate_series(1, 15) m
"""
OFFICES = """
    WITH made(path, name, kind, code) AS (
        SELECT to_char(c, 'FM0000'), '示例' || c || '县政务服务中心', 'county', '4199' || to_char(c, 'FM00')
            FROM generate_series(1, 10) c UNION ALL
        SELECT to_char(c, 'FM0000') || to_char(d, 'FM0000'), '职能部门' || d, 'department', '4199' || to_char(c, 'FM00')
            FROM generate_series(1, 10) c, generate_series(1, 15) d UNION ALL
        SELECT to_char(c, 'FM0000') || '0016', '督查回访中心', 'supervision', '4199' || to_char(c, 'FM00')
            FROM generate_series(1, 10) c UNION ALL
        SELECT to_char(c, 'FM0000') || to_char(20 + t, 'FM0000'), '街道办事处' || t, 'subdistrict',
            '4199' || to_char(c, 'FM00') || to_char(t, 'FM000') FROM generate_series(1, 10) c, generate_series(1, 12) t UNION ALL
        SELECT to_char(c, 'FM0000') || to_char(20 + t, 'FM0000') || to_char(m, 'FM0000'), '居委会' || t || '-' || m,
            'community', '4199' || to_char(c, 'FM00') || to_char(t, 'FM000') || to_char(m, 'FM000')
            FROM generate_series(1, 10) c, generate_series(1, 12) t, generate_series(1, 15) m
    )
    INSERT INTO orgs_organisation (path, name, kind, place_id, phone, valid_from)
    SELECT made.path, made.name, made.kind, place.id, '', %(opened)s
    FROM made JOIN places_place AS place USING (code) ORDER BY made.path
"""
CATEGORIES = """
    INSERT INTO matters_category (code, name, full_name, valid_from)
    SELECT to_char(a, 'FM00') || to_char(b, 'FM00'), '小类' || b, '大类' || a || '/小类' || b, %(opened)s
    FROM generate_series(1, 8) a, generate_series(1, 10) b
"""
LIMIT = """
    INSERT INTO matters_limitrule (category, urgency, region, stage, "order", amount, unit, source, version, valid_from)
    VALUES ('', '', '', '', 1, 5, 'working_day', 'bench', 'bench', %(opened)s)
"""
SAID = "CREATE TEMPORARY TABLE said (id int PRIMARY KEY, title text, words text, search tsvector)"

# A power of a random number makes the first counties, streets and departments the busy ones. The state follows from
# the age: most of what is younger than ten days is open, a tenth up to two months, and seven in a thousand for years.
MATTERS = """
    INSERT INTO matters_matter (
        number, slip_key, intake, kind, category_id, urgency, place_id, place_code, address, title, words, public_words,
        wants_public, is_public, received_at, state, office_id, office_path, first_office_id, dispatched_at,
        standard_due_at, first_due_at, due_at, calendar_version, refusals, is_binding, hops, reopened, outcome, closed_reason,
        resolved_at, verified_at, rating, closed_at, look_back_on, source, search
    )
    SELECT
        'B' || to_char(i, 'FM000000000'), encode(sha256(i::text::bytea), 'hex'),
        (ARRAY['web', 'phone', 'visit', 'hotline', 'mailbox'])[1 + floor(a * 5)::int], 'complaint', category.id,
        CASE WHEN b < 0.03 THEN 'urgent' ELSE 'normal' END, place.id, place.code, '', said.title, said.words,
        CASE WHEN is_public THEN said.words ELSE '' END, TRUE, is_public, received_at, state,
        CASE WHEN is_given THEN office.id END, CASE WHEN is_given THEN office.path ELSE '' END,
        CASE WHEN is_given THEN office.id END, CASE WHEN is_given THEN received_at + interval '4 hours' END,
        CASE WHEN is_given THEN due_at END, CASE WHEN is_given THEN due_at END, CASE WHEN is_given THEN due_at END,
        'bench', 0, FALSE, 0, 0, CASE WHEN is_done THEN 'solved' ELSE '' END,
        CASE WHEN state = 'closed' THEN 'solved' ELSE '' END, CASE WHEN is_done THEN done_at END,
        CASE WHEN is_done AND state <> 'resolved' THEN done_at + interval '1 day' END,
        CASE WHEN state IN ('closed', 'feedback_given') THEN 'satisfied' ELSE 'not_rated' END,
        CASE WHEN state = 'closed' THEN done_at + interval '2 days' END,
        CASE WHEN state = 'closed' THEN (done_at + interval '62 days')::date END, '', said.search
    FROM (
        SELECT *, state IN ('dispatched', 'in_progress', 'waiting', 'resolved', 'verified', 'feedback_given', 'closed') AS is_given,
            state IN ('resolved', 'verified', 'feedback_given', 'closed') AS is_done,
            state NOT IN ('received', 'registered', 'withdrawn') AND b > 0.3 AS is_public,
            received_at + interval '5 days' + d * interval '5 days' AS due_at,
            received_at + interval '1 day' + d * interval '6 days' AS done_at
        FROM (
            SELECT *, CASE
                WHEN e < CASE WHEN age < 10 THEN 0.9 WHEN age < 60 THEN 0.1 ELSE 0.007 END THEN (ARRAY[
                    'received', 'registered', 'accepted', 'dispatched', 'dispatched', 'in_progress', 'in_progress',
                    'in_progress', 'waiting', 'resolved', 'resolved', 'verified', 'feedback_given'])[1 + floor(f * 13)::int]
                WHEN e > 0.985 THEN 'withdrawn' ELSE 'closed' END AS state
            FROM (
                SELECT i, random() AS a, random() AS b, random() AS d, random() AS e, random() AS f, age,
                    now() - age * interval '1 day' AS received_at,
                    '4199' || to_char(1 + floor(10 * power(random(), 1.6))::int, 'FM00') AS county,
                    to_char(1 + floor(12 * power(random(), 1.3))::int, 'FM000') AS street,
                    to_char(1 + floor(15 * random())::int, 'FM000') AS quarter,
                    1 + floor(15 * power(random(), 2))::int AS department,
                    1 + floor(80 * random())::int AS category, 1 + floor(%(said)s * random())::int AS said
                FROM (SELECT i, random() * %(days)s AS age FROM generate_series(1, %(size)s) i) AS day
            ) AS drawn
        ) AS lived
    ) AS born
    JOIN said ON said.id = born.said
    JOIN places_place AS place ON place.code = county || street || quarter
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM matters_category) AS category ON category.n = born.category
    JOIN orgs_organisation AS office ON office.path = '00' || substr(county, 5, 2) || CASE
        WHEN a < 0.7 THEN to_char(department, 'FM0000')
        WHEN a < 0.95 THEN '00' || to_char(20 + street::int, 'FM00')
        ELSE '00' || to_char(20 + street::int, 'FM00') || '0' || quarter END
"""

STAFF = {
    "handler": ("00010001", "handler", "00010001", None),
    "small_handler": ("00100015", "handler", "00100015", None),
    "street_coordinator": ("00010021", "coordinator", None, "419901001"),
    "county_coordinator": ("0001", "coordinator", None, "419901"),
    "leader": ("0001", "leader", None, "419901"),
    "verifier": ("00010016", "verifier", None, "419901"),
} | {f"handler_{n}": (f"0001{n:04}", "handler", f"0001{n:04}", None) for n in range(2, 9)}
"""People by name: the organisation they work in, their role, and over which organisation or place they hold it."""

HANDLERS = ("handler", *(name for name in STAFF if name.startswith("handler_")))


def name_of(size: int) -> str:
    """The database of the city with that many matters."""
    return f"bench_city_{size}"


def ready(size: int) -> str:
    """The address of the city with that many matters, made when it is not there."""
    name = name_of(size)
    return _ground.database(name, fill=partial(fill, size=size, name=name), mark=source())


def source() -> str:
    """This file: databases made by another text of it are made anew."""
    return Path(__file__).read_text(encoding="utf-8")


def fill(connection: psycopg.Connection, *, size: int, name: str) -> None:
    """Places, offices, matters; then, through the acts, people and matters that offices are at work on."""
    settle(connection)
    _ground.say(f"{size:,} matters")
    matters(connection, size)
    _ground.enter(name)
    staff()
    at_work()
    from django.db import connection as ours

    ours.close()


def settle(connection: psycopg.Connection) -> None:
    """The ground of the city: places, offices, categories and one limit."""
    for statement in (PLACES, OFFICES, CATEGORIES, LIMIT):
        connection.execute(statement, {"opened": OPENED})


def matters(connection: psycopg.Connection, size: int) -> None:
    """Matters by one statement; indexes are put aside meanwhile."""
    connection.execute(SAID)
    said = [
        (f"{where}{what}", f"{where}的{what}，请尽快处理。已经好几天了，老人孩子都不方便。")
        for where in WHERE
        for what in WHAT
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO said VALUES (%s, %s, %s, to_tsvector('simple', %s))",
            [(n, title, words, bigrams(f"{title} {words}")) for n, (title, words) in enumerate(said, 1)],
        )
        cursor.execute(
            "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'"
        )
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'matters_matter' AND indexdef NOT LIKE '%UNIQUE%'"
        )
        indexes = cursor.fetchall()
        for index, _definition in indexes:
            cursor.execute(f'DROP INDEX "{index}"')
        cursor.execute(MATTERS, {"size": size, "days": size / A_DAY, "said": len(said)})
        for _index, definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET session_replication_role")


def staff() -> None:
    """Everybody of STAFF, appointed and entrusted through the acts."""
    from yinuo.kernel.actor import HOUSE, Role
    from yinuo.orgs.actions import appoint, entrust
    from yinuo.orgs.models import Organisation, User
    from yinuo.places.actions import load_year
    from yinuo.places.models import Place

    for year in (date.today().year - 1, date.today().year):
        load_year(None, HOUSE, year=year)
    offices = Organisation.objects.in_bulk(field_name="path")
    for name, (org, role, over, within) in STAFF.items():
        user = User.objects.create_user(username=name)
        member = appoint(offices[org], HOUSE, post="bench", user=user, valid_from=OPENED)
        place = Place.objects.get(code=within) if within else None
        entrust(member, HOUSE, role=Role(role), org=offices[over] if over else None, place=place, valid_from=OPENED)


def at_work() -> None:
    """For each of the handlers, matters with a history: raised, registered, accepted, dispatched, promised, begun."""
    from django.utils import timezone

    from yinuo.acts.door import many, many_on
    from yinuo.kernel.actor import resident
    from yinuo.matters import actions, limits
    from yinuo.matters.models import Category
    from yinuo.matters.words import Intake, Kind, Urgency
    from yinuo.orgs.models import Organisation
    from yinuo.places.models import Place

    now = timezone.localtime()
    place = Place.objects.get(code="419901001001")
    category = Category.objects.first()
    county = actor("county_coordinator")
    for handler in HANDLERS:
        office = Organisation.objects.select_related("place").get(path=STAFF[handler][0])
        given = {"words": "楼前的路灯坏了四盏，晚上看不见路。", "intake": Intake.WEB, "called": "张某某"}
        made = many(actions.raise_, [(place, given, now - timedelta(days=2))] * PER_OFFICE, resident())
        registered = {
            "category": category,
            "kind": Kind.COMPLAINT,
            "urgency": Urgency.NORMAL,
            "is_public": True,
            "public_words": given["words"],
        }
        due_at = min(now + timedelta(days=2), limits.working_days(now - timedelta(days=2), 5))
        steps = [
            (actions.register, county, registered),
            (actions.accept, county, {}),
            (actions.dispatch, county, {"office": office, "basis": "职责清单"}),
            (actions.promise, actor(handler), {"text": "换好灯头。", "due_at": due_at}),
            (actions.work, actor(handler), {"text": "去现场看过，材料已经备好。"}),
        ]
        for hours, (act, who, told) in enumerate(steps, 1):
            at = now - timedelta(days=2) + timedelta(hours=hours)
            many_on(act, [(one, told, at) for one in made], who)


def actor(name: str):
    """The actor that a member of STAFF is."""
    from yinuo.orgs.models import Member
    from yinuo.orgs.queries import actor_for

    return actor_for(Member.objects.select_related("org").get(user__username=name), channel="desk")


def cookie(name: str) -> dict[str, str]:
    """The cookie of somebody of STAFF who has signed in."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from yinuo.orgs.models import User

    user = User.objects.get(username=name)
    session = SessionStore()
    session.update({
        "_auth_user_id": str(user.pk), "_auth_user_hash": user.get_session_auth_hash(),
        "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
    })  # fmt: skip
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def worked_on(handler: str) -> list[str]:
    """Numbers of the matters with a history that this handler's office has."""
    from yinuo.matters.models import Matter

    found = Matter.objects.filter(office_path=STAFF[handler][0]).exclude(number__startswith="B")
    return list(found.order_by("pk").values_list("number", flat=True))
