"""Files of file questions: attach, remove."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.uploads import CheckedFile, check_upload, clean_name, stored_upload
from ecosystem.core.workflow import TransitionRefused
from ecosystem.questionnaires.actions.response import lock_for_edit
from ecosystem.questionnaires.definition import File
from ecosystem.questionnaires.models import AnswerFile, QuestionnaireResponse


@transaction.atomic
def attach_answer_file(
    response: QuestionnaireResponse, question: File, upload: "UploadedFile[bytes]", checked: CheckedFile, *, by: User
) -> AnswerFile:
    """Attach a checked file to a file question. Refused if the same file is attached to it already, or too many are."""
    locked = lock_for_edit(response, by=by)
    _require_open(locked, question.key)
    current = list(locked.files.current().filter(question=question.key))
    if same := next((file for file in current if file.sha256 == checked.sha256), None):
        raise TransitionRefused(_("This file is already attached here, as “%(name)s”.") % {"name": same.original_name})
    if len(current) >= question.at_most:
        raise TransitionRefused(_("At most %(n)s files here: remove one first.") % {"n": question.at_most})
    _note_edit(locked, by)
    with stored_upload(f"answers/{locked.pk}", upload, checked) as name:
        return AnswerFile.objects.create(
            response=locked,
            question=question.key,
            file=name,
            original_name=checked.name,
            content_type=checked.content_type,
            size=checked.size,
            sha256=checked.sha256,
            uploaded_by=by,
        )


def attach_uploads(
    response: QuestionnaireResponse, question: File, uploads: "Iterable[UploadedFile[bytes]]", *, by: User
) -> list[str]:
    """Attach each upload that can be; returns why the others were refused."""
    refused: list[str] = []
    for upload in uploads:
        try:
            attach_answer_file(response, question, upload, check_upload(upload, question.accepts), by=by)
        except (ValidationError, TransitionRefused) as error:
            name = clean_name(upload.name or "")
            refused += [f"{name}: {text}" for text in getattr(error, "messages", [str(error)])]
    return refused


@transaction.atomic
def remove_answer_file(file: AnswerFile, *, by: User) -> None:
    """Remove a file from a response that may change. What a copied or sent response also shows stays in storage."""
    locked = lock_for_edit(file.response, by=by)
    _require_open(locked, file.question)
    _note_edit(locked, by)
    file.removed_at = timezone.now()
    file.save(update_fields=["removed_at", "updated_at"])


def delete_answer_files(response: QuestionnaireResponse) -> None:
    """Delete the stored files of a response that is deleted, unless another response shows them. Part of deleting it."""
    names = set(response.files.values_list("file", flat=True))
    shared = AnswerFile.objects.filter(file__in=names).exclude(response=response).values_list("file", flat=True)
    for name in names - set(shared):
        transaction.on_commit(partial(default_storage.delete, name))


def _require_open(response: QuestionnaireResponse, key: str) -> None:
    if response.open_questions is not None and key not in response.open_questions:
        raise TransitionRefused(_("“%(key)s” is not open for changes.") % {"key": key})


def _note_edit(response: QuestionnaireResponse, by: User) -> None:
    response.version += 1
    response.edited_by = by
    response.save(update_fields=["version", "edited_by", "updated_at"])
