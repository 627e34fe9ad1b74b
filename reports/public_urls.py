"""Public pages about reports, below a language."""

from django.urls import path

from reports.views import filing, receipt

urlpatterns = [
    path("projects/<slug:identifier>/report/", filing.report_project, name="report-project"),
    path("report/", filing.report, name="report"),
    path("receipt/", receipt.receipt, name="receipt"),
]
