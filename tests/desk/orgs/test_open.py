"""Every page opens for those it is for."""


def pages(city):
    org, joint = city.department, city.committee
    return [
        ("organiser", "/desk/structure/"),
        ("organiser", f"/desk/structure/?root={city.street.pk}"),
        ("organiser", "/desk/structure/?kind=resident_unit"),
        ("organiser", f"/desk/structure/{org.pk}/"),
        *(
            ("organiser", f"/desk/structure/{org.pk}/?part={part}")
            for part in ("overview", "check", "members", "posts", "history")
        ),
        *(
            ("organiser", f"/desk/structure/{joint.pk}/?part={part}")
            for part in ("overview", "seats", "check", "history")
        ),
        *(
            ("organiser", f"/desk/structure/{city.branches[1].pk}/?part={part}")
            for part in ("overview", "seats", "check", "members")
        ),
        *(
            ("organiser", f"/desk/structure/{city.group.pk}/?part={part}")
            for part in ("overview", "areas", "members", "seats")
        ),
        ("unit_handler", "/desk/seats/"),
        ("organiser", "/desk/chains/"),
        ("organiser", "/desk/chains/?place=419901901901"),
        ("organiser", "/desk/chains/lay/"),
        ("organiser", "/desk/health/"),
        ("secretary", "/desk/planner/"),
        ("secretary", f"/desk/planner/{org.pk}/"),
        ("secretary", f"/desk/planner/{org.pk}/propose/?choice=0"),
        ("secretary", "/desk/proposals/"),
        ("organiser", "/desk/posts/"),
        ("organiser", "/desk/appointments/"),
        ("organiser", "/desk/appointments/send/"),
        ("organiser", "/desk/figures/"),
    ]


def test_every_page_opens(office, city):
    for who, address in pages(city):
        answer = getattr(office, who).get(address)
        assert answer.status_code == 200, (who, address, answer.status_code)
