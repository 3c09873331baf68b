"""The portal's addresses and two more: the bare view and Django's admin, which the pages are compared with.

Imported while the admin is installed, which it is in the measurements alone (measure.SETTINGS).
"""

from django.urls import path

from ecosystem.urls import handler400, urlpatterns
from tests.bench.admin import site
from tests.bench.bare import bare

urlpatterns = [path("bare/", bare), path("admin/", site.urls), *urlpatterns]
__all__ = ["handler400", "urlpatterns"]
