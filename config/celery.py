"""The Celery app and its clock.

The database is the queue of record (ADR 0008): each task here sweeps rows that wait, so a lost
message costs one tick and a doubled one costs nothing.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("baqylau")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

SWEEP = 5  # seconds between two looks at the rows that wait

# A tick nobody took before the next one is worth nothing: it expires instead of piling up.
_brief = {"expires": SWEEP}

app.conf.beat_schedule = {
    # Photos in quarantine become public pictures.
    "develop-photos": {"task": "reports.develop_photos", "schedule": SWEEP, "options": _brief},
    # Letters and digests whose rows wait are delivered.
    "send-letters": {"task": "reports.send_letters", "schedule": SWEEP, "options": _brief},
    # People who forgot their password get a way back in.
    "send-account-letters": {
        "task": "oversight.send_letters",
        "schedule": SWEEP,
        "options": _brief,
    },
    # Lists that operators uploaded are read, and written once they say so.
    "run-imports": {"task": "projects.run_imports", "schedule": SWEEP, "options": _brief},
    # What an erasure left behind goes too.
    "finish-erasures": {"task": "reports.finish_erasures", "schedule": SWEEP, "options": _brief},
    # The counters of the ladder keep no hour longer than they need it.
    "forget-hours": {"task": "reports.forget_hours", "schedule": 600},
    # That the clock strikes, and somebody hears it, can be read from outside.
    "note-clock": {"task": "oversight.note_clock", "schedule": 60},
    # Deadlines move where an operator moved working days.
    "recompute-deadlines": {"task": "reports.recompute_deadlines", "schedule": 60},
    # This week's digests are made once, on Monday at nine; asking often lets a beat that slept
    # catch up.
    "make-digests": {
        "task": "reports.make_digests",
        "schedule": crontab(hour="9-23", minute="*/10"),
    },
    # What the log has numbered since becomes news for feeds and letters.
    "note-news": {"task": "reports.note_news", "schedule": 300},
    # Followers are written to from nine on; a run that was cut short is taken up by the next.
    "write-to-followers": {
        "task": "reports.write_to_followers",
        "schedule": crontab(hour="9-23", minute="*/5"),
    },
    # What waits in the public log is numbered and signed, in batches that name nobody.
    "seal-log": {"task": "oversight.seal_log", "schedule": crontab(minute="*/15")},
    # A seventh of the log's old texts is read each night: whole week by week.
    "watch-log": {"task": "oversight.watch_log", "schedule": crontab(hour=3, minute=40)},
    # Claims nobody opposed for thirty days close, reports whose moment has come are flagged.
    "nightly": {"task": "reports.nightly", "schedule": crontab(hour=2, minute=10)},
}
