"""Who gets what of pages for everybody: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, ALL, MEMBERS_ONLY, Row

# Public of two of the four (world_community.py): the others are not there for anybody.
PUBLIC = {"own": ALL, "above": ALL, "below": ALL, "signed_out": 200}


def own_name(**rest):
    """One's own membership: nobody else learns of it."""
    others = "administrator officers law_enforcement emergency_manager ems care school"
    hidden = f"{others} official community"
    return Row(
        own="fire",
        hidden=hidden,
        hidden_above=ALL,
        hidden_below=ALL,
        member="seated",
        answers=405,
        **rest,
    )


def in_both(name, **rest):
    """A page for everybody, and the same in Spanish."""
    return {name: Row(**PUBLIC, **rest), f"{name}_es": Row(**PUBLIC, **rest)}


COMMUNITY = {
    "community": MEMBERS_ONLY,
    "community_settings": Row(own=ADMINISTRATOR),
    "community_preview": Row(own=ADMINISTRATOR),
    "community_preview_es": Row(own=ADMINISTRATOR),
    "community_publish": Row(own=ADMINISTRATOR, answers=405),
    "community_take_back": Row(own=ADMINISTRATOR),
    "community_translations": Row(own=ADMINISTRATOR),
    "community_translate": Row(own=ADMINISTRATOR),
    "community_name_show": own_name(),
    "community_name_hide": own_name(),
    **in_both("community_public"),
    **in_both("community_plan"),
    **in_both("community_brief", brief="public_brief"),
    **in_both("community_letter"),
    **in_both("community_feed"),
    **in_both("community_calendar"),
    **in_both("meeting_public"),
}
