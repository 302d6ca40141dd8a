"""Writes a tree of tags, and what leads from the pages to it."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kitgen.render.pdf_tree import Annotation, Kid, Tag


class Writer:
    """Writes a tree, and what leads from the pages to it."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._parents: list[dict[int, Object]] = [{} for _ in self._pages]
        self._annotated: list[tuple[Object, Object]] = []

    def write(self, document: Tag) -> None:
        """Make a tree the structure of the file."""
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(document, root)])
        numbers = Array()
        for page, (obj, parents) in enumerate(zip(self._pages, self._parents, strict=True)):
            obj.StructParents = page
            length = max(parents, default=-1) + 1
            numbers.append(page)
            numbers.append(Array([parents.get(mark) for mark in range(length)]))
        for key, (annotation, parent) in enumerate(self._annotated, start=len(self._pages)):
            annotation.StructParent = key
            numbers.append(key)
            numbers.append(parent)
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages) + len(self._annotated)
        root.RoleMap = Dictionary(Strong=Name.Span, Em=Name.Span)
        self._pdf.Root.StructTreeRoot = root

    def _element(self, tag: Tag, parent: Object) -> Object:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, P=parent))
        element.S = Name(f"/{tag.kind}")
        for name, text in (("/Alt", tag.alt), ("/Lang", tag.lang)):
            if text:
                element[name] = String(text)
        if tag.attributes:
            element.A = Dictionary(tag.attributes)
        page = next((kid.page for kid in tag.kids if not isinstance(kid, Tag)), None)
        if page is not None:
            element.Pg = self._pages[page]
        element.K = Array([self._written(kid, element, page) for kid in tag.kids])
        return element

    def _written(self, kid: Kid, parent: Object, page: int | None) -> Object | int:
        if isinstance(kid, Tag):
            return self._element(kid, parent)
        if isinstance(kid, Annotation):
            self._annotated.append((kid.pdf, parent))
            return Dictionary(Type=Name.OBJR, Obj=kid.pdf, Pg=self._pages[kid.page])
        self._parents[kid.page][kid.number] = parent
        if kid.page == page:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)
