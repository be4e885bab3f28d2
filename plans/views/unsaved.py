"""Words that somebody sent after their session had ended: kept with the anonymous session until they sign in again.

A form sent without a session would otherwise answer with the sign-in page and forget what was typed. Django carries an
anonymous session over into the one that signing in begins, so the words arrive in the editor, which offers them as a draft.
One text at a time, at most as long as any section, for an hour.
"""

from functools import wraps

from plans.actions.editing import LONGEST_TITLE, keep_draft
from plans.models import Draft

KEY = "unsaved_words"
KEPT_SECONDS = 60 * 60
LONGEST = 1_000_000


def keeping_words(gated):
    """Wrap a gated view that takes a section's text: what is posted without a session waits for the sign-in."""

    @wraps(gated)
    def kept(request, *args, section, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request, section)
        return gated(request, *args, section=section, **kwargs)

    return kept


def take(request, section):
    """Turn words kept for this section into the reader's draft; returns whether there were any.

    Offered to whoever signed in and may write here. Somebody else's draft of their own is not written over.
    """
    words = request.session.get(KEY)
    if not words or words["section"] != section.pk:
        return False
    is_same_writer = words["writer"] == str(request.user.pk)
    if not is_same_writer and Draft.objects.filter(section=section, account=request.user).exists():
        return False
    del request.session[KEY]
    base = int(words["base_version"]) if words["base_version"].isdecimal() else section.version
    keep_draft(section=section, account=request.user, title=words["title"], html=words["html"], base_version=base)
    return True


def _keep(request, section):
    html = request.POST.get("html", "")
    if not html.strip() or len(html) > LONGEST:
        return
    request.session[KEY] = {
        "section": section,
        "title": request.POST.get("title", "")[:LONGEST_TITLE],
        "html": html,
        "base_version": request.POST.get("base_version", "")[:9],
        "writer": request.POST.get("writer", "")[:20],
    }
    request.session.set_expiry(KEPT_SECONDS)
