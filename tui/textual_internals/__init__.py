"""The only package that uses private names of Textual and Rich.

Each use is faster than the public way. Where a name is missing, or `switch` turns them off, the
same calls take the public way: slower, with the same result.
"""
