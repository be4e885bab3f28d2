"""What the process is told from outside.

Every environment variable of the portal is read here and nowhere else.

What cannot be used ends the process in one sentence (environment.refuse); what a server may not do,
settings/production.py says.
"""

from pathlib import Path

from safety_portal.core.operation import environment, version

CHECKOUT = Path(__file__).resolve().parent.parent

read = environment.Reader()

# Read once: what this process serves, whatever lies in the checkout later.
VERSION = version.written(CHECKOUT)

VAR = Path(read.str("PORTAL_VAR", default=str(CHECKOUT / "var"))).resolve()
SECRET_KEY = read.str("SECRET_KEY", default="")
# Former keys: what they made still counts, and nothing new is made with them.
SECRET_KEY_FALLBACKS = read.list("SECRET_KEY_FALLBACKS")
DATABASE_URL = read.str("DATABASE_URL", default="postgres:///safety_portal")
DATABASE = environment.database(DATABASE_URL)
# The same database as the role that owns its tables: what migrates connects by it. {} where one
# role does both.
DATABASE_OWNER = environment.database_owner(read.str("DATABASE_OWNER_URL"), DATABASE)
REDIS_URL = environment.broker(read.str("REDIS_URL", default="redis://127.0.0.1:6379/0"))
# The name of the task queue. Tasks name rows by id, so they belong to one database: with a queue
# for each, a worker of the demo can never take a task of the tests on the same Redis.
QUEUE = read.str("PORTAL_QUEUE", default=f"safety-portal:{DATABASE['NAME']}")
# Absolute links in mail and on paper start with this address; no trailing slash.
ADDRESS_SAID = read.str("PORTAL_ADDRESS")
ADDRESS = environment.address(ADDRESS_SAID or "http://localhost:8000")
HOSTS = read.list("PORTAL_HOSTS")
# How far browsers are told to insist on TLS: this name (host), those below it too (subdomains),
# from their first visit (preload).
HSTS = read.word("PORTAL_HSTS", ("host", "subdomains", "preload"))
# Production settings for a test on one machine: http and localhost are let through, and cookies go
# without TLS.
ALLOW_HTTP = read.bool("PORTAL_ALLOW_HTTP", default=False)
# Mail leaves by SMTP when EMAIL_URL names a server (smtp+tls://user:password@host:587), as files
# under VAR/mail when it is not set or FILES.
FILES = "files"
EMAIL_URL = read.str("EMAIL_URL")
MAIL_SERVER = {} if EMAIL_URL in ("", FILES) else environment.mail_server(EMAIL_URL)
# How long a mail server may take for one answer, in seconds.
MAIL_TIMEOUT = read.int("PORTAL_MAIL_TIMEOUT", default=20)
# Who mail is from; where it is not set, safety-portal at the host of the address.
MAIL_FROM = environment.sender(read.str("PORTAL_MAIL_FROM"))
# Whether readers of restricted sections must sign in with a second factor. The demo turns it off
# and says so.
SECOND_FACTOR = read.bool("PORTAL_SECOND_FACTOR", default=True)
# The district's clock: reminders, due dates and "today" follow it.
TIME_ZONE = environment.time_zone(read.str("PORTAL_TIME_ZONE", default="America/New_York"))
LOG_LEVEL = environment.log_level(read.str("PORTAL_LOG_LEVEL", default="INFO"))
# How many days an invitation can be accepted.
INVITATION_DAYS = read.int("PORTAL_INVITATION_DAYS", default=14)
# Years after the last membership ended until forget_people removes somebody's address and telephone
# number.
PERSON_YEARS = read.int("PORTAL_PERSON_YEARS", default=3)
# Hours a session lasts at most, and minutes without use after which it ends.
SESSION_HOURS = read.int("PORTAL_SESSION_HOURS", default=12)
IDLE_MINUTES = read.int("PORTAL_IDLE_MINUTES", default=120)
# Who else may say who somebody is (Google, Microsoft, Clever, any OpenID Connect issuer): JSON, see
# accounts/oidc/issuers.py.
OIDC = read.str("PORTAL_OIDC", default="")
# How much memory the making of one PDF may take, in MB; one is made at a time.
PDF_MEMORY_MB = read.int("PORTAL_PDF_MEMORY", default=1536)
# How many proxies of one's own stand before the portal: so many entries of X-Forwarded-For are
# believed.
PROXIES = read.int("PORTAL_PROXIES", default=1, least=0)
