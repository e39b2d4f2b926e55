"""Addresses of the desk channel: everyone who works, after signing in."""

from django.urls import include, path

from .matters.views import home, matter, register, step, worklist

app_name = "desk"
urlpatterns = [
    path("", include("yinuo.channels.desk.house.urls")),
    path("", include("yinuo.channels.desk.asks.urls")),
    path("", include("yinuo.channels.desk.places.urls")),
    path("", include("yinuo.channels.desk.orgs.urls")),
    path("", include("yinuo.channels.desk.inspection.urls")),
    path("", include("yinuo.channels.desk.evaluation.urls")),
    path("", include("yinuo.channels.desk.listening.urls")),
    path("", include("yinuo.channels.desk.topics.urls")),
    path("", include("yinuo.channels.desk.branchlife.urls")),
    path("", include("yinuo.channels.desk.rectification.urls")),
    path("", include("yinuo.channels.desk.campaigns.urls")),
    path("", include("yinuo.channels.desk.registers.urls")),
    path("", include("yinuo.channels.desk.boxes.urls")),
    path("", include("yinuo.channels.desk.burden.urls")),
    path("", include("yinuo.channels.desk.supervision.urls")),
    path("", home.home, name="home"),
    path("matters/", worklist.matters, name="matters"),
    path("matters/dispatch/", worklist.bulk_dispatch, name="bulk_dispatch"),
    path("matters/<str:number>/", matter.matter, name="matter"),
    path("matters/<str:number>/<slug:verb>/", step.step, name="step"),
    path("search/", worklist.search, name="search"),
    path("filters/", worklist.save_filter, name="save_filter"),
    path("filters/<int:pk>/drop/", worklist.drop_filter, name="drop_filter"),
    path("register/", register.register, name="register"),
    path("photos/<int:pk>/", matter.photo, name="photo"),
]
