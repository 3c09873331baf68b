"""The portal's addresses and one more: the bare view, which the pages are compared with."""

from django.urls import path

from ecosystem.urls import handler400, urlpatterns
from tests.bench.bare import bare, bare_update

urlpatterns = [path("bare/", bare), path("bare/update/", bare_update), *urlpatterns]
__all__ = ["handler400", "urlpatterns"]
