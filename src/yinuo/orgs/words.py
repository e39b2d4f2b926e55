"""The fixed words of organisations: kinds, seats, states, each with its Chinese label (REFERENCE §10)."""

from enum import StrEnum

from ..kernel.words import _


class Kind(StrEnum):
    """Kinds of organisation (glossary)."""

    CITY = "city"
    COUNTY = "county"
    DEPARTMENT = "department"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    UTILITY = "utility"
    SUPERVISION = "supervision"
    SECTION = "section"
    RESIDENT_UNIT = "resident_unit"
    SOCIAL_ORGANISATION = "social_organisation"
    LEADING_GROUP = "leading_group"
    COORDINATION_COMMITTEE = "coordination_committee"
    STREET_GRAND_COMMITTEE = "street_grand_committee"
    STREET_JOINT_COMMITTEE = "street_joint_committee"
    COMMUNITY_GRAND_COMMITTEE = "community_grand_committee"
    COMMUNITY_PARTY_OFFICE = "community_party_office"
    COMMITTEE_ORG = "committee_org"
    GENERAL_BRANCH = "general_branch"
    BRANCH = "branch"
    JOINT_BRANCH = "joint_branch"
    PARTY_GROUP = "party_group"
    STAIRWELL_GROUP = "stairwell_group"
    OTHER = "other"


KINDS = {
    Kind.CITY: _("市级机关"),
    Kind.COUNTY: _("县（市、区）机关"),
    Kind.DEPARTMENT: _("职能部门"),
    Kind.SUBDISTRICT: _("街道、镇、乡"),
    Kind.COMMUNITY: _("社区、村"),
    Kind.UTILITY: _("公用企业"),
    Kind.SUPERVISION: _("督查、回访机构"),
    Kind.SECTION: _("科室"),
    Kind.RESIDENT_UNIT: _("驻区单位"),
    Kind.SOCIAL_ORGANISATION: _("社会组织"),
    Kind.LEADING_GROUP: _("党建工作领导小组"),
    Kind.COORDINATION_COMMITTEE: _("党建协调指导委员会"),
    Kind.STREET_GRAND_COMMITTEE: _("街道大工委"),
    Kind.STREET_JOINT_COMMITTEE: _("街道联合党工委"),
    Kind.COMMUNITY_GRAND_COMMITTEE: _("社区大党委"),
    Kind.COMMUNITY_PARTY_OFFICE: _("社区党建工作部"),
    Kind.COMMITTEE_ORG: _("党委（党工委）"),
    Kind.GENERAL_BRANCH: _("党总支"),
    Kind.BRANCH: _("党支部"),
    Kind.JOINT_BRANCH: _("联合党支部"),
    Kind.PARTY_GROUP: _("党小组"),
    Kind.STAIRWELL_GROUP: _("楼道党小组"),
    Kind.OTHER: _("其他单位"),
}
COMMITTEES = frozenset(
    {
        Kind.LEADING_GROUP, Kind.COORDINATION_COMMITTEE, Kind.STREET_GRAND_COMMITTEE, Kind.STREET_JOINT_COMMITTEE,
        Kind.COMMUNITY_GRAND_COMMITTEE, Kind.COMMUNITY_PARTY_OFFICE,
    }
)  # fmt: skip
"""Bodies that bring units of an area together."""
BRANCHES = frozenset({Kind.BRANCH, Kind.JOINT_BRANCH})
GROUPS = frozenset({Kind.PARTY_GROUP, Kind.STAIRWELL_GROUP})
PARTY = COMMITTEES | BRANCHES | GROUPS | {Kind.COMMITTEE_ORG, Kind.GENERAL_BRANCH}
"""Organisations of the party; matters are dispatched to them only by escalation or to a group that was asked."""
DECIDERS = PARTY - BRANCHES - GROUPS
"""Who may stand above a unit and decide about its branches."""
AREA_OFFICES = frozenset({Kind.CITY, Kind.COUNTY, Kind.SUBDISTRICT, Kind.COMMUNITY})
"""Offices of an area."""


class UnitLevel(StrEnum):
    """The level of a resident unit (M06: 市级以上)."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


UNIT_LEVELS = {
    UnitLevel.CENTRAL: _("中央驻地单位"),
    UnitLevel.PROVINCE: _("省级单位"),
    UnitLevel.CITY: _("市级单位"),
    UnitLevel.COUNTY: _("县（市、区）级单位"),
    UnitLevel.TOWN: _("乡镇（街道）级单位"),
}


class SeatKind(StrEnum):
    """Kinds of seats: of a committee of units (M05, M06), and of a branch committee (M29)."""

    STREET_MEMBER = "street_member"
    FULL_TIME_MEMBER = "full_time_member"
    UNIT_MEMBER = "unit_member"
    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANISATION_MEMBER = "organisation_member"
    PUBLICITY_MEMBER = "publicity_member"
    DISCIPLINE_MEMBER = "discipline_member"
    MEMBER = "member"
    GROUP_LEADER = "group_leader"


SEAT_KINDS = {
    SeatKind.STREET_MEMBER: _("街道（社区）委员"),
    SeatKind.FULL_TIME_MEMBER: _("专职委员"),
    SeatKind.UNIT_MEMBER: _("兼职委员（驻区单位）"),
    SeatKind.SECRETARY: _("书记"),
    SeatKind.DEPUTY_SECRETARY: _("副书记"),
    SeatKind.ORGANISATION_MEMBER: _("组织委员"),
    SeatKind.PUBLICITY_MEMBER: _("宣传委员"),
    SeatKind.DISCIPLINE_MEMBER: _("纪检委员"),
    SeatKind.MEMBER: _("委员"),
    SeatKind.GROUP_LEADER: _("党小组组长"),
}
UNIT_SEATS = frozenset({SeatKind.STREET_MEMBER, SeatKind.FULL_TIME_MEMBER, SeatKind.UNIT_MEMBER})
BRANCH_SEATS = frozenset(SeatKind) - UNIT_SEATS - {SeatKind.GROUP_LEADER}


class Source(StrEnum):
    """Where a member of a branch committee comes from: the four kinds the page names (M29)."""

    PARTY_GROUP_MEMBER = "party_group_member"
    SECTION_HEAD = "section_head"
    BACKBONE = "backbone"
    MASS_LEADER = "mass_leader"


SOURCES = {
    Source.PARTY_GROUP_MEMBER: _("党组（党委）成员"),
    Source.SECTION_HEAD: _("科室负责人"),
    Source.BACKBONE: _("党员业务骨干"),
    Source.MASS_LEADER: _("党员群团组织负责人"),
}


class SeatState(StrEnum):
    """M06: invited → confirmed → seated → replaced."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    SEATED = "seated"
    DECLINED = "declined"
    LEFT = "left"


SEAT_STATES = {
    SeatState.INVITED: _("已邀请，待单位确认"),
    SeatState.CONFIRMED: _("单位已确认，待任职"),
    SeatState.SEATED: _("在任"),
    SeatState.DECLINED: _("单位未同意"),
    SeatState.LEFT: _("已离任"),
}


class Purpose(StrEnum):
    """What a proposal about branches asks for (M28)."""

    ESTABLISH = "establish"
    ADJUST = "adjust"
    MERGE = "merge"
    DISSOLVE = "dissolve"


PURPOSES = {
    Purpose.ESTABLISH: _("设立"),
    Purpose.ADJUST: _("调整"),
    Purpose.MERGE: _("合并"),
    Purpose.DISSOLVE: _("撤销"),
}


class ProposalState(StrEnum):
    """M28: proposed → checked → approved by superior → established."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    DONE = "done"
    WITHDRAWN = "withdrawn"


PROPOSAL_STATES = {
    ProposalState.PROPOSED: _("已申报，待上级批复"),
    ProposalState.APPROVED: _("上级已同意，待实施"),
    ProposalState.RETURNED: _("上级未同意"),
    ProposalState.DONE: _("已实施"),
    ProposalState.WITHDRAWN: _("已撤回"),
}


class Change(StrEnum):
    """How one organisation became another; nothing is deleted."""

    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"


CHANGES = {Change.MERGED: _("并入"), Change.SPLIT: _("分设"), Change.MOVED: _("改隶")}


class AppointmentState(StrEnum):
    """M43: appointed → serving → leave → relieved."""

    APPOINTED = "appointed"
    SERVING = "serving"
    ON_LEAVE = "on_leave"
    RELIEVED = "relieved"


APPOINTMENT_STATES = {
    AppointmentState.APPOINTED: _("已选派，待到村"),
    AppointmentState.SERVING: _("驻村任职"),
    AppointmentState.ON_LEAVE: _("请假"),
    AppointmentState.RELIEVED: _("任期结束"),
}
