"""Who may enter the pages of supervision: name of the address → a kind of answer, or the answers that are no refusal."""

TABLE: dict[str, str | dict[str, int]] = dict.fromkeys(
    [
        "desk:supervision", "desk:supervision_visits", "desk:supervision_findings", "desk:monthly_reports",
        "desk:annual_reviews", "desk:likeness_questions",
    ],
    "members",
)  # fmt: skip
SEEN_ELSEWHERE: set[str] = {
    "desk:supervision_org_step", "desk:supervision_plan", "desk:supervision_plan_step", "desk:supervision_team",
    "desk:supervision_team_step", "desk:supervision_visit", "desk:supervision_visit_step", "desk:finding",
    "desk:finding_step", "desk:rectification_notice", "desk:notice_step", "desk:accountability_talk", "desk:talk_step",
    "desk:monthly_report", "desk:annual_review", "desk:likeness_step",
}  # fmt: skip
"""tests/desk/supervision asks them with a plan under way."""


def words(_world) -> dict[str, dict]:
    """Address → what it needs to be named."""
    return {}
