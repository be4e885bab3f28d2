"""Words that somebody sent after their session had ended.

Kept with the anonymous session until they sign in again.

A form sent without a session would otherwise answer with the sign-in page and forget what was
typed. Django carries an anonymous session over into the one that signing in begins, so the words
arrive in the editor, which offers them as a draft. One text at a time, for an hour. Anybody can
send a form, so what may be kept is bounded: in length, in number per address and hour, and to
sections that are being written.
"""

from functools import wraps

from django.core.cache import cache

from plans.editions.forms.html import LONGEST_HTML
from plans.writing.actions import editing
from plans.writing.queries import is_written
from plans.writing.texts import first_text, text_at
from safety_portal.core.values import whole_number

KEY = "unsaved_words"
KEPT_SECONDS = 60 * 60
MOST_PER_ADDRESS = 100


def keeping_words(gated):
    """Wrap a gated view that takes a section's text.

    What is posted without a session waits for the sign-in.
    """

    @wraps(gated)
    def kept(request, *args, section, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request, section)
        return gated(request, *args, section=section, **kwargs)

    return kept


def take(request, section):
    """Turn words kept for this section into the reader's draft; returns whether there were any.

    Offered to whoever signed in and may write here. Somebody else's draft of their own is not
    written over.
    """
    words = request.session.get(KEY)
    if not words or words["section"] != section.pk:
        return False
    is_same_writer = words["writer"] == str(request.user.pk)
    if not is_same_writer and section.drafts.filter(account=request.user).exists():
        return False
    del request.session[KEY]
    # Anybody can have sent them: begun from a version that never was, they are begun from the
    # first.
    base = text_at(section, whole_number(words["base_version"])) or first_text(section)
    draft_fields = {"title": words["title"], "html": words["html"], "base_version": base.version}
    editing.keep_draft(section=section, account=request.user, **draft_fields)
    return True


def _is_too_much(request):
    """Whether this address has had more than its share kept within the hour."""
    key = f"unsaved-words-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, KEPT_SECONDS)
    return cache.incr(key) > MOST_PER_ADDRESS


def _keep(request, section):
    html = request.POST.get("html", "")
    if not html.strip() or len(html) > LONGEST_HTML or _is_too_much(request):
        return
    if not is_written(section):
        return
    request.session[KEY] = {
        "section": section,
        "title": request.POST.get("title", "")[: editing.LONGEST_TITLE],
        "html": html,
        "base_version": request.POST.get("base_version", "")[:9],
        "writer": request.POST.get("writer", "")[:20],
    }
    request.session.set_expiry(KEPT_SECONDS)
