"""Public photos and documents: served while their report is public, and not there otherwise."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from reports import access, enclosures
from reports.models import Enclosure, Photo


@require_safe
def photo(request: HttpRequest, name: str, size: str) -> HttpResponse:
    """One size of a photo. Whoever kept a copy asks again whether it may still be shown."""
    response = HttpResponse(_bytes(access.public_photo(name), size), content_type="image/jpeg")
    response["Content-Disposition"] = 'inline; filename="photo.jpg"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Who saved the page that audits opens it from a disk, and it asks for pictures from there.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    # The name is random and its files never change: it says all that an ETag must.
    response["ETag"] = f'"{name}-{size}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


@require_safe
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an office enclosed with an answer and a moderator has read."""
    return pdf(access.public_enclosure(public_id))


def pdf(enclosure: Enclosure) -> HttpResponse:
    """The document, to be saved: no page of ours runs it."""
    try:
        content = enclosures.content(enclosure)
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{enclosure.public_id}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-cache"
    return response


def _bytes(shown: Photo, size: str) -> bytes:
    try:
        return (settings.MEDIA_ROOT / shown.folder / f"{size}.jpg").read_bytes()
    except FileNotFoundError:
        raise Http404 from None
