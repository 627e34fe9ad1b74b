"""What Celery runs for the register: one call, nothing comes out, safe to run twice."""

from celery import shared_task

from projects import list_imports


# Longer than other tasks may take, and shorter than the lease of a job.
@shared_task(name="projects.run_imports", time_limit=280)
def run_imports() -> None:
    list_imports.run_waiting()
