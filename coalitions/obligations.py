"""What WHO offers of what is owed: each noun says its own, the portal composes them."""

from coalitions.action_items import obligations as action_items
from coalitions.agreements import obligations as agreements
from coalitions.bulletins import obligations as bulletins
from coalitions.calendars import obligations as calendars
from coalitions.champions import obligations as champions
from coalitions.contacts import obligations as contacts
from coalitions.meetings import obligations as meetings
from coalitions.programs import obligations as programs
from coalitions.public_records import obligations as public_records
from coalitions.reunification import obligations as reunification
from coalitions.school_facts import obligations as school_facts

KINDS = (
    *school_facts.KINDS,
    *calendars.KINDS,
    *agreements.KINDS,
    *contacts.KINDS,
    *reunification.KINDS,
    *action_items.KINDS,
    *meetings.KINDS,
    *programs.KINDS,
    *bulletins.KINDS,
    *public_records.KINDS,
    *champions.KINDS,
)
