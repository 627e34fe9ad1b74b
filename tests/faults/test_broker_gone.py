"""The broker stops or falls silent: reports are taken all the same, photos wait for it."""

import json
import os
import signal
import uuid
from urllib.request import Request, urlopen

import pytest

from oversight.models import Job
from reports import receipts
from reports.models import Photo
from tests import factories
from tests.faults.stack import Stack, crash, until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stack(stack_with_own_broker):
    """A whole site at work."""
    stack = stack_with_own_broker
    stack.start_worker()
    stack.start_clock()
    stack.start_web()
    until(stack.has_worker)
    return stack


def file_report(address, project, photo):
    """As a phone does it: the words first, then the picture."""
    code = receipts.make_code()
    words = {
        "draft_id": str(uuid.uuid4()),
        "receipt_code": code,
        "kind": "progress",
        "stage": "stopped",
        "project": project.identifier,
        "text": "Құбыр көшеде жатыр.",
        "language": "kk",
    }
    filed = Request(
        f"{address}/api/v1/reports/",
        json.dumps(words).encode(),
        {"Content-Type": "application/json"},
    )
    sent = Request(
        f"{address}/api/v1/receipt/photos/1/",
        photo,
        {"Authorization": f"Receipt {code}", "Content-Type": "image/jpeg"},
        method="PUT",
    )
    return [_status(filed), _status(sent)]


def _status(request):
    with urlopen(request, timeout=60) as response:
        return response.status


def stop(stack):
    crash(stack.broker)


def silence(stack):
    os.kill(stack.broker.pid, signal.SIGSTOP)


def let_speak(stack):
    os.kill(stack.broker.pid, signal.SIGCONT)


@pytest.mark.parametrize(("lose", "find"), [(stop, Stack.start_broker), (silence, let_speak)])
def test_a_report_is_taken_without_the_broker_and_its_photo_developed_when_it_is_back(
    stack, project, lose, find
):
    lose(stack)
    statuses = file_report(stack.address, project, factories.phone_picture())
    waiting = Photo.objects.get().state
    jobs = list(Job.objects.open().values_list("kind", flat=True))

    find(stack)
    until(lambda: Photo.objects.get().state == Photo.State.READY, seconds=60)
    until(lambda: not Job.objects.open().exists())

    assert statuses == [201, 202]
    assert waiting == Photo.State.PROCESSING
    assert jobs == ["develop_photo"]
