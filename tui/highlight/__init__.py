"""An article with its layers -> Pygments tokens and styles: the one source of highlighting."""
