"""The door for gunicorn.

All pages are loaded here, before the server listens, and not by the first who asks for one.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from safety_portal.core.web.frames import in_one_piece

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_portal.settings.production")
# Nothing of what is loaded here is ever garbage: looking for some meanwhile takes a sixth of the
# time, and looking at it again later would copy the memory that the server's processes share.
gc.disable()
application = in_one_piece(get_wsgi_application())
resolve("/")
gc.freeze()
gc.enable()
