"""News, and the people who follow calls by mail."""

from programmes.communication.models.follower import Follower
from programmes.communication.models.news import NewsItem, NewsStatus

__all__ = ["Follower", "NewsItem", "NewsStatus"]
