"""Every page opens for those it is for."""


def pages(made):
    assessment, judge = made.assessment.pk, made.judges[0].pk
    return [
        ("organiser", "/desk/rubrics/"),
        ("organiser", f"/desk/rubrics/{made.rubric.pk}/"),
        ("organiser", "/desk/rubrics/draft/"),
        ("organiser", "/desk/rubrics/sample.xlsx"),
        ("organiser", f"/desk/rubrics/{made.rubric.pk}/rubric.json"),
        ("street0", "/desk/rubrics/"),
        ("organiser", "/desk/assessments/"),
        ("organiser", "/desk/assessments/design/"),
        *(("organiser", f"/desk/assessments/{assessment}/?part={part}") for part in ("", "units", "judges", "rules")),
        ("organiser", f"/desk/assessments/{assessment}/seal/"),
        ("organiser", f"/desk/assessments/{assessment}/award/"),
        ("street0", f"/desk/assessments/{assessment}/"),
        ("judge0", f"/desk/assessments/{assessment}/"),
        ("keeper_leader", f"/desk/assessments/{assessment}/"),
        ("organiser", f"/desk/assessments/judges/{judge}/recuse/"),
        ("judge0", f"/desk/assessments/judges/{judge}/recuse/"),
        ("organiser", "/desk/objections/"),
        ("judge0", "/desk/marking/"),
        ("organiser", "/desk/marking/"),
    ]


def test_every_page_opens(office, made):
    for who, address in pages(made):
        answer = getattr(office, who).get(address)
        assert answer.status_code == 200, (who, address, answer.status_code)
