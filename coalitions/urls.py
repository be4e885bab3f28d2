"""Addresses of WHO, grouped by resource. Each line names its policy."""

from functools import partial

from django.urls import path

from coalitions import fetch, policies
from coalitions.views import (
    account,
    changes,
    coming_back,
    demo,
    designating,
    importing,
    inviting,
    joining,
    keeping,
    looking,
    people_importing,
    recording,
)
from safety_portal.accounts.reauthentication import still_you
from safety_portal.authority import anyone, gate, signed_in

HERE = "c/<slug:coalition>/"
INVITATION = HERE + "invitations/<int:invitation>/"
MEMBERSHIP = HERE + "memberships/<int:membership>/"
SEAT = HERE + "seats/<int:seat>/"
AGENCY = HERE + "agencies/<int:agency>/"
LINK = "invitations/<str:token>/"
SCHOOL_FILE = "schools/from-file/<int:file>/"
PERSON = HERE + "people/<int:person>/"
PEOPLE_FILE = HERE + "people/from-file/<int:file>/"

# Open before the second step is set up: signing in, answering an invitation, and looking with one's own eyes again.
at_once = partial(gate, before_second_step=True)


def of_coalition(policy, view):
    return gate(policy, view, fetch=fetch.fetch_coalition)


def of_invitation(view):
    return gate(policies.can_administer_subject, view, fetch=fetch.fetch_invitation)


def of_membership(policy, view):
    return gate(policy, view, fetch=fetch.fetch_membership)


def of_seat(view):
    return gate(policies.can_administer_subject, view, fetch=fetch.fetch_seat)


def of_agency(view):
    return gate(policies.can_administer_subject, view, fetch=fetch.fetch_agency)


def of_school_file(view):
    return gate(policies.can_import_schools, view, fetch=fetch.fetch_school_file)


def of_person(view, fetched=fetch.fetch_person):
    return gate(policies.can_keep_record_here, view, fetch=fetched)


def of_people_file(view):
    return gate(policies.can_administer_subject, view, fetch=fetch.fetch_people_file)


administer, see = policies.can_administer, policies.can_see_people

urlpatterns = [
    # One's own account, and the door of the demo
    path("account/", gate(signed_in, account.account), name="account"),
    path("accounts/login/", at_once(anyone, demo.SignIn.as_view()), name="account_login"),
    path("accounts/with/<slug:issuer>/back/", at_once(anyone, coming_back.come_back), name="account_issuer_back"),
    path("demo-sign-in/", gate(anyone, demo.demo_sign_in), name="demo_sign_in"),
    path("see-as/stop/", at_once(signed_in, account.see_as_stop), name="see_as_stop"),
    # The coalition
    path(HERE, of_coalition(policies.can_see, looking.choose), name="coalition"),
    path(HERE + "see-as/", of_coalition(administer, account.see_as), name="see_as"),
    # People and invitations
    path(HERE + "people/", of_coalition(see, looking.people), name="people"),
    path(HERE + "people/invite/", of_coalition(administer, inviting.invite), name="invite"),
    path(HERE + "people/invite-many/", of_coalition(administer, inviting.invite_many), name="invite_many"),
    # One person's record
    path(PERSON, of_person(recording.person), name="person"),
    path(PERSON + "merge/", of_person(recording.choose), name="person_merge_choose"),
    path(PERSON + "merge/<int:other>/", of_person(recording.merge, fetch.fetch_pair), name="person_merge"),
    # People from a file
    path(HERE + "people/from-file/", of_coalition(administer, people_importing.bring), name="people_file_new"),
    path(PEOPLE_FILE, of_people_file(people_importing.look), name="people_file"),
    path(PEOPLE_FILE + "columns/", of_people_file(people_importing.columns), name="people_file_columns"),
    path(PEOPLE_FILE + "decide/", of_people_file(people_importing.decide), name="people_file_decide"),
    path(PEOPLE_FILE + "bring-in/", of_people_file(people_importing.bring_in), name="people_file_bring_in"),
    path(PEOPLE_FILE + "invite/", of_people_file(people_importing.invite), name="people_file_invite"),
    path(HERE + "invitations/", of_coalition(administer, inviting.invitations), name="invitations"),
    path(INVITATION + "resend/", of_invitation(inviting.resend), name="invitation_resend"),
    path(INVITATION + "revoke/", of_invitation(inviting.revoke), name="invitation_revoke"),
    path(
        MEMBERSHIP + "change/",
        of_membership(policies.can_administer_subject, keeping.change_membership),
        name="membership_change",
    ),
    path(
        MEMBERSHIP + "end/",
        of_membership(policies.can_administer_subject, keeping.end_membership),
        name="membership_end",
    ),
    path(MEMBERSHIP + "leave/", of_membership(policies.can_leave, keeping.leave), name="membership_leave"),
    path(
        MEMBERSHIP + "designee/",
        of_membership(policies.can_designate, still_you(designating.designate, reading=True)),
        name="designation_make",
    ),
    path(
        HERE + "designations/<int:designation>/end/",
        gate(policies.can_end_designation, designating.end, fetch=fetch.fetch_designation),
        name="designation_end",
    ),
    # Seats
    path(HERE + "seats/", of_coalition(see, looking.seats), name="seats"),
    path(HERE + "seats/add/", of_coalition(administer, keeping.add_seat), name="seat_add"),
    path(SEAT + "change/", of_seat(keeping.change_seat), name="seat_change"),
    path(SEAT + "leave-empty/", of_seat(keeping.leave_seat_empty), name="seat_leave_empty"),
    path(SEAT + "seek/", of_seat(keeping.seek_for_seat), name="seat_seek"),
    # Agencies
    path(HERE + "agencies/", of_coalition(see, looking.agencies), name="agencies"),
    path(HERE + "agencies/add/", of_coalition(administer, keeping.add_agency), name="agency_add"),
    path(AGENCY + "change/", of_agency(keeping.change_agency), name="agency_change"),
    # The district's schools
    path(HERE + "schools/", of_coalition(policies.can_see_schools, keeping.schools), name="district_schools"),
    path(
        HERE + "schools/<int:school>/form-coalition/",
        gate(policies.can_form_coalition, keeping.form_coalition, fetch=fetch.fetch_school),
        name="form_coalition",
    ),
    # The coalition itself
    path(HERE + "changes/", of_coalition(policies.can_read_audit, changes.changes), name="changes"),
    path(HERE + "settings/", of_coalition(administer, keeping.change_settings), name="settings"),
    # Schools from a file, for one district or by the operator for all
    path("schools/from-file/", gate(policies.can_import_schools, importing.bring), name="school_file_new"),
    path(SCHOOL_FILE, of_school_file(importing.look), name="school_file"),
    path(SCHOOL_FILE + "columns/", of_school_file(importing.columns), name="school_file_columns"),
    path(SCHOOL_FILE + "bring-in/", of_school_file(importing.bring_in), name="school_file_bring_in"),
    # The link of an invitation
    path(LINK, at_once(anyone, joining.InvitationPage.as_view()), name="invitation"),
    path(LINK + "decline/", at_once(anyone, joining.decline), name="invitation_decline"),
    path(LINK + "sign-out/", at_once(anyone, joining.sign_out_for), name="invitation_sign_out"),
]
