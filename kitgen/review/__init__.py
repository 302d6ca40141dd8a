"""A reviewer's Word file to the changes that it asks for; nothing here knows the data files."""

from kitgen.review.file import Remark, Reviewed, Wish, read_review
from kitgen.review.guard import RefusedError
from kitgen.review.notice import REFUSING, Notice, NoticeKind

__all__ = [
    "REFUSING",
    "Notice",
    "NoticeKind",
    "RefusedError",
    "Remark",
    "Reviewed",
    "Wish",
    "read_review",
]
