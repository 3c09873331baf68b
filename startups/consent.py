"""The texts of consent to the public profile (personal data protection, fact F5.13).

A text that was used never changes: new wording is a new version, and each consent stores the version it was given to.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

PUBLIC_PROFILE_TEXTS: dict[str, list[Any]] = {
    "1": [
        _(
            "I agree that the Ho Chi Minh City Department of Science and Technology shows this startup's public "
            "profile to everyone, on this portal and in its open data: its name, kind, fields, stage, ward or commune, "
            "the description, the stages of support it received, and the facts chosen above."
        ),
        _(
            "The profile is there so that partners, investors and residents can find the city's startups. Members, "
            "email addresses, telephone numbers, the street address and the tax code are never shown."
        ),
        _(
            "I may withdraw this consent here at any time. The public page then disappears at once. Refusing or "
            "withdrawing has no effect on applications for support."
        ),
    ],
}
PUBLIC_PROFILE_VERSION = "1"

PRESENTATION_TEXTS: dict[str, list[Any]] = {
    "1": [
        _(
            "I agree that the Ho Chi Minh City Department of Science and Technology shows this presentation (sentence, "
            "problem, solution, links, prizes) to everyone in the startup's public profile, as long as the startup "
            "stands in the directory."
        ),
        _("I may withdraw this consent here at any time. The presentation then disappears from the profile at once."),
    ],
}
PRESENTATION_VERSION = "1"

LOGO_TEXTS: dict[str, list[Any]] = {
    "1": [
        _(
            "I agree that the Ho Chi Minh City Department of Science and Technology shows this picture to everyone as the "
            "startup's logo, as long as the startup stands in the directory. The startup may use and publish it, and it "
            "shows no private person."
        ),
        _(
            "I may withdraw this consent here at any time. The logo is then deleted and disappears from all pages at once."
        ),
    ],
}
LOGO_VERSION = "1"
