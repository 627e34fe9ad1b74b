"""A report over 20 kbit/s, 800 ms and a tenth lost: `python -m bench.slow_link ADDRESS` of a site.

For each of some phones: seconds until the form can be read, until it is whole, and from the tap on
"Send" until the server has the words; the middle of each counts. It files reports: do not run it
on a site that people use.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.thin_line import thin_line

PHONES = 5
LINK = {"rate": 20_000, "trip": 0.8, "loss": 0.1}
MOST = 30.0  # seconds that a report in words may take
PATIENCE = 180_000  # milliseconds
CHROMIUM = "/usr/bin/chromium"
FIRST_WORDS = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"

Seconds = tuple[float, float, float]


def main(site: str) -> int:
    """0 when each report arrived once and the middle one in time."""
    form = _form(site)
    print("read   whole  sent   times it is there")
    phones = list(_phones(site.rstrip("/"), form))
    columns = zip(*(seconds for seconds, _times in phones), strict=True)
    middle = [statistics.median(column) for column in columns]
    print(*(f"{seconds:5.1f} " for seconds in middle), f"the middle; {MOST:.0f} s are allowed")
    return int(middle[2] > MOST or any(times != 1 for _seconds, times in phones))


def _form(site: str) -> str:
    """The form of the work that was last reported on."""
    report = next(report for report in _newest(site) if report["project"])
    return f"/kk/projects/{report['project']}/report/"


def _newest(site: str) -> list[dict]:
    with urlopen(f"{site}/api/v1/reports/", timeout=60) as answer:
        return json.load(answer)["results"]


def _phones(site: str, form: str) -> Iterator[tuple[Seconds, int]]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for seed in range(PHONES):
            words = f"Құбыр көшеде жатыр, жұмыс тоқтап қалды. {time.time_ns()}"
            with thin_line(site, **LINK, seed=seed) as far:
                context = chromium.new_context(base_url=far, viewport={"width": 360, "height": 740})
                context.set_default_timeout(PATIENCE)
                seconds = _report(context.new_page(), form, words)
                context.close()
            times = sum(report["text"] == words for report in _newest(site))
            print(*(f"{second:5.1f} " for second in seconds), times, flush=True)
            yield seconds, times
        chromium.close()


def _report(page: Page, form: str, words: str) -> Seconds:
    began = time.monotonic()
    page.goto(form, wait_until="commit")
    page.wait_for_selector("form[data-ready]")
    whole = time.monotonic() - began
    read = page.evaluate(FIRST_WORDS)
    page.click("label.choice:has([value=stopped])")
    page.fill("[name=text]", words)
    tapped = time.monotonic()
    page.click("form[data-report] > button")
    page.wait_for_selector("[data-arrived]:not([hidden])", state="attached")
    return read, whole, time.monotonic() - tapped


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
