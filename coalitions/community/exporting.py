"""What the page for everybody offers for a whole export of a coalition."""

from coalitions.community.models.consent import NameConsent
from coalitions.community.models.page import CommunityPage
from coalitions.community.models.translation import PublicTranslation
from safety_portal.core.exports.offers import Rows

ROWS = (
    Rows(name="community_pages", model=CommunityPage, of="coalition"),
    Rows(name="name_consents", model=NameConsent, of="membership__coalition"),
    Rows(name="public_translations", model=PublicTranslation, of="coalition"),
)
