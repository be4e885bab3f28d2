"""What one account may reach: its role in each coalition, what roles open, looking as another role.

A role is one of fourteen codes (roles.py). A grant is one membership or designation that counts
today; everything an account may see or do is worked out from its grants (grants.py). Policies
answer with a reason; filters narrow rows to them.
"""
