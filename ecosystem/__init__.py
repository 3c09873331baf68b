"""The Django project: wiring, and small apps split by direction of dependency."""

from ecosystem.celery import app as celery_app

__all__ = ["celery_app"]
