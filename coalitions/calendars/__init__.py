"""The calendar of a district: when its school years begin and end, and when its schools are closed.

Semesters, quarters and summer sessions are told, too, or nobody knows them. Kept by the district's
own coalition, typed or imported from a table or an iCalendar file; read by all its coalitions.
What is due in school days is counted from here (training makes the engine's school years of it).
"""
