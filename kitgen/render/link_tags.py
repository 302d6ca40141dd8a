"""The tags of a linked document: those of its parts, under one root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

RAISED = 2
"""How many headings stand above a fiche's in its kit: the kit's own, and the part's."""


class Tags:
    """Gathers the tags of parts, and the tree that leads from their pages to them.

    Attributes:
        document: the only tag below the root.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self.document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        self._parents: dict[int, Object] = {}
        self._next = 0

    def add(self, source: Pdf, pages: Iterable[Page]) -> None:
        """Take the tags of a file whose pages have just been copied."""
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        self._take(tree.K[0].K)
        shift = self._next
        for key, parent in _pairs(tree.ParentTree.Nums):
            self._parents[shift + key] = parent
            self._next = max(self._next, shift + key + 1)
        for page in pages:
            page.obj.StructParents = int(page.obj.StructParents) + shift
            for annotation in page.obj.get(Name.Annots, ()):
                annotation.StructParent = int(annotation.StructParent) + shift

    def _take(self, elements: Iterable[Object]) -> None:
        for element in elements:
            element.P = self.document
            self.document.K.append(element)

    def merge(self, host: Page, over: Page) -> int:
        """Make the marks of a page those of another, on which it has been drawn.

        Returns:
            What is added to the numbers of its marks.
        """
        marks = self._parents[int(host.obj.StructParents)]
        added = self._parents.pop(int(over.obj.StructParents))
        shift = len(marks)
        for parent in dict.fromkeys(one.objgen for one in added if one is not None):
            _move(self._pdf.get_object(parent), host.obj, shift)
        marks.extend(added)
        return shift

    def unlink(self, annotation: Object) -> None:
        """Make a link mere words: its tag holds no active area any more."""
        tag = self._parents.pop(int(annotation.StructParent))
        tag.S = Name.Span
        tag.K = Array([kid for kid in tag.K if not _is_area(kid)])

    def write(self) -> None:
        """Make the tags those of the document."""
        flat = [one for key in sorted(self._parents) for one in (key, self._parents[key])]
        root = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self.document]),
                ParentTree=self._pdf.make_indirect(Dictionary(Nums=Array(flat))),
                ParentTreeNextKey=self._next,
                RoleMap=Dictionary(Strong=Name.Span, Em=Name.Span),
            )
        )
        self.document.P = root
        self._pdf.Root.StructTreeRoot = root


def _pairs(flat: Object) -> Iterator[tuple[int, Object]]:
    """Yield the keys and values of a number tree."""
    numbers = list(flat)
    yield from zip(map(int, numbers[::2]), numbers[1::2], strict=True)


def _is_area(kid: Object | int) -> bool:
    return not isinstance(kid, int) and kid.get(Name.Type) == Name.OBJR


def _move(tag: Object, host: Object, shift: int) -> None:
    """Tell a tag that its marks and its areas stand on another page, the marks renumbered."""
    tag.Pg = host
    tag.K = Array([kid + shift if isinstance(kid, int) else kid for kid in tag.K])
    for kid in tag.K:
        if _is_area(kid):
            kid.Pg = host


def raise_headings(tag: Object) -> None:
    """Raise every heading below a tag, so that a fiche out of its kit begins with the first."""
    kind = str(tag.S)
    if kind[:2] == "/H" and kind[2:].isdigit():
        tag.S = Name(f"/H{int(kind[2:]) - RAISED}")
    for kid in tag.get(Name.K, ()):
        if not isinstance(kid, int) and Name.S in kid:
            raise_headings(kid)
