"""Pages on which a startup fills its public profile: presentation and logo, and the removal of an unfit logo."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, confirm, response_status, run_when_valid
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from startups.actions.profile import edit_presentation, remove_logo, set_logo, withdraw_logo
from startups.actions.records import require_department, require_editor
from startups.consent import LOGO_TEXTS, LOGO_VERSION, PRESENTATION_TEXTS, PRESENTATION_VERSION
from startups.forms.profile import LogoForm, PresentationForm
from startups.forms.publication import reason_form
from startups.logos import logo_response
from startups.models import Logo, Presentation, Startup
from startups.views.crumbs import own_startup_crumbs, step_crumbs


@edit_view
def presentation_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Changes the presentation of a startup, and whether the public sees it."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_editor(startup, request.user)
    form = PresentationForm.of(startup, form_data(request))

    def save() -> Presentation:
        return edit_presentation(startup, by=request.user, data=form.cleaned_data, version=form.read_version)

    if run_when_valid(request, form, save):
        messages.success(request, _("The presentation is saved."))
        return redirect("public:profile_preview", startup.pk)
    context: dict[str, Any] = {"startup": startup, "form": form, "text": PRESENTATION_TEXTS[PRESENTATION_VERSION]}
    context |= {"version": PRESENTATION_VERSION, "crumbs": own_startup_crumbs(startup, _("Presentation"))}
    return render(request, "startups/presentation_form.html", context, status=response_status(form))


@form_view
def logo_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Takes a picture as the startup's logo, with the consent to publish it."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_editor(startup, request.user)
    form = LogoForm(form_data(request), request.FILES or None)

    def save() -> Logo:
        data = form.cleaned_data
        return set_logo(
            startup, by=request.user, squares=data["file"], alt=data["alt"], text_version=data["text_version"]
        )

    if run_when_valid(request, form, save):
        messages.success(request, _("The logo is saved."))
        return redirect("startups:startup_detail", startup.pk)
    context: dict[str, Any] = {"startup": startup, "form": form, "text": LOGO_TEXTS[LOGO_VERSION]}
    context |= {"version": LOGO_VERSION, "logo": Logo.objects.filter(startup=startup).first()}
    context["crumbs"] = own_startup_crumbs(startup, _("Logo"))
    return render(request, "startups/logo_form.html", context, status=response_status(form))


@form_view
def logo_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """Withdraws the consent to the logo, which is deleted."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_editor(startup, request.user)
    address = reverse("startups:startup_detail", args=[startup.pk])
    confirmation = Confirmation(
        title=_("Withdraw the logo"),
        crumbs=own_startup_crumbs(startup, _("Withdraw the logo")),
        confirm_label=_("Withdraw the logo"),
        cancel_url=address,
        consequences=[_("It is deleted and disappears from all pages at once. You can give another one later.")],
    )
    done = _("The logo is withdrawn and deleted.")
    return confirm(request, confirmation, partial(withdraw_logo, startup), success_message=done, success_url=address)


@form_view
def logo_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Deletes an unfit logo for the department, with a reason that the owners read."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_department(startup, request.user)
    address = reverse("startups:startup_detail", args=[startup.pk])
    confirmation = Confirmation(
        title=_("Remove the logo"),
        crumbs=step_crumbs(startup, _("Remove the logo")),
        confirm_label=_("Remove the logo"),
        cancel_url=address,
        consequences=[_("It is deleted and disappears from all pages at once. The owners are told why.")],
        template="startups/logo_remove.html",
        context={"startup": startup, "logo": Logo.objects.filter(startup=startup).first()},
    )
    return confirm(
        request,
        confirmation,
        partial(remove_logo, startup),
        success_message=_("The logo is removed; the owners are told why."),
        success_url=address,
        form=reason_form(form_data(request)),
    )


@read_view
def logo_image(request: UserRequest, pk: int, size: str) -> HttpResponse:
    """The logo for the members of the startup and the department, whether it is public or not."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    response = logo_response(Logo.objects.filter(startup=startup).first(), size)
    response["Cache-Control"] = "private, no-store"
    return response
