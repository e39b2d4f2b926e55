"""Addresses of the field channel: the app itself, and the four through which a phone speaks with a pass."""

from django.urls import path

from .views import handing_in, passes, shell

app_name = "field"
urlpatterns = [
    path("", shell.app, name="app"),
    path("shell/", shell.shell, name="shell"),
    path("sw.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("pass/", passes.lend, name="lend"),
    path("pass/withdraw/", passes.withdraw, name="withdraw"),
    path("packet/", handing_in.packet, name="packet"),
    path("outbox/", handing_in.outbox, name="outbox"),
    path("photos/", handing_in.photos, name="photos"),
]
