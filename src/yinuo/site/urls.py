"""Every address of the house; each view of ours declares by `open_to` who may enter."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from yinuo.site import look, style_page
from yinuo.site.demo import pages as demo

urlpatterns = [
    path("", include("yinuo.channels.portal.urls")),
    path("desk/", include("yinuo.channels.desk.urls")),
    path("excel/", include("yinuo.channels.excel.urls")),
    path("field/", include("yinuo.channels.field.urls")),
    # accounts have no e-mail address: an administrator sets a new password
    re_path(
        r"^accounts/(password/reset|signup|email|confirm-email)/", RedirectView.as_view(pattern_name="account_login")
    ),
    path("accounts/", include("allauth.urls")),
    path("size/", look.size, name="size"),
    path("style/", style_page.style, name="style"),
    path("demo/", demo.people, name="demo-people"),
    path("demo/<slug:username>/enter/", demo.enter, name="demo-enter"),
    path("style/<slug:page>/", style_page.style, name="style-page"),
]
