"""Images: of the project, of three kinds, inert."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Code
from kitgen.read.images import JPEG, MAX_BYTES, PNG, ImageRefusedError, read_image

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
INERT = (
    f'<?xml version="1.0"?><!-- dessin -->{HEAD} width="1">'
    "<style>a{fill:url('#g')}</style><!-- suite -->"
    '<linearGradient id="g"/><use xlink:href="#g" fill="url( #g )"/>'
    '<image href="data:image/png;base64,AA=="/></svg>'
)


def refusal(root: Path, name: str) -> Code:
    """Return the code of the reason why an image is refused."""
    with pytest.raises(ImageRefusedError) as caught:
        read_image(root, name)
    assert caught.value.hint
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "media"),
    [(PNG, "image/png"), (JPEG, "image/jpeg"), (INERT.encode(), "image/svg+xml")],
)
def test_the_kind_comes_from_the_bytes(tmp_path: Path, content: bytes, media: str) -> None:
    """The file's name says nothing of its kind; its bytes are kept as they are."""
    (tmp_path / "image.txt").write_bytes(content)

    image = read_image(tmp_path, "image.txt")

    assert image
    assert (image.contenu, image.media) == (content, media)


@pytest.mark.parametrize("name", ["absent.png", "dossier", "a\0b", "a" * 300, "x/../absent"])
def test_no_file_is_no_image(tmp_path: Path, name: str) -> None:
    """A name that leads to no file gives nothing: the checks report it."""
    (tmp_path / "dossier").mkdir()

    assert read_image(tmp_path, name) is None


@pytest.mark.parametrize("name", ["../secret.png", "/etc/passwd", "lien.png", "..\\secret.png"])
def test_nothing_outside_the_project_is_read(tmp_path: Path, name: str) -> None:
    """Neither dots, nor an absolute path, nor a link lead out of the project."""
    (tmp_path / "secret.png").write_bytes(PNG)
    root = tmp_path / "projet"
    root.mkdir()
    (root / "lien.png").symlink_to(tmp_path / "secret.png")

    assert refusal(root, name) is Code.WRONG_VALUE


def test_a_huge_image_is_refused(tmp_path: Path) -> None:
    """Ten megabytes pass, one byte more does not."""
    (tmp_path / "juste.png").write_bytes(PNG.ljust(MAX_BYTES))
    (tmp_path / "trop.png").write_bytes(PNG.ljust(MAX_BYTES + 1))

    assert read_image(tmp_path, "juste.png")
    assert refusal(tmp_path, "trop.png") is Code.FILE_TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        "GIF89a",
        "",
        "<html/>",
        "<svg/>",
        f"{HEAD}>",
        f"<!DOCTYPE svg>{HEAD}/>",
        f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>{HEAD}>&e;</svg>',
        f'<?xml-stylesheet href="x.css"?>{HEAD}/>',
        f"{HEAD}><?php x ?></svg>",
        f"{HEAD}><script>alert(1)</script></svg>",
        f"{HEAD}><g><foreignObject/></g></svg>",
        f'{HEAD} onload="alert(1)"/>',
        f'{HEAD}><image href="file:///etc/passwd"/></svg>',
        f'{HEAD}><image xlink:href="http://exemple.fr/a.png"/></svg>',
        f'{HEAD}><image href="data:image/svg+xml,x"/></svg>',
        f'{HEAD}><a fill="url(http://exemple.fr#a)"/></svg>',
        f"{HEAD}><style>@import 'x.css'</style></svg>",
        f"{HEAD}><style>a{{fill:ur\\6c(x)}}</style></svg>",
        f"{HEAD}><style>a{{fill:u/**/rl(x)}} b{{fill:URL( 'x' )}}</style></svg>",
    ],
)
def test_what_is_not_an_inert_image_is_refused(tmp_path: Path, content: str) -> None:
    """An SVG with code, an entity or an outside address is refused, as is any other kind."""
    (tmp_path / "image.svg").write_text(content, "utf-8")

    assert refusal(tmp_path, "image.svg") is Code.WRONG_VALUE
