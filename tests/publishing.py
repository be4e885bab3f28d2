"""Make pages for everybody, as builders.py makes the rest."""

from django.utils import timezone

from coalitions.community.actions import naming, publishing, settings, translating
from coalitions.community.actions.settings import PageChoices
from coalitions.community.models.page import CommunityPage
from coalitions.community.queries import page_of
from coalitions.community.texts import OwnText, fingerprint
from safety_portal.portal.community.composing import public_page


def choices(**changed):
    """What an administrator chooses: nothing, unless said otherwise."""
    nothing = {
        "phone": "",
        "introduction": "",
        "left_out": (),
        "concerns": [],
        "letters": (),
        "programs": [],
    }
    return PageChoices(**nothing | changed)


def choose(coalition, by, **changed):
    """Choose what stands on the page."""
    saves = page_of(coalition).saves
    return settings.change_page(coalition=coalition, saves=saves, choices=choices(**changed), by=by)


def publish(coalition, by, seen="f" * 64):
    """Publish it as it was looked at."""
    return publishing.publish_page(coalition=coalition, seen=seen, shown=seen, by=by)


def make_page(*, coalition, by, published=True, **changed):
    """A page with what was chosen, and public unless said otherwise."""
    if changed:
        choose(coalition, by, **changed)
    if published:
        publish(coalition, by)
    return CommunityPage.objects.filter(coalition=coalition).first()


def show_name(membership, by):
    return naming.show_name(membership=membership, by=by)


def translate(coalition, by, key, english, spanish):
    """Say one of its texts in Spanish, made from this English."""
    own = OwnText(key, "Text", english)
    return translating.translate(
        coalition=coalition, own=own, of_hash=fingerprint(english), spanish=spanish, by=by
    )


def page_now(coalition):
    """What everybody would be told of the coalition now."""
    return public_page(coalition, now=timezone.now())


def left_out(coalition):
    """What the page leaves out, and why."""
    return {each.what: each.why for each in page_now(coalition).left_out}
