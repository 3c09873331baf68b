"""The figures of schemes, pillars and indicators: one place for dashboards, public pages and issued reports (F6).

`ecosystem.dashboards` and `ecosystem.reports` both read from here; neither works figures out by itself.
"""
