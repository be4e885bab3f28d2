"""Who may do what with public records: a part of the table (verbs.py)."""

from coalitions.public_records import policies
from tests.everywhere import rows, rows_records
from tests.everywhere.may import ADMINISTRATOR, May

RECORDS = {
    "see the records requests": May(policies.can_read_records, rows.coalition, ADMINISTRATOR),
    "read a records request": May(policies.can_read_record, rows_records.request, ADMINISTRATOR),
    "read a records packet": May(policies.can_read_record, rows_records.packet, ADMINISTRATOR),
    "write down a records request": May(
        policies.can_answer_requests, rows.coalition, ADMINISTRATOR
    ),
    "answer a records request": May(
        policies.can_answer_request, rows_records.request, ADMINISTRATOR
    ),
}
