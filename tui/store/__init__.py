"""Annotations, codebook and places, durable; one engine a file."""

from tui.registry import Registry
from tui.store.base import ArticleRecord, Finding, Logged, Records, Store

STORES: Registry[Store] = Registry("store", Store, "tui.store.engines", "pullquote.stores")

__all__ = ["STORES", "ArticleRecord", "Finding", "Logged", "Records", "Store"]
