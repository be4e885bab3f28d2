"""WHO: the people who may act, and where.

district    a school district; the tenant: people and agencies are kept per district
school      one of its schools
coalition   the safety team of one district or one school; it owns plans and training
person      somebody known to a district, with or without an account
membership  a person in a coalition in one role, from a day until a day
role        one of fourteen codes (access/roles.py); decides what a member reads and does
seat        a place law or good practice asks a coalition to fill; a signing seat signs the plan
agency      an outside partner: police, fire, medical, mental health, emergency management
designation who may sign for the holder of a seat, through which day
meeting     a coalition meets: invitations, agenda, attendance, minutes that are approved
brief       a page on the matrix of prevention, with a question that members discuss
program     what a coalition does to prevent harm: recommended, adopted, measured, reviewed
calendar    the school years of a district; a school fact: what a school answered, unknown too
invitation  an unaccepted membership, sent by mail, that expires
agreement   what other agencies promised in writing, and the officers who stand on it
contact     who answers for a school by telephone: a person or a desk, first or a backup of a role
reunification  what a school has ready to give students back to families: sites, roles, kits
action item what somebody promised to mend: open, done, verified by a second person, or a risk that
            somebody accepted until a day
bulletin    what officers tell named roles of named schools; nobody else learns of it
request     what somebody asked for under a public records law; a packet of disclosable
            facts answers it, as a draft for counsel
opening     an officer or responder opened a school's pages, with or without a signal
community   what a coalition decided about its page for everybody, and who let it name them
champion    a member who carries what is public to the people they know; who asks to join
access      everything one account may reach, computed from its memberships (access/grants.py)
"""

# Bottom first: a noun knows those that stand before it.
NOUNS = (
    "access",
    "schools",
    "coalition",
    "agencies",
    "people",
    "seats",
    "memberships",
    "invitations",
    "calendars",
    "school_facts",
    "table_layouts",
    "directory_import",
    "rosters",
    "records",
    "agreements",
    "contacts",
    "reunification",
    "openings",
    "action_items",
    "meetings",
    "prevention",
    "briefs",
    "programs",
    "bulletins",
    "public_records",
    "community",
    "champions",
)
