"""Files of file questions: what the script of the page sends one by one, and the download."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.downloads import with_download_headers
from ecosystem.core.web.methods import action_view, read_view
from ecosystem.questionnaires.actions.files import attach_uploads, remove_answer_file
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.definition import File
from ecosystem.questionnaires.forms.response import SectionForm
from ecosystem.questionnaires.models import AnswerFile
from ecosystem.questionnaires.reading import ReadResponse, read_response
from ecosystem.questionnaires.views.responses import get_editable, get_response, hidden_keys


@action_view
def answer_file_attach(request: UserRequest, pk: int, question: str) -> HttpResponse:
    """Attach the sent files; answers with the list of the question's files, and why some were refused."""
    read = get_editable(request, pk)
    asked = read.definition.questions.get(question)
    if not isinstance(asked, File) or question not in read.asked or question in hidden_keys(request, read):
        raise Http404
    refused = attach_uploads(read.response, asked, request.FILES.getlist("files"), by=request.user)
    return _file_list(request, read_response(read.response), asked, refused)


@action_view
def answer_file_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Remove a file; answers with the list of the question's files."""
    file = get_object_or_404(AnswerFile.objects.current(), pk=pk)
    read = get_editable(request, file.response_id)
    asked = read.definition.questions.get(file.question)
    if not isinstance(asked, File):
        raise Http404
    remove_answer_file(file, by=request.user)
    return _file_list(request, read_response(read.response), asked, [])


def _file_list(request: UserRequest, read: ReadResponse, question: File, refused: list[str]) -> HttpResponse:
    section = read.definition.section_of[question.key]
    form = SectionForm(read=read, section=section, lists=CodeLists(timezone.localdate()))
    form.refused_files = {question.key: refused}
    context = {"block": form.block(question), "texts": refused}
    return render(request, "questionnaires/_file_list.html", context, status=422 if refused else 200)


@read_view
def answer_file_download(request: UserRequest, pk: int) -> FileResponse:
    """Download a file, for whoever may read its response and the question."""
    file = get_object_or_404(AnswerFile, pk=pk)
    read = get_response(request, file.response_id)
    is_removed = file.removed_at is not None
    if file.question in hidden_keys(request, read) or is_removed:
        raise Http404
    try:
        content = default_storage.open(str(file.file.name))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=file.original_name, content_type=file.content_type)
    return with_download_headers(response)
