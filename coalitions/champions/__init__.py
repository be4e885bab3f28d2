"""A local champion carries what is public of a coalition to the people they know, and says where.

Somebody asks on a public page to join, as a champion or for a vacant seat: no account, no cookie,
confirmed by mail. An administrator invites them (invitations) or declines with words; what was
asked is deleted after the coalition's days.
"""
