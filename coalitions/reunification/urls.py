"""Addresses of reunification: how ready a school is, sites, roles, rehearsals, kits, paper."""

from collections.abc import Callable
from typing import Any

from django.urls import path

from coalitions.access.policies import can_administer_subject
from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.reunification import policies, queries
from coalitions.reunification.views import keeping, paper, readiness, sites
from safety_portal.core.authority import Policy, gate

READY = HERE + "reunification/"
SITE, REHEARSAL = READY + "sites/<int:site>/", READY + "rehearsals/<int:rehearsal>/"
KIT = READY + "kits/<int:kit>/"
View = Callable[..., Any]


def of_school(policy: Policy, view: View) -> View:
    """A view of a school's coalition."""
    return gate(policy, view, fetch=queries.fetch_school)


def of_site(policy: Policy, view: View) -> View:
    """A view of a site."""
    return gate(policy, view, fetch=queries.fetch_site)


def kit(view: View) -> View:
    """A view of a kit for who keeps it."""
    return gate(can_administer_subject, view, fetch=queries.fetch_kit)


urlpatterns = [
    path(
        READY,
        of_coalition(policies.can_read_readiness, readiness.readiness),
        name="reunification",
    ),
    # Paper
    path(
        READY + "cards/",
        of_school(policies.can_read_readiness, paper.cards),
        name="reunification_cards",
    ),
    path(
        READY + "forms/",
        of_school(policies.can_read_readiness, paper.forms),
        name="reunification_forms",
    ),
    path(
        READY + "<slug:document>.pdf",
        of_school(policies.can_read_readiness, paper.pdf),
        name="reunification_pdf",
    ),
    # Sites
    path(READY + "sites/add/", of_school(administer, sites.add), name="reunification_site_add"),
    path(SITE, of_site(policies.can_read_site, sites.site), name="reunification_site"),
    path(
        SITE + "change/",
        of_site(can_administer_subject, sites.change),
        name="reunification_site_change",
    ),
    path(
        SITE + "walk/", of_site(can_administer_subject, sites.walk), name="reunification_site_walk"
    ),
    path(
        SITE + "give-up/",
        of_site(can_administer_subject, sites.give_up),
        name="reunification_site_give_up",
    ),
    # Roles
    path(
        READY + "roles/<slug:job>/", of_school(administer, keeping.role), name="reunification_role"
    ),
    # Rehearsals
    path(
        READY + "rehearsals/plan/",
        of_school(administer, keeping.rehearse),
        name="reunification_rehearse",
    ),
    path(
        REHEARSAL,
        gate(
            policies.can_read_rehearsal,
            keeping.rehearsal,
            fetch=queries.fetch_rehearsal,
            posting=can_administer_subject,
        ),
        name="reunification_rehearsal",
    ),
    path(
        REHEARSAL + "call-off/",
        gate(can_administer_subject, keeping.call_off, fetch=queries.fetch_rehearsal),
        name="reunification_rehearsal_call_off",
    ),
    # Kits
    path(READY + "kits/add/", of_school(administer, keeping.add_kit), name="reunification_kit_add"),
    path(KIT + "check/", kit(keeping.check_kit), name="reunification_kit_check"),
    path(KIT + "remove/", kit(keeping.remove_kit), name="reunification_kit_remove"),
]
