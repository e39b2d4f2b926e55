"""Addresses of the portal channel: residents, no account."""

from django.urls import path, re_path

from . import (
    views,
    views_acts,
    views_asks,
    views_listening,
    views_matter,
    views_places,
    views_public,
    views_raising,
    views_rectification,
    views_rounds,
)

CODE = r"[1-8][0-9\-]{1,24}"

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    path("raise/", views_raising.raise_, name="raise"),
    path("raised/<str:token>/", views_raising.raised, name="raised"),
    path("places/", views_raising.places, name="places"),
    path("places/nearest/", views_raising.nearest, name="nearest"),
    path("burden/", views_raising.burden, name="burden"),
    path("follow/", views_matter.follow, name="follow"),
    path("m/<str:slip>/", views_matter.matter, name="matter"),
    path("m/<str:slip>/proof/", views_matter.proof, name="proof"),
    path("m/<str:slip>/photo/<int:pk>/", views_matter.evidence, name="evidence"),
    path("m/<str:slip>/rate/", views_acts.rate, name="rate"),
    path("m/<str:slip>/ask-reopen/", views_acts.ask_reopen, name="ask_reopen"),
    path("m/<str:slip>/withdraw/", views_acts.withdraw, name="withdraw"),
    path("m/<str:slip>/supplement/", views_acts.supplement, name="supplement"),
    path("m/<str:slip>/resume/", views_acts.resume, name="resume"),
    path("m/<str:slip>/urge/", views_acts.urge, name="urge"),
    path("m/<str:slip>/forget/", views_acts.forget, name="forget"),
    path("ask/", views_asks.ask, name="ask"),
    path("asked/<str:token>/", views_asks.ask_slip, name="ask_slip"),
    path("a/<str:slip>/", views_asks.ask_mine, name="ask_mine"),
    path("a/<str:slip>/call-off/", views_asks.call_off, name="call_off"),
    path("promises/", views_public.promises, name="promises"),
    path("p/<str:number>/", views_public.public, name="public"),
    path("p/<str:number>/proof/", views_public.public_proof, name="public_proof"),
    path("photo/<int:pk>/", views_public.photo, name="photo"),
    path("communities/", views_public.communities, name="communities"),
    path("who/", views_places.who, name="who"),
    path("listening/", views_listening.listening, name="listening"),
    path("listening/<int:pk>/", views_listening.listening_day, name="listening_day"),
    path("listening/<int:pk>/add/", views_listening.add_opinion, name="add_opinion"),
    path("rounds/", views_rounds.rounds, name="rounds"),
    path("rounds/<int:pk>/", views_rounds.round_, name="round"),
    path("rectification/", views_rectification.rectifications, name="rectifications"),
    path("rectification/<int:pk>/", views_rectification.rectification, name="rectification"),
    re_path(r"^g/(?P<code>[1-8][0-9]{14})/$", views_places.grid, name="grid"),
    re_path(rf"^community/(?P<code>{CODE})/$", views_public.community, name="community"),
]
