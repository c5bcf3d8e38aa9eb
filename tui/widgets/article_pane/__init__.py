"""The reading pane: an article, line by line, with everything that lies on it.

The pane itself is ``tui.widgets.article_pane.pane.ArticlePane``; some rooms beside it are needed
before Textual is there, so this one imports none of them.
"""
