"""Addresses of the house-keeping pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/appoint/", views.appoint, name="appoint"),
    path("people/<int:pk>/", views.member, name="member"),
    path("people/<int:pk>/entrust/", views.entrust, name="entrust"),
    path("people/<int:pk>/move/", views.move_member, name="move_member"),
    path("people/<int:pk>/relieve/<int:trust>/", views.relieve, name="relieve"),
    path("people/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/load/", views.load_year, name="load_year"),
    path("calendar/confirm/", views.confirm_year, name="confirm_year"),
    path("calendar/day/", views.override_day, name="override_day"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/verify/", views.verify, name="verify"),
]
