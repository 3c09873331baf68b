"""Actions on followers: follow calls by mail, confirm, notify, stop, delete unconfirmed ones."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BinaryField, CharField, Exists, F, Func, OuterRef, Value
from django.db.models.functions import Concat, Left
from django.utils import timezone

from ecosystem.core.models import AuditEntry
from ecosystem.notices.mail import enqueue_mail, enqueue_mails, render_mail
from ecosystem.notices.models import OutboxMessage
from ecosystem.notices.notify import full_url
from ecosystem.notices.reminders import in_batches
from ecosystem.reference.models import Sector, Term
from programmes.communication.models import Follower
from programmes.grants.models import Call

UNCONFIRMED_LIFETIME = timedelta(days=7)
OPENING_NOTICE_PERIOD = timedelta(days=14)  # no mail about a call that opened longer ago, even after an outage
CLOSING_NOTICE_PERIOD = timedelta(days=5)
MIN_LENGTH_FOR_CLOSING_NOTICE = timedelta(days=10)  # shorter calls get the mail about their opening only


@transaction.atomic
def follow_calls(
    email: str, *, language: str, stage: Term | None = None, sector: Sector | None = None, is_own: bool = False
) -> Follower:
    """Store a follower. Unless the address is the user's own, mail a request to confirm it, at most once a day."""
    address = email.lower()
    new_follower = Follower(email=address, stage=stage, sector=sector, language=language)
    Follower.objects.bulk_create([new_follower], ignore_conflicts=True)
    follower = Follower.objects.select_for_update().get(email=address, stage=stage, sector=sector)
    if follower.confirmed_at is None and is_own:
        return _confirm(follower)
    if follower.confirmed_at is None:
        link = full_url("communication:follow_confirm", follower.token)
        enqueue_mail(
            "follow_confirm",
            key=f"follow_confirm:{follower.pk}:{timezone.localdate()}",
            recipient=address,
            context={"follower": follower, "link": link, "days": UNCONFIRMED_LIFETIME.days},
            language=language,
        )
    return follower


@transaction.atomic
def confirm_follower(follower: Follower) -> Follower:
    """Confirm that the address follows calls. Idempotent."""
    locked = Follower.objects.select_for_update().get(pk=follower.pk)
    return _confirm(locked) if locked.confirmed_at is None else locked


def _confirm(follower: Follower) -> Follower:
    follower.confirmed_at = timezone.now()
    follower.save(update_fields=["confirmed_at", "updated_at"])
    return follower


@transaction.atomic
def stop_following(email: str, *, only: int | None = None) -> int:
    """Delete all followers with this address, or the one with the key `only`. Returns their number."""
    rows = Follower.objects.filter(email=email.lower())
    return (rows if only is None else rows.filter(pk=only)).delete()[0]


def delete_unconfirmed_followers(now: datetime | None = None) -> int:
    """Delete followers that were not confirmed within UNCONFIRMED_LIFETIME. Returns their number."""
    return Follower.objects.unconfirmed_since((now or timezone.now()) - UNCONFIRMED_LIFETIME).delete()[0]


def notify_followers(now: datetime | None = None) -> int:
    """Enqueue mails about calls that opened or close soon: one per address, call and event. Returns their number."""
    now = now or timezone.now()
    mail_count = 0
    for call in Call.objects.open_at(now).order_by("pk"):
        opened_at = effective_opening(call)
        if now - opened_at < OPENING_NOTICE_PERIOD:
            mail_count += _enqueue_mails(call, "call_opened", "", opened_at)
        if (
            call.closes_at - now <= CLOSING_NOTICE_PERIOD
            and call.closes_at - call.opens_at >= MIN_LENGTH_FOR_CLOSING_NOTICE
        ):
            mail_count += _enqueue_mails(call, "call_closing", f"{call.closes_at:%Y%m%d%H%M}:", now)
    return mail_count


def effective_opening(call: Call) -> datetime:
    """When applications became possible: the opening of the call, or its publication where that came later."""
    entry = AuditEntry.objects.about(call).filter(transition="publish").last()
    return max(call.opens_at, entry.created_at) if entry else call.opens_at


def _enqueue_mails(call: Call, kind: str, event: str, confirmed_before: datetime) -> int:
    """Enqueue the mails that were not enqueued yet, a batch in each transaction. Returns their number."""
    email_bytes = Func(F("email"), Value("UTF8"), function="convert_to", output_field=BinaryField())
    digest = Func(Func(email_bytes, function="sha256"), Value("hex"), function="encode", output_field=CharField())
    key = Concat(Value(f"{kind}:{call.pk}:{event}"), Left(digest, 32), output_field=CharField())
    followers = (
        Follower.objects.interested_in(call)
        .filter(confirmed_at__lte=confirmed_before)
        .annotate(mail_key=key)
        .filter(~Exists(OutboxMessage.objects.filter(key=OuterRef("mail_key"))))
    )
    mail_count = 0
    for batch in in_batches(followers):
        mails = {vars(follower)["mail_key"]: follower for follower in reversed(batch)}  # an address may follow twice
        with transaction.atomic():
            enqueue_mails(
                render_mail(
                    kind,
                    key=mail_key,
                    recipient=follower.email,
                    language=follower.language,
                    context={
                        "call": call,
                        "link": full_url("grants:call_detail", call.code),
                        "manage": full_url("communication:follow_manage", follower.token),
                    },
                    unsubscribe=full_url("communication:follow_stop", follower.token),
                )
                for mail_key, follower in mails.items()
            )
        mail_count += len(mails)
    return mail_count
