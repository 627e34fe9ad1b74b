"""/readyz: whether the work of the site gets done."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oversight.health import Report
from reports import health


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when it does, 503 with the reasons when not."""
    try:
        report = health.report()
    except DatabaseError:
        connection.close()
        report = Report(checks={"database": False}, figures={})
    return JsonResponse(report.as_dict(), status=200 if report.is_ready else 503)
