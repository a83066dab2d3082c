"""Tổng quan."""

from __future__ import annotations

from lcweek_desktop.ui.page import Page


class OverviewPage(Page):
    title = "Tổng quan"
    icon = "overview"
