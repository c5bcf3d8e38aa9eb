"""Stores keep annotations, corrections, the codebook and article records durably."""

from tui.registry import Registry
from tui.store.store import ArticleRecord, CheckResult, LoggedChange, Records, Store

STORES: Registry[Store] = Registry("store", Store, "tui.store.engines", "pullquote.stores")

__all__ = ["STORES", "ArticleRecord", "CheckResult", "LoggedChange", "Records", "Store"]
