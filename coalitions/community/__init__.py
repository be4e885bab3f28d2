"""What a coalition decides about its page for everybody: whether it is public, and what it shows.

An administrator publishes it and takes it back, chooses which parts, programs and letters it shows,
where a concern goes, and translates the coalition's own words. A member is named on it by their
own consent alone. The page itself is put together by the portal (portal/community).
"""
