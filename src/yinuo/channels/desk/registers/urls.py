"""Addresses of the pages of rules, letters of responsibility, lists and training (M35, M38, M39)."""

from django.urls import path

from .views import letters, regulations, step, trainings

urlpatterns = [
    path("regulations/", regulations.regulations, name="regulations"),
    path("regulations/begin/<slug:verb>/", step.begin_regulation, name="begin_regulation"),
    path("regulations/<int:pk>/", regulations.regulation, name="regulation"),
    path("regulations/<int:pk>/<slug:verb>/", step.regulation_step, name="regulation_step"),
    path("responsibility/", letters.responsibility_letters, name="responsibility_letters"),
    path("responsibility/draft/", step.draft_letter, name="draft_letter"),
    path("responsibility/items/<int:pk>/<slug:verb>/", step.responsibility_step, name="responsibility_step"),
    path("responsibility/duties/<int:pk>/<slug:verb>/", step.duty_step, name="duty_step"),
    path("responsibility/<int:pk>/", letters.responsibility_letter, name="responsibility_letter"),
    path("responsibility/<int:pk>/<slug:verb>/", step.letter_step, name="letter_step"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/plan/", step.plan_training, name="plan_training"),
    path("trainings/<int:pk>/", trainings.training, name="training"),
    path("trainings/<int:pk>/<slug:verb>/", step.training_step, name="training_step"),
]
