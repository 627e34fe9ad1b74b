"""The Django admin of the register. What changes an official figure goes through the services."""

from collections.abc import Callable

from django.contrib import admin
from django.db import models
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oversight.admin_site import (
    NothingChanged,
    NothingDeleted,
    ReadOnly,
    ToldToTheLog,
    column,
)
from projects import document_admin, giving_admin, import_admin, services
from projects.budgets import admin as budgets
from projects.machinery import admin as machinery
from projects.models import (
    Asking,
    Contract,
    Declaration,
    Document,
    FigureChange,
    FundingLine,
    Hire,
    Holding,
    ListImport,
    LocalBudget,
    Machine,
    Milestone,
    Modification,
    Norm,
    Payment,
    Pledge,
    Programme,
    ProgrammeYear,
    Project,
    Subsidy,
    Supplier,
)

Found = tuple[QuerySet, bool]

admin.site.register(ListImport, import_admin.ListImportAdmin)
admin.site.register(LocalBudget, budgets.LocalBudgetAdmin)
admin.site.register(Pledge, giving_admin.PledgeAdmin)
admin.site.register(Machine, machinery.MachineAdmin)
admin.site.register(Holding, machinery.HoldingAdmin)
admin.site.register(Hire, machinery.HireAdmin)
admin.site.register(Subsidy, giving_admin.SubsidyAdmin)


class Lines(admin.TabularInline):
    """Rows of a project or a contract; an empty one is offered on request."""

    extra = 0


class FundingInline(NothingDeleted, Lines):
    model = FundingLine


class MilestoneInline(NothingDeleted, Lines):
    model = Milestone


class ContractInline(NothingDeleted, Lines):
    model = Contract
    autocomplete_fields = ["supplier"]
    show_change_link = True


class AskingInline(ReadOnly, Lines):
    """What residents ask to publish: the office answers on its desk."""

    model = Asking
    fields = ["figure", "state", "asked_on", "asked_count", "answer_due_on", "reason", "reply"]


class ProgrammeYearInline(NothingChanged, NothingDeleted, Lines):
    """As stated by each source: a later statement stands beside the older one."""

    model = ProgrammeYear


class DeclarationInline(NothingChanged, NothingDeleted, Lines):
    """History: a new declaration stands beside the older ones."""

    model = Declaration


class FigureChangeInline(ReadOnly, Lines):
    model = FigureChange


class ModificationInline(NothingDeleted, Lines):
    model = Modification


class PaymentInline(NothingChanged, NothingDeleted, Lines):
    model = Payment


def _new_rows(formset: BaseInlineFormSet, write: Callable[[Model], object]) -> None:
    """Give each new row to the service that writes it."""
    for row in formset.save(commit=False):
        write(row)


def _save_lines(formset: BaseInlineFormSet) -> None:
    """Through the services: what is added or changed leaves a dated public change."""
    formset.save(commit=False)
    for row in formset.new_objects:
        services.add_line(row)
    for row, names in formset.changed_objects:
        kept = formset.model.objects.get(pk=row.pk)
        services.change_line(kept, **{name: getattr(row, name) for name in names})


@admin.register(Project)
class ProjectAdmin(NothingDeleted, admin.ModelAdmin):
    list_display = [
        "identifier",
        column("title", _("title")),
        "place",
        "status",
        "budget_amount",
        "planned_end",
    ]
    list_filter = [
        *("status", "sector", "programme", "budget_kind"),
        ("planned_end", admin.DateFieldListFilter),
        ("planned_end", admin.EmptyFieldListFilter),
        ("budget_amount", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "planned_end"
    save_on_top = True
    list_select_related = ["place"]
    # The words are sought by `get_search_results`; Django asks for a field all the same.
    search_fields = ["search_key"]
    autocomplete_fields = ["programme", "place", "customer", "answering_office", "implementer"]
    readonly_fields = ["declared_percent", "declared_on", "paid_amount", "paid_on", "added_on"]
    inlines = [
        FundingInline,
        ContractInline,
        MilestoneInline,
        DeclarationInline,
        document_admin.DocumentInline,
        AskingInline,
        FigureChangeInline,
    ]
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> Found:
        return (queryset.matching(term) if term.strip() else queryset), False

    def get_readonly_fields(self, request: HttpRequest, obj: Project | None = None) -> list[str]:
        """The identifier stands on boards and in links: once given, it stays."""
        return [*self.readonly_fields, *(["identifier"] if obj else [])]

    def save_model(self, request: HttpRequest, obj: Project, form: ModelForm, change: bool) -> None:
        """The old figure must be read from the database: the form has overwritten it in `obj`."""
        if change:
            changed = {name: form.cleaned_data[name] for name in form.changed_data}
            services.change_project(Project.objects.get(pk=obj.pk), **changed)
            return
        obj.pk = services.register_project(**form.cleaned_data).pk
        obj.refresh_from_db()

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        if formset.model is Declaration:
            _new_rows(formset, self._declare)
        elif formset.model is Document:
            document_admin.save(formset)
        else:
            _save_lines(formset)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        services.refresh_flags(Project.objects.get(pk=form.instance.pk))

    def _declare(self, row: Declaration) -> None:
        services.declare_progress(
            Project.objects.get(pk=row.project_id),
            percent=row.percent,
            on=row.declared_on,
            by=row.by,
            source_url=row.source_url,
        )


@admin.register(Contract)
class ContractAdmin(NothingDeleted, admin.ModelAdmin):
    list_display = ["number", "supplier", "project", "contract_value", "ends_on"]
    list_select_related = ["supplier", "project"]
    search_fields = ["number", "supplier__name", "project__identifier"]
    autocomplete_fields = ["project", "supplier"]
    inlines = [ModificationInline, PaymentInline]
    show_full_result_count = False

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        if formset.model is Payment:
            _new_rows(formset, self._pay)
        else:
            _save_lines(formset)

    def save_model(
        self, request: HttpRequest, obj: Contract, form: ModelForm, change: bool
    ) -> None:
        """The old figures are read from the database: the form has overwritten them in `obj`."""
        if change:
            changed = {name: form.cleaned_data[name] for name in form.changed_data}
            services.change_line(Contract.objects.get(pk=obj.pk), **changed)
        else:
            services.add_line(obj)

    def _pay(self, row: Payment) -> None:
        services.record_payment(
            Contract.objects.get(pk=row.contract_id),
            amount=row.amount,
            on=row.paid_on,
            source_url=row.source_url,
        )


@admin.register(Programme)
class ProgrammeAdmin(NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    list_display = ["code", column("name", _("name")), "starts_on", "ends_on", "umbrella"]
    list_select_related = ["umbrella"]
    search_fields = ["code", "name_kk", "name_ru", "name_en"]
    autocomplete_fields = ["successor", "umbrella"]
    inlines = [ProgrammeYearInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Programme | None = None) -> list[str]:
        """By its code works and the public log name it: once given, it stays."""
        return ["code"] if obj else []


@admin.register(Norm)
class NormAdmin(NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """A norm that is over gets its last day, and the new one a row of its own."""

    list_display = ["sector", "least", "per_hundred", "since", "until", "source"]
    list_filter = ["sector"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Supplier)
class SupplierAdmin(NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    list_display = ["name", "bin"]
    search_fields = ["name", "bin"]
    show_full_result_count = False
