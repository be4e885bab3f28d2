"""The locks under which a site, a rehearsal and a kit change: each with its coalition."""

from coalitions.coalition.locks import lock_coalition
from coalitions.reunification.lifecycle import RehearsalState, check_rehearsal
from coalitions.reunification.models.kit import Kit
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.site import ReunificationSite
from safety_portal.core.states import WrongState


def locked_site(site: ReunificationSite) -> ReunificationSite:
    """The site as it stands, locked. Raises WrongState where it was given up."""
    lock_coalition(site.coalition)
    rows = ReunificationSite.objects.select_for_update(no_key=True, of=("self",))
    site = rows.select_related("coalition__district", "coalition__school").get(pk=site.pk)
    if site.given_up_at:
        raise WrongState("This site was given up. Name another one.")
    return site


def locked_rehearsal(rehearsal: Rehearsal, new: RehearsalState) -> Rehearsal:
    """The rehearsal, locked. Raises WrongState unless it may become `new`."""
    lock_coalition(rehearsal.coalition)
    rows = Rehearsal.objects.select_for_update(no_key=True, of=("self",))
    rehearsal = rows.select_related("coalition__district", "coalition__school").get(pk=rehearsal.pk)
    check_rehearsal(rehearsal.state, new)
    return rehearsal


def locked_kit(kit: Kit) -> Kit:
    """The kit, locked. Raises WrongState where it was taken away."""
    lock_coalition(kit.coalition)
    rows = Kit.objects.select_for_update(no_key=True, of=("self",))
    kit = rows.select_related("coalition__district", "coalition__school").get(pk=kit.pk)
    if kit.removed_at:
        raise WrongState("This kit was taken off the list. Add it again.")
    return kit
