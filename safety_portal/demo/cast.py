"""Who and what there is in the demo, as data."""

from pathlib import Path

from django.conf import settings

from coalitions.access.roles import Role
from safety_portal.core.files.shipped import read_yaml

DISTRICT = {
    "nces_id": settings.DEMO_DISTRICT,
    "state": "OH",
    "state_id": "OH-999900",
    "name": "Cedar County Schools",
    "kind": "Regular public school district",
    "street": "1 Ridge Road",
    "city": "Cedar Falls",
    "postal_code": "00001",
    "county": "Cedar County",
    "phone": "989-555-0100",
}
PASSWORD = "cedar county demo"  # noqa: S105 - printed on the demo's sign-in page; the demo holds nothing real

# Approves the district's plan; its president sits on the coalition.
BOARD = "Cedar County Board of Education"

# short name, name, street, what its plan looks like (plans.py tells each story)
SCHOOLS = [
    ("alder-creek", "Alder Creek High School", "700 Alder Creek Road", "drafting"),
    ("aspen-grove", "Aspen Grove Elementary", "31 Aspen Street", "in_force"),
    ("cedar-ridge", "Cedar Ridge Middle School", "410 Ridge Road", "changed"),
    ("dogwood", "Dogwood Elementary", "9 Dogwood Lane", "in_force"),
    ("foxglove", "Foxglove Elementary", "88 Mill Street", "in_force"),
    ("hawthorn", "Hawthorn Middle School", "1200 Hawthorn Avenue", "awaiting_signatures"),
    ("juniper", "Juniper Elementary", "2200 County Road 9", "in_review"),
    ("larkspur", "Larkspur Elementary", "5 Larkspur Way", "in_force"),
    ("magnolia", "Magnolia High School", "300 Magnolia Drive", "overdue"),
    ("sagebrush", "Sagebrush Elementary", "77 Sage Road", "none"),
    ("tamarack", "Tamarack Career Center", "15 Depot Street", "thawed"),
    ("willow-bend", "Willow Bend Elementary", "61 River Street", "no_coalition"),
]

AGENCIES = [
    ("sheriff", "Cedar County Sheriff’s Office", "police", "989-555-0130"),
    ("fire", "Cedar County Fire District 2", "fire", "989-555-0140"),
    ("ems", "Cedar County Ambulance Service", "medical", "989-555-0150"),
    ("emergency", "Cedar County Emergency Management", "emergency_management", "989-555-0160"),
    ("health", "Cedar County Health Department", "medical", "989-555-0170"),
    ("county", "Cedar County Commission", "government", "989-555-0180"),
]

# key, name, role in the district's coalition, title, seat, agency
DISTRICT_PEOPLE = [
    (
        "dana",
        "Dana Whitlock",
        Role.ADMINISTRATOR,
        "Director of safety",
        "district_safety_coordinator",
        None,
    ),
    ("marian", "Marian Oyelaran", Role.ADMINISTRATOR, "Superintendent", "superintendent", None),
    ("ray", "Ray Castellan", Role.SRO, "Deputy, school resource officer", "sro", "sheriff"),
    ("bianca", "Bianca Holt", Role.SECURITY_OFFICER, "District security officer", None, None),
    (
        "ellen",
        "Ellen Prudhomme",
        Role.LAW_ENFORCEMENT,
        "Chief deputy",
        "law_enforcement",
        "sheriff",
    ),
    ("tom", "Tom Hesse", Role.FIRE, "Captain", "fire", "fire"),
    ("ines", "Ines Farrow", Role.EMS, "Shift supervisor", "ems", "ems"),
    (
        "grace",
        "Grace Lindqvist",
        Role.EMERGENCY_MANAGER,
        "Emergency manager",
        "emergency_management",
        "emergency",
    ),
    ("joan", "Joan Akers", Role.HEALTH, "District nurse", "school_nurse", None),
    ("samir", "Samir Haddad", Role.MENTAL_HEALTH, "School psychologist", "mental_health", None),
    (
        "walt",
        "Walt Brannigan",
        Role.OFFICIAL,
        "President, Board of Education",
        "board_member",
        None,
    ),
    ("corinne", "Corinne Vale", Role.OFFICIAL, "County commissioner", "elected_official", "county"),
    ("priya", "Priya Venn", Role.TEACHER, "Teacher, grade 7", "classroom_teacher", None),
    ("marcus", "Marcus Adeyemi", Role.STAFF, "Facilities", "custodian_facilities", None),
    ("keisha", "Keisha Dunmore", Role.PARENT, "", "parent", None),
    ("lena", "Lena Moss", Role.PARENT, "", "parent", None),
    ("teo", "Teo Marsh", Role.STUDENT, "", "student", None),
]

# One sign-in per role, as the sign-in page of the demo offers them: role and key of the person.
SIGN_INS = [
    (Role.ADMINISTRATOR, "dana"),
    (Role.SRO, "ray"),
    (Role.SECURITY_OFFICER, "bianca"),
    (Role.LAW_ENFORCEMENT, "ellen"),
    (Role.FIRE, "tom"),
    (Role.EMS, "ines"),
    (Role.EMERGENCY_MANAGER, "grace"),
    (Role.HEALTH, "joan"),
    (Role.MENTAL_HEALTH, "samir"),
    (Role.TEACHER, "priya"),
    (Role.STAFF, "marcus"),
    (Role.OFFICIAL, "walt"),
    (Role.PARENT, "keisha"),
    (Role.STUDENT, "teo"),
]

# At every school: role, title, seat. Names are dealt from the lists below.
SCHOOL_STAFF = [
    (Role.ADMINISTRATOR, "Principal", "principal"),
    (Role.TEACHER, "Teacher", "classroom_teacher"),
    (Role.TEACHER, "Teacher", None),
    (Role.TEACHER, "Teacher", None),
    (Role.TEACHER, "Teacher", None),
    (Role.TEACHER, "Substitute teacher", None),
    (Role.STAFF, "Front office", "front_office"),
    (Role.STAFF, "Custodian", "custodian_facilities"),
    (Role.STAFF, "Bus driver", "transportation"),
    (Role.HEALTH, "School nurse", "school_nurse"),
    (Role.MENTAL_HEALTH, "Counselor", "mental_health"),
    (Role.PARENT, "", "parent"),
]
PRINCIPALS = {
    "juniper": "Nadia Strand",
    "cedar-ridge": "Owen Tillery",
    "tamarack": "Ruth Abernathy",
}
# Who of the district also sits in a school's coalition: key, role, title, seat.
SHARED = [
    ("ray", Role.SRO, "Deputy, school resource officer", "sro"),
    ("ellen", Role.LAW_ENFORCEMENT, "Chief deputy", "law_enforcement"),
    ("tom", Role.FIRE, "Captain", "fire"),
    ("ines", Role.EMS, "Shift supervisor", "ems"),
    ("grace", Role.EMERGENCY_MANAGER, "Emergency manager", "emergency_management"),
]

_NAMES = read_yaml(Path(__file__).parent / "names.yaml")
GIVEN, FAMILY = _NAMES["given"].split(), _NAMES["family"].split()

# What a writer would have filled in for the placeholders of the starter text.
LOCAL = {
    "access_needs_count": "14",
    "command_post": "the front office, with the gym office as a second choice",
    "command_post_alternate": "the gym office",
    "county_plan": "Cedar County Emergency Operations Plan, 2024",
    "dead_spots": "the boiler room and the lower stair",
    "district_description": "210 square miles of farms, two towns and one river",
    "district_emergency_line": "989-555-0111",
    "district_policies": "8400, 8405 and 8410",
    "emergency_spending_limit": "$5,000",
    "floor_plan_checked_on": "August 12",
    "jurisdictions": "Cedar County, Cedar Falls and Ridge Township",
    "languages": "Spanish and Somali",
    "record_years": "5",
    "report_minutes": "10",
    "response_minutes": "police 7, fire 9, ambulance 11",
    "review_deadline": "July 1",
    "school_count": "12",
    "school_plan_deadline": "June 1",
    "site_description": "one building of 1974 with a gym wing of 1998, on two floors",
    "staff_count": "18",
    "student_count": "412",
    "supply_hours": "24",
    "teacher_count": "27",
    "third_in_command": "the counselor",
    "volunteer_count": "9",
}


def address(name: str) -> str:
    """The demo's e-mail address of a name; the domain exists nowhere."""
    return f"{name.lower().replace(' ', '.').replace('’', '')}@cedar.example"
