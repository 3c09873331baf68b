"""Notifications about jobs."""

from django.utils.translation import gettext_lazy as _

from ecosystem.notices.kinds import NoticeKind, Topic

JOB = Topic("job", _("Work in the background"), 60)


class JobDone(NoticeKind):
    name = "job_done"
    topic = JOB
    label = _("A file is ready, or an action on many rows is finished")


class WorkParked(NoticeKind):
    name = "work_parked"
    topic = JOB
    label = _("Background work of the portal is no longer tried by itself")
    page = "lists:unfinished_work_list"


class JobFailed(NoticeKind):
    name = "job_failed"
    topic = JOB
    label = _("A file or an action on many rows failed")
