"""Addresses of agreements, their papers, and the officers who stand on them."""

from collections.abc import Callable
from typing import Any

from django.urls import path

from coalitions.access.policies import can_administer_subject
from coalitions.agreements import policies, queries
from coalitions.agreements.views import agreement, assigning, keeping, lists, papers
from coalitions.coalition.gates import HERE, administer, of_coalition
from safety_portal.core.authority import gate

AGREEMENTS = HERE + "agreements/"
AGREEMENT = AGREEMENTS + "<int:agreement>/"
PAPER = AGREEMENT + "papers/<int:paper>/"
OFFICERS = HERE + "officers/"
View = Callable[..., Any]


def kept(view: View) -> View:
    """A view of an agreement for who keeps it: the coalition's administrators."""
    return gate(can_administer_subject, view, fetch=queries.fetch_agreement)


def read(view: View) -> View:
    """A view of an agreement for who reads it."""
    return gate(policies.can_read_agreement, view, fetch=queries.fetch_agreement)


urlpatterns = [
    path(
        AGREEMENTS,
        of_coalition(policies.can_read_agreements, lists.agreements),
        name="agreements",
    ),
    path(
        AGREEMENTS + "agreements.csv",
        of_coalition(policies.can_read_agreements, lists.agreements_csv),
        name="agreement_csv",
    ),
    path(AGREEMENTS + "add/", of_coalition(administer, keeping.record), name="agreement_record"),
    path(AGREEMENT, read(agreement.agreement), name="agreement"),
    path(AGREEMENT + "change/", kept(keeping.change), name="agreement_change"),
    path(AGREEMENT + "amend/", kept(keeping.amend), name="agreement_amend"),
    path(AGREEMENT + "renew/", kept(keeping.renew), name="agreement_renew"),
    path(AGREEMENT + "review/", kept(keeping.review), name="agreement_review"),
    path(AGREEMENT + "end/", kept(keeping.end), name="agreement_end"),
    path(AGREEMENT + "withdraw/", kept(keeping.withdraw), name="agreement_withdraw"),
    path(AGREEMENT + "papers/add/", kept(papers.add), name="agreement_add_paper"),
    path(
        PAPER,
        gate(policies.can_open_paper, agreement.paper, fetch=queries.fetch_paper),
        name="agreement_paper",
    ),
    path(
        PAPER + "withdraw/",
        gate(can_administer_subject, papers.withdraw, fetch=queries.fetch_paper),
        name="agreement_withdraw_paper",
    ),
    # Officers
    path(
        OFFICERS,
        of_coalition(policies.can_read_agreements, lists.officers),
        name="agreement_officers",
    ),
    path(OFFICERS + "assign/", of_coalition(administer, assigning.assign), name="agreement_assign"),
    path(
        OFFICERS + "<int:assignment>/",
        gate(
            policies.can_see_assignment,
            assigning.assignment,
            fetch=queries.fetch_assignment,
            posting=can_administer_subject,
        ),
        name="agreement_assignment",
    ),
]
