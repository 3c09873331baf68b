"""Typed words outlive a session that ended: see ecosystem.core.typed."""

from ecosystem.core.typed import keeps_typed_words, typed_words

__all__ = ["keeps_typed_words", "typed_words"]
