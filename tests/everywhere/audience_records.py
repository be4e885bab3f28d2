"""Who gets what of public records: a part of the table (audience.py)."""

from tests.everywhere.readers import administrators

RECORDS = {
    "public_records": administrators(),
    "public_records_add": administrators(),
    "public_records_due": administrators(),
    "public_records_close": administrators(),
    "public_records_packet": administrators(),
    "public_records_pdf": administrators(),
    "public_records_csv": administrators(),
    "records_packet": administrators(),
    "records_packet_make": administrators(answers=405),
}
