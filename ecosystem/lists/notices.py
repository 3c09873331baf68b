"""Notifications about jobs."""

from django.utils.translation import gettext_lazy as _

from ecosystem.notices.kinds import NoticeKind, Topic

JOB = Topic("job", _("Work in the background"), 60)


class JobDone(NoticeKind):
    name = "job_done"
    topic = JOB
    label = _("A file is ready, or an action on many rows is finished")


class JobFailed(NoticeKind):
    name = "job_failed"
    topic = JOB
    label = _("A file or an action on many rows failed")
