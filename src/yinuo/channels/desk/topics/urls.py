"""Addresses of the pages of councils and committees."""

from django.urls import path

from .views import councils, sittings, step, topics

urlpatterns = [
    path("councils/", councils.councils, name="councils"),
    path("councils/<int:pk>/", councils.council, name="council"),
    path("councils/<int:pk>/<slug:verb>/", step.council_step, name="council_step"),
    path("sittings/<int:pk>/", sittings.sitting, name="sitting"),
    path("sittings/<int:pk>/<slug:verb>/", step.sitting_step, name="sitting_step"),
    path("topics/", topics.topics, name="topics"),
    path("topics/claims/<int:pk>/<slug:verb>/", step.claim_step, name="claim_step"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/<slug:verb>/", step.topic_step, name="topic_step"),
]
