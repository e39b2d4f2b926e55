"""Central work of the demo: projects in two counties, a campaign checked again, rules, letters and training of another."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from yinuo.duties import actions
from yinuo.duties.models import ChecklistItem, Project, Recheck, ResponsibilityLetter
from yinuo.duties.words.campaigns import About, Grade, ProjectState
from yinuo.duties.words.letters import Layer
from yinuo.duties.words.training import Audience, TrainingForm
from yinuo.kernel.actor import Actor, Role, resident
from yinuo.kernel.codes import new_slip
from yinuo.matters import actions as matters
from yinuo.matters.models import Category
from yinuo.matters.words import Kind, Method, Urgency
from yinuo.orgs.models import Organisation, Post

from . import town
from .topics import read

GIVEN = read("duties.toml")
ORDER = list(ProjectState)
HOUSING = "housing"
DAY = timedelta(days=1)


def build(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """Yields what it is about to do."""
    wanted = {row["county"] for row in GIVEN["project"]} | {GIVEN["recheck"]["county"], GIVEN["register"]["county"]}
    plays = {one.place.code: Play(builder, one, now) for one in counties if one.place.code in wanted}
    yield "正在演征迁群众工作"
    for number, row in enumerate(GIVEN["project"]):
        plays[row["county"]].project(row, number)
    yield "正在演创建复验"
    plays[GIVEN["recheck"]["county"]].recheck()
    yield "正在演制度、责任书和培训"
    play = plays[GIVEN["register"]["county"]]
    play.rules()
    play.letters()
    play.training()


class Play:
    """What happens in one county; `ago(days)` is a morning in the past."""

    def __init__(self, builder: town.Builder, county: town.County, now: datetime):
        self.builder, self.county, self.now = builder, county, now
        self.verifier = county.verifier
        self.organiser = builder.member(county.root, "组织部组织员", (Role.ORGANISER, county.root, None))

    def ago(self, days: float) -> datetime:
        return (self.now - timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)

    def handler(self, key: str) -> Actor:
        return self.county.handlers[self.county.offices[key].pk]

    # ---- M12 ----

    def project(self, row: dict, number: int) -> None:
        home = self.county.communities[number % len(self.county.communities)]
        actor, at = self.handler(HOUSING), self.ago(130)
        project = actions.open_project(
            self.county.offices[HOUSING], actor, at=at, name=row["name"], kind=row["kind"], place=home.place
        )
        open_now = row["until"] == "consulted"
        first = self.ago(9 if open_now else 120)
        actions.publish_plan(
            project, actor, at=first, plan=GIVEN["plan"], where=GIVEN["where"],
            comments_until=(first + 30 * DAY).date(), published_on=first.date(),
        )  # fmt: skip
        self._work(project, first)
        self._ask(project, home, first, f"project {number}")
        self._consult(project, actor, first, is_open=open_now)
        if not open_now:
            self._go_on(project, actor, row["until"])

    def _consult(self, project: Project, actor: Actor, first: datetime, *, is_open: bool) -> None:
        for text, count, is_adopted, answer in GIVEN["opinions"]:
            opinion = actions.note_opinion(project, actor, at=first + 5 * DAY, text=text, count=count)
            if not is_open:
                actions.answer_opinion(opinion, actor, at=first + 20 * DAY, is_adopted=is_adopted, answer=answer)

    def _go_on(self, project: Project, actor: Actor, until: str) -> None:
        """The law's stages, as far as this project has come."""
        actions.assess_risk(project, actor, at=self.ago(90), risk=GIVEN["risk"])
        actions.publish_opinions(project, actor, at=self.ago(85), changes=GIVEN["changes"])
        last = ORDER.index(ProjectState(until))
        if last >= ORDER.index(ProjectState.DECIDED):
            at = self.ago(75)
            number = f"示政征〔{at.year}〕{project.pk}号"
            actions.decide_project(
                project, actor, at=at, decision=number, decided_on=at.date(), remedies=GIVEN["remedies"]
            )
        if last >= ORDER.index(ProjectState.COMPENSATED):
            actions.begin_compensation(project, actor, at=self.ago(60), account=GIVEN["account"])
        if last >= ORDER.index(ProjectState.MOVING):
            actions.confirm_compensation(project, self.verifier, at=self.ago(50), found=GIVEN["found"])
            actions.begin_moving(project, actor, at=self.ago(45))

    def _work(self, project: Project, first: datetime) -> None:
        offices = (project.org, self.county.offices["civil"], project.org)
        for (text, outcome), office in zip(GIVEN["work"], offices, strict=True):
            step = actions.set_project_step(
                project, self.organiser, at=first + DAY, office=office, text=text, due_on=(self.now + 10 * DAY).date()
            )
            if outcome:
                actions.finish_project_step(step, self.county.handlers[office.pk], at=first + 8 * DAY, outcome=outcome)

    def _ask(self, project: Project, home: town.Community, first: datetime, seed: str) -> None:
        """Households ask; what was answered was looked at by others."""
        category = Category.objects.filter(full_name__contains="征收").first() or Category.objects.first()
        for number, (about, words, answer) in enumerate(GIVEN["ask"]):
            at, slip = first + timedelta(days=2, hours=number), new_slip(Random(f"duties {seed} {number}"))
            link = actions.ask_about_project(project, resident(), at=at, words=words, about=About(about), slip=slip)
            matter = link.matter
            matters.register(
                matter, home.worker, at=at + timedelta(hours=1), category=category, kind=Kind(matter.kind),
                urgency=Urgency.NORMAL,
            )  # fmt: skip
            if answer:
                matters.answer(matter, home.worker, at=at + timedelta(hours=5), text=answer)
                matters.verify(
                    matter, self.verifier, at=at + DAY, method=Method.RAISER_CONFIRMS, note="打电话问过，说清楚了。"
                )

    # ---- M13 ----

    def recheck(self) -> None:
        given = GIVEN["recheck"]
        recheck = actions.open_recheck(
            self.county.root, self.organiser, at=self.ago(150), name=given["name"], system=given["system"],
            place=self.county.place, visit_on=self.ago(70).date(),
        )  # fmt: skip
        rows = given["items"]
        actions.list_items(
            recheck, self.organiser, at=self.ago(149), codes=[row[0] for row in rows], texts=[row[1] for row in rows],
            points=[Decimal(row[2]) for row in rows], owners=[self.county.offices[row[3]] for row in rows],
        )  # fmt: skip
        visited = self.ago(70)
        actions.tell_visit(recheck, self.organiser, at=visited, visited_on=visited.date(), result=given["result"])
        items = {item.code: item for item in recheck.items.select_related("recheck__org", "recheck__place", "owner")}
        for code, _text, _points, owner, until, grade in rows:
            self._item(items[code], self.handler(owner), until, grade)
        self._told(recheck)

    def _item(self, item: ChecklistItem, actor: Actor, until: str, grade: str) -> None:
        given, at = GIVEN["recheck"], self.ago(120)
        if until == "exempt":
            actions.exempt_item(item, self.organiser, at=at, reason="县里没有轨道交通。")
        if until in ("exempt", "listed"):
            return
        actions.own_item(
            item, actor, at=at, plan="分片包到岗位，每周看一遍，坏了当天修。", due_on=(self.now + 12 * DAY).date()
        )
        if until == "owned":
            return
        actions.add_item_evidence(item, actor, at=at + 20 * DAY, kind=Method.MEASUREMENT, text=given["evidence"])
        actions.report_item(item, actor, at=at + 25 * DAY)
        if until == "reported":
            return
        look = {"kind": Method.SITE_CHECK, "note": given["seen"]}
        actions.pass_item(item, self.verifier, at=at + 28 * DAY, grade=Grade(grade), **look)
        if until == "held":
            actions.confirm_held(item, self.verifier, at=self.ago(6), grade=Grade(grade), **look)
        if until == "rebounded":
            actions.note_rebound(item, self.verifier, at=self.ago(6), kind=Method.SITE_CHECK, note=given["back"])

    def _told(self, recheck: Recheck) -> None:
        """A resident has seen one item come back, before the look-back did."""
        home = self.county.communities[0]
        item = recheck.items.get(code="Ⅱ-1")
        slip = new_slip(Random("duties rebound"))
        actions.tell_rebound(
            item, resident(), at=self.ago(5), words=GIVEN["recheck"]["rebound"], place=home.place, slip=slip
        )

    # ---- M35 ----

    def rules(self) -> None:
        given, root = GIVEN["register"], self.county.root
        for number, (name, problem, reason) in enumerate(given["old"]):
            rule = actions.enter_regulation(
                root, self.organiser, at=self.ago(140), name=name, problem=problem, reason=reason,
                document=f"示办〔2019〕{number + 1}号", effective_on=date(2019, 3, 1),
            )  # fmt: skip
            if number < 3:
                actions.abolish_regulation(rule, self.organiser, at=self.ago(100), reason=reason)
        made = []
        for number, (name, problem, reason, text) in enumerate(given["fresh"]):
            rule = actions.propose_regulation(
                root, self.organiser, at=self.ago(130), name=name, problem=problem, reason=reason, text=text
            )
            made.append(rule)
            if number < 2:
                at = self.ago(110)
                actions.enact_regulation(
                    rule, self.organiser, at=at, document=f"示办〔{at.year}〕{number + 1}号", effective_on=at.date(),
                    review_on=self.ago(3 if number else -200).date(),
                )  # fmt: skip
        actions.revise_regulation(made[0], self.organiser, at=self.ago(40), reason=given["revised"])

    # ---- M38 ----

    def letters(self) -> None:
        for number, key in enumerate(GIVEN["letters"]["offices"]):
            unit = self.county.offices[key]
            self._letter(unit, self.handler(key), self.now.year - 1, self.ago(150), signed=True)
            self._letter(unit, self.handler(key), self.now.year, self.ago(120), signed=number != 3)

    def _letter(self, unit: Organisation, actor: Actor, year: int, at: datetime, *, signed: bool) -> None:
        given, is_new = GIVEN["letters"], year == self.now.year
        letter = actions.draft_letter(
            self.county.root, self.organiser, at=at, unit=unit, year=year, targets=given["targets"]
        )
        rows = [given["same"], *given["fresh"], given["idle"]] if is_new else [given["same"], given["idle"]]
        for layer, post, text in rows:
            item = actions.add_responsibility(letter, actor, at=at, layer=Layer(layer), post=post, text=text)
            if text != given["idle"][2]:
                text, shows, plan = given["duty"]
                due = date(year, 12, 20)
                actions.set_duty(item, actor, at=at, text=text, due_on=due, shows=shows, plan_item=plan)
            elif not is_new:
                actions.strike_responsibility(item, actor, at=at, reason=given["struck"])
        if not signed:
            return
        actions.sign_letter(letter, self.organiser, at=at + DAY, post="组织部负责人")
        actions.sign_letter(letter, actor, at=at + 2 * DAY, post="局党组书记")
        self._follow(letter, actor, at, is_new=is_new)

    def _follow(self, letter: ResponsibilityLetter, actor: Actor, at: datetime, *, is_new: bool) -> None:
        """Last year's was checked; of this year's the first duty is done."""
        if not is_new:
            actions.check_letter(letter, self.organiser, at=at + 3 * DAY, note="逐条核对，一条划去。")
            return
        duty = letter.responsibilities.first().duties.get()
        actions.report_duty(duty, actor, at=at + 40 * DAY, outcome="两个支部各办成一件：路口加了护栏，窗口延长一小时。")
        if letter.unit_id != self.county.offices["market"].pk:
            actions.confirm_duty(duty, self.organiser, at=at + 45 * DAY, note="到两个支部问过，属实。")

    # ---- M39 ----

    def training(self) -> None:
        given, root = GIVEN["training"], self.county.root
        for number, (title, form, audience, hours, outcome) in enumerate(given["held"]):
            at = self.ago(60 - 20 * number)
            training = actions.plan_training(
                root, self.organiser, at=at, title=title, form=TrainingForm(form), audience=Audience(audience), on=at.date(),
                hours=Decimal(hours), where="县委党校",
            )  # fmt: skip
            actions.hold_training(training, self.organiser, at=at, outcome=outcome)
            for unit, posts in self._posts(at.date()):
                actions.count_training(training, self.organiser, at=at, unit=unit, attended=posts)
        title, form, audience, hours = given["planned"]
        actions.plan_training(
            root, self.organiser, at=self.ago(2), title=title, form=TrainingForm(form), audience=Audience(audience),
            on=(self.now + 9 * DAY).date(), hours=Decimal(hours),
        )  # fmt: skip

    def _posts(self, day: date) -> list[tuple[Organisation, int]]:
        """Units with party work posts, and how many."""
        path, counts = self.county.root.path, {}
        for post in Post.objects.on(day).filter(org__path__gte=path, org__path__lt=path + "~").select_related("org"):
            counts.setdefault(post.org, []).append(post)
        return [(unit, len(posts)) for unit, posts in counts.items()][:12]
