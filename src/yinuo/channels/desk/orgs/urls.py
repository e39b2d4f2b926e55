"""Addresses of the pages of organisations."""

from django.urls import path

from .views import chains, figures, health, organisation, planner, proposals, registers, seats, step, structure

urlpatterns = [
    path("structure/", structure.structure, name="structure"),
    path("structure/<int:pk>/", organisation.organisation, name="organisation"),
    path("structure/<int:pk>/<slug:verb>/", step.org_step, name="org_step"),
    path("seats/", seats.seats, name="seats"),
    path("seats/<int:pk>/<slug:verb>/", step.seat_step, name="seat_step"),
    path("chains/", chains.chains, name="chains"),
    path("chains/lay/", chains.lay_chain, name="lay_chain"),
    path("health/", health.health, name="health"),
    path("planner/", planner.planner, name="planner"),
    path("planner/<int:pk>/", planner.plan, name="plan"),
    path("planner/<int:pk>/propose/", planner.propose, name="propose"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/<slug:verb>/", step.proposal_step, name="proposal_step"),
    path("posts/", registers.posts, name="posts"),
    path("posts/<int:pk>/<slug:verb>/", step.post_step, name="post_step"),
    path("appointments/", registers.appointments, name="appointments"),
    path("appointments/send/", registers.send, name="send"),
    path("appointments/<int:pk>/<slug:verb>/", step.appointment_step, name="appointment_step"),
    path("figures/", figures.figures, name="figures"),
]
