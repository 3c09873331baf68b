"""Following calls by mail: asked for, confirmed, told, stopped."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ecosystem.core.models import AuditEntry
from ecosystem.notices.mail import enqueue_mail
from ecosystem.notices.models import OutboxMessage
from ecosystem.notices.notify import address_of
from programmes.communication.models import Follower
from programmes.grants.models import Call

FORGET_AFTER = timedelta(days=7)
NEWS_FOR = timedelta(days=14)  # a call that opened longer ago is no news, whatever was down in between
CLOSING_WITHIN = timedelta(days=5)
SHORT_CALL = timedelta(days=10)  # its opening is reminder enough


@transaction.atomic
def follow_calls(email: str, *, language: str, stage: Any = None, sector: Any = None, is_own: bool = False) -> Follower:
    """Note the wish. The owner of the address is asked to confirm by mail, at most once a day, unless it is proven."""
    address = email.lower()
    wish = Follower(email=address, stage=stage, sector=sector, language=language)
    Follower.objects.bulk_create([wish], ignore_conflicts=True)
    follower = Follower.objects.select_for_update().get(email=address, stage=stage, sector=sector)
    if follower.confirmed_at is None and is_own:
        return _confirm(follower)
    if follower.confirmed_at is None:
        link = address_of("communication:follow_confirm", follower.token)
        enqueue_mail(
            "follow_confirm",
            key=f"follow_confirm:{follower.pk}:{timezone.localdate()}",
            recipient=address,
            context={"follower": follower, "link": link, "days": FORGET_AFTER.days},
            language=language,
        )
    return follower


@transaction.atomic
def confirm_follower(follower: Follower) -> Follower:
    """The owner of the address said yes; saying it twice changes nothing."""
    locked = Follower.objects.select_for_update().get(pk=follower.pk)
    return _confirm(locked) if locked.confirmed_at is None else locked


def _confirm(follower: Follower) -> Follower:
    follower.confirmed_at = timezone.now()
    follower.save(update_fields=["confirmed_at", "updated_at"])
    return follower


@transaction.atomic
def stop_following(email: str, *, only: int | None = None) -> int:
    """Delete what the address follows, or one of it. Returns how much that was."""
    rows = Follower.objects.filter(email=email.lower())
    return (rows if only is None else rows.filter(pk=only)).delete()[0]


def delete_unconfirmed_followers(now: datetime | None = None) -> int:
    """Delete addresses that nobody confirmed in time."""
    return Follower.objects.unconfirmed_since((now or timezone.now()) - FORGET_AFTER).delete()[0]


def notify_followers(now: datetime | None = None) -> int:
    """Write the mails that are due about opened and closing calls, one per address, call and occasion."""
    now = now or timezone.now()
    told = 0
    for call in Call.objects.open_at(now).select_related("policy__stage").order_by("pk"):
        opened_at = effective_opening(call)
        if now - opened_at < NEWS_FOR:
            told += _tell(call, "call_opened", "", opened_at)
        if call.closes_at - now <= CLOSING_WITHIN and call.closes_at - call.opens_at >= SHORT_CALL:
            told += _tell(call, "call_closing", f"{call.closes_at:%Y%m%d%H%M}:", now)
    return told


def effective_opening(call: Call) -> datetime:
    """When people could first apply: the opening, or the publication when that came later."""
    entry = AuditEntry.objects.about(call).filter(transition="publish").last()
    return max(call.opens_at, entry.created_at) if entry else call.opens_at


@transaction.atomic
def _tell(call: Call, kind: str, occasion: str, confirmed_before: datetime) -> int:
    prefix = f"{kind}:{call.pk}:{occasion}"
    known = set(OutboxMessage.objects.filter(key__startswith=prefix).values_list("key", flat=True))
    told = 0
    for follower in Follower.objects.interested_in(call).filter(confirmed_at__lte=confirmed_before).order_by("pk"):
        key = prefix + hashlib.sha256(follower.email.encode()).hexdigest()[:32]
        if key in known:
            continue
        known.add(key)
        enqueue_mail(
            kind,
            key=key,
            recipient=follower.email,
            language=follower.language,
            context={
                "call": call,
                "link": address_of("grants:call_detail", call.code),
                "manage": address_of("communication:follow_manage", follower.token),
            },
            unsubscribe=address_of("communication:follow_stop", follower.token),
        )
        told += 1
    return told
