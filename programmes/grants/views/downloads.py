"""Downloads of uploaded files."""

from django.http import FileResponse, Http404
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
