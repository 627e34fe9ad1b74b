"""Photos of a report, sent one by one over a network that breaks: whole, or in pieces."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from oversight.endpoints import SentTo
from oversight.problems import Problem, TooLarge, Unavailable, told
from reports import ladder, own, receipts
from reports.api.receipt import StepNotAllowed, UnknownReceipt, read, report_of
from reports.api.receipt_serializers import (
    ClaimedSerializer,
    CodeSerializer,
    FurtherPhotosSerializer,
    UploadSerializer,
)
from reports.models import Photo, Report
from reports.photos import uploads
from reports.photos.darkroom import REASONS
from reports.submission import MAX_PHOTOS

CHUNK = 64 * 1024
LARGEST_PIECE = 1024 * 1024
_STATUS = {"too_large": 413, "not_image": 415}
_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:$|,)")
_RANGE = re.compile(r"bytes ([0-9]{1,9})-([0-9]{1,9})/([0-9]{1,9})")


class PhotoRefused(Problem):
    status_code = 400
    default_code = "photo_refused"
    default_detail = _("This file was not taken.")

    def __init__(self, reason: str) -> None:
        self.status_code = _STATUS.get(reason, self.status_code)
        super().__init__(REASONS[reason], reason=reason)


class Busy(Problem):
    status_code = 503
    default_code = "photos_later"
    default_detail = _("Very many reports come. Your words are safe; send the photo again later.")
    wait = ladder.RETRY


class WrongOffset(Problem):
    status_code = 409
    default_code = "wrong_offset"
    default_detail = _("This piece does not join the others. Go on from what was received.")


class NumberTaken(Problem):
    status_code = 412
    default_code = "number_taken"
    default_detail = _("This number went to another photo. Ask for one again.")


@dataclass(frozen=True)
class Key:
    """What the header opens: a report, by its folded code."""

    report: Report
    code: str


class ReceiptAuthentication(BaseAuthentication):
    """`Authorization: Receipt CODE`. A wrong code is told as any unknown one."""

    def authenticate(self, request: Request) -> tuple[None, Key]:
        scheme, _space, code = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "receipt":
            raise UnknownReceipt
        return None, Key(report_of(code), receipts.fold(code))


class ReceiptScheme(OpenApiAuthenticationExtension):
    target_class = ReceiptAuthentication
    name = "receipt"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        words = "The word Receipt, a space, and the receipt code."
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": words}


class RawBytes(BaseParser):
    """The body as it comes, in chunks: a photo is never whole in memory."""

    media_type = "*/*"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, object] | None = None,
    ) -> Iterator[bytes]:
        return iter(partial(stream.read, CHUNK), b"")


class ReceiptPhotos(SentTo):
    """Numbers for further photos of one's own report, each kept for its file."""

    private = True

    @extend_schema(
        request=FurtherPhotosSerializer,
        responses={200: ClaimedSerializer, **told(400, 403, 404, 409, 410, 415)},
    )
    def post(self, request: Request) -> Response:
        """The same file gets the same number again; null where the report is full."""
        code = read(CodeSerializer, request)["receipt_code"]
        report = report_of(code)
        _check_open(report)
        sent = read(FurtherPhotosSerializer, request)
        originals = [photo["sha256_original"] for photo in sent["photos"]]
        photos = uploads.claim(report, originals, receipts.fold(code))
        return Response(ClaimedSerializer({"id": report.public_id, "photos": photos}).data)


IF_MATCH = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    description="The SHA-256 of the original file, in hex and quotes: whose number it must be.",
)


class ReceiptPhoto(SentTo):
    """A photo of one's own report, by its number."""

    private = True
    authentication_classes = [ReceiptAuthentication]
    parser_classes = [RawBytes]

    @extend_schema(parameters=[IF_MATCH], responses={200: UploadSerializer, **told(404, 412)})
    def get(self, request: Request, n: int) -> Response:
        """How far the photo has come."""
        _check_owner(request, n)
        photo = get_object_or_404(request.auth.report.photos, number=n)
        return Response(UploadSerializer(photo).data)

    @extend_schema(
        request={"image/*": OpenApiTypes.BINARY},
        parameters=[
            IF_MATCH,
            OpenApiParameter(
                "Content-Digest",
                location=OpenApiParameter.HEADER,
                description="`sha-256=:BASE64:` of the bytes of this request.",
            ),
            OpenApiParameter(
                "Content-Range",
                location=OpenApiParameter.HEADER,
                description="`bytes FIRST-LAST/TOTAL` for a piece of at most 1 MB.",
            ),
            OpenApiParameter(
                "Repr-Digest",
                location=OpenApiParameter.HEADER,
                description="`sha-256=:BASE64:` of the whole file, with its last piece.",
            ),
        ],
        responses={202: UploadSerializer, **told(400, 403, 404, 409, 412, 413, 415, 503)},
    )
    def put(self, request: Request, n: int) -> Response:
        """Take the photo or the next piece of it. Once it is ready nothing replaces it."""
        _check_open(request.auth.report)
        _check_owner(request, n)
        if _announced(request) > settings.PHOTO_MAX_BYTES:
            raise PhotoRefused("too_large")
        try:
            photo = _take(request, n)
        except uploads.Refused as refusal:
            raise PhotoRefused(refusal.code) from None
        except uploads.WrongOffset as gap:
            raise WrongOffset(received=gap.received) from None
        except ladder.NoRoom as error:
            raise Busy from error
        except OSError as error:
            # A full disk: the words are safe, the photo comes later.
            raise Unavailable from error
        return Response(UploadSerializer(photo).data, status=202)


def _check_open(report: Report) -> None:
    if report.state in own.CLOSED_TO_PHOTOS:
        raise StepNotAllowed


def _check_owner(request: Request, number: int) -> None:
    """Where the sender says which file it is about, the number must still be that file's."""
    sha256 = request.headers.get("If-Match", "").strip('"')
    photos = request.auth.report.photos.filter(number=number, sha256_original=sha256)
    if sha256 and number <= MAX_PHOTOS and not photos.exists():
        raise NumberTaken


def _take(request: Request, number: int) -> Photo:
    key: Key = request.auth
    piece = _piece(request)
    digest = _digest(request, "Content-Digest")
    photo = uploads.photo_of(key.report, number, key.code)
    if piece is None:
        return uploads.take_whole(photo, request.data, digest)
    content = _content(request, piece)
    if digest and hashlib.sha256(content).hexdigest() != digest:
        raise uploads.Refused("damaged")
    whole = _digest(request, "Repr-Digest")
    return uploads.take_piece(photo, piece.start, piece.total, content, whole)


@dataclass(frozen=True)
class Piece:
    """Where a piece stands in its file."""

    start: int
    end: int
    total: int

    @property
    def length(self) -> int:
        return self.end - self.start + 1


def _piece(request: Request) -> Piece | None:
    """What Content-Range says; None for a whole file."""
    header = request.headers.get("Content-Range")
    if header is None:
        return None
    found = _RANGE.fullmatch(header.strip())
    piece = Piece(*map(int, found.groups())) if found else None
    if piece is None or not piece.start <= piece.end < piece.total:
        raise ValidationError({"Content-Range": [_("Say it as: bytes FIRST-LAST/TOTAL.")]})
    if piece.length > LARGEST_PIECE:
        raise TooLarge
    return piece


def _content(request: Request, piece: Piece) -> bytes:
    if _announced(request) != piece.length:
        raise uploads.Refused("damaged")
    content = b"".join(request.data)
    if len(content) != piece.length:
        raise uploads.Refused("damaged")
    return content


def _announced(request: Request) -> int:
    """How many bytes the request says it has; the server never reads more."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isdecimal() else 0


def _digest(request: Request, name: str) -> str:
    """The SHA-256 that the header tells, in hex; empty when it tells none."""
    header = request.headers.get(name, "")
    found = _DIGEST.search(header)
    if found:
        return base64.b64decode(found[1]).hex()
    if "sha-256" in header:
        raise ValidationError({name: [_("Say it as: sha-256=:BASE64:.")]})
    return ""
