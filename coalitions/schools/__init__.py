"""A school district, the tenant, and its schools.

People and agencies are kept per district. Both come from directories: a state's, the federal one,
or a district's own file.
"""
