"""Downloads of uploaded files, and of papers that are made when they are asked for."""

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from programmes.grants.models import Contract, ContractAnnex, Tranche


def download_file(record: Contract | Tranche | ContractAnnex, column: str) -> HttpResponseBase:
    """The uploaded file of the record, as an attachment in a sandbox. Raises Http404 where there is none."""
    file = getattr(record, column)
    if not file:
        raise Http404
    response = FileResponse(
        file.open(),
        as_attachment=True,
        filename=getattr(record, f"{column}_name"),
        content_type=getattr(record, f"{column}_type"),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def pdf_download(data: bytes, name: str) -> HttpResponse:
    """A PDF as an attachment with this file name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
