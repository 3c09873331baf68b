"""Typed text is never lost: what a POST could not deliver comes back in its form, for its author alone.

A POST meets an ended session, a lost CSRF token, a language switch, or a record that moved on. `store_text` then stores
what was posted in the session, with the address of the form's page. When its author opens that page, `form_data` gives
the text to the view's form, which shows it without judging it (`PortalForm`); a notice says that nothing is sent
yet. Text that no form of the page takes is shown in the notice, to be copied. Passwords, codes and files are not stored.

A form posted after the session's end names nobody. Its author is whoever was signed in here last; a cookie remembers
who that was, as a keyed hash. Without it such text is not stored.
"""

from ecosystem.core.web.typed_text.binding import form_data, form_files, restored_text
from ecosystem.core.web.typed_text.form_pages import form_page_url, is_same_origin
from ecosystem.core.web.typed_text.notices import refused_texts, restored_text_notice
from ecosystem.core.web.typed_text.restored import (
    AUTOSAVE_HEADER,
    LANGUAGE,
    REFUSED,
    SESSION_ENDED,
    TOKEN_LOST,
    RestoredText,
)
from ecosystem.core.web.typed_text.storage import (
    LANGUAGE_BUTTON,
    SECRET,
    delete_text_of_others,
    has_text,
    redirect_with_text,
    store_text,
)

__all__ = [
    "AUTOSAVE_HEADER",
    "LANGUAGE",
    "LANGUAGE_BUTTON",
    "REFUSED",
    "SECRET",
    "SESSION_ENDED",
    "TOKEN_LOST",
    "RestoredText",
    "delete_text_of_others",
    "form_data",
    "form_files",
    "form_page_url",
    "has_text",
    "is_same_origin",
    "redirect_with_text",
    "refused_texts",
    "restored_text",
    "restored_text_notice",
    "store_text",
]
