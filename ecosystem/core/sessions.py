"""Sessions in the database, as Django keeps them; a request finds its own without writing the statement anew."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from ecosystem.core.written import WrittenOnce


def _stored(key: str, moment: datetime) -> Any:
    rows = db.SessionStore.get_model_class().objects
    return rows.filter(session_key=key, expire_date__gt=moment).values_list("session_data")


STORED = WrittenOnce(_stored, key="-", moment=datetime.min.replace(tzinfo=UTC))


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """What is kept under the key of the request; nothing, and no key, where it is unknown or out of date."""
        found = STORED.values(key=self.session_key, moment=timezone.now())
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])
