"""The Django admin of the register. What changes an official figure goes through the services."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from oversight.admin_site import NothingChanged, NothingDeleted, ReadOnly
from projects import services
from projects.models import (
    Contract,
    Declaration,
    Document,
    FigureChange,
    FundingLine,
    Milestone,
    Modification,
    Payment,
    Programme,
    Project,
    Supplier,
)

Found = tuple[QuerySet, bool]


class Lines(admin.TabularInline):
    """Rows of a project or a contract; an empty one is offered on request."""

    extra = 0


class FundingInline(NothingDeleted, Lines):
    model = FundingLine


class MilestoneInline(NothingDeleted, Lines):
    model = Milestone


class DocumentInline(Lines):
    model = Document


class ContractInline(NothingDeleted, Lines):
    model = Contract
    autocomplete_fields = ["supplier"]
    show_change_link = True


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


@admin.register(Project)
class ProjectAdmin(NothingDeleted, admin.ModelAdmin):
    list_display = ["identifier", "title", "place", "status", "budget_amount", "planned_end"]
    list_filter = ["status", "sector", "programme"]
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
        DocumentInline,
        FigureChangeInline,
    ]
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> Found:
        return queryset.matching(term), False

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
        else:
            formset.save()

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
            formset.save()

    def _pay(self, row: Payment) -> None:
        services.record_payment(
            Contract.objects.get(pk=row.contract_id),
            amount=row.amount,
            on=row.paid_on,
            source_url=row.source_url,
        )


@admin.register(Programme)
class ProgrammeAdmin(NothingDeleted, admin.ModelAdmin):
    list_display = ["code", "name", "starts_on", "ends_on", "umbrella"]
    list_select_related = ["umbrella"]
    search_fields = ["code", "name_kk", "name_ru", "name_en"]
    autocomplete_fields = ["successor", "umbrella"]


@admin.register(Supplier)
class SupplierAdmin(NothingDeleted, admin.ModelAdmin):
    list_display = ["name", "bin"]
    search_fields = ["name", "bin"]
    show_full_result_count = False
