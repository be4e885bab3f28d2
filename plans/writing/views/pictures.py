"""A picture that an open editor sends for its text."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from plans.editions.actions.pictures import keep_picture
from plans.editions.views.text import picture_url
from safety_portal.core.files import uploads
from safety_portal.core.refusals import Refused


@require_POST
def add_picture(request, coalition, plan, edition, section):
    """Take a picture for the text.

    Answers with its address as JSON, or with the reason why not (422).
    """
    try:
        if "picture" not in request.FILES:
            raise Refused("No picture arrived. Choose it again.")
        upload = uploads.accept_picture(request.FILES["picture"])
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=422)
    owner = request.subject.edition.plan
    picture = keep_picture(plan=owner, upload=upload, by=request.user)
    return JsonResponse({"url": picture_url(owner, picture.sha256)}, status=201)
