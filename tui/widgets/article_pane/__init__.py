"""The reading pane: an article, line by line, with everything that lies on it."""

from tui.widgets.article_pane.pane import ArticlePane

__all__ = ["ArticlePane"]
