"""Files in: OneRoster, School Data Sync, EOP ASSIST and any list of people; nothing is written."""
