"""What WeasyPrint may fetch: the layouts' files and the Edition's images, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from kitgen.model.image import ImageLue
from kitgen.render.html import IMAGE_SCHEME


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the layouts' files and the Edition's images; refuses every other address."""

    def __init__(self, layouts: Path, images: Mapping[str, ImageLue]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._layouts = layouts.resolve()
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the bytes of an address.

        Raises:
            ValueError: the address is outside the layouts and the Edition.
        """
        if url.startswith(IMAGE_SCHEME) and url in self._images:
            image = self._images[url]
            return URLFetcherResponse(url, image.contenu, {"Content-Type": image.media})
        path = Path(url2pathname(urlsplit(url).path)).resolve()
        if not url.startswith("file:") or not path.is_relative_to(self._layouts):
            raise ValueError(f"adresse refusée : {url}")
        return super().fetch(path.as_uri(), headers)
