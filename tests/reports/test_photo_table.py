"""Odd and hostile files, each with what becomes of it: the table of which every row is tried.

A test says which rows it tries: `@pytest.mark.row(2)`. The file is made where it is tried.
"""

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent

# Number: (what comes, what becomes of it)
ROWS = {
    1: ("JPEG with place, make, model, day, comment, profile, on its side", "taken: upright, bare"),
    2: ("every way to hold the phone, mirrored ones too", "taken: the same picture"),
    3: ("an orientation that makes no sense", "taken: not turned"),
    4: ("JPEG cut near its end", "damaged when the hash differs, else taken as incomplete"),
    5: ("JPEG cut near its start, a header alone", "broken"),
    6: ("JPEG without its last two bytes", "taken"),
    7: ("nothing, one byte", "empty"),
    8: ("JPEG with an archive or a page behind it", "taken: the tail is gone"),
    9: ("a script in the comment of a JPEG", "taken: the comment is gone"),
    10: ("PHP, HTML, SVG, PDF, MP4 under the name of a photo", "not_image, no decoder runs"),
    11: ("SVG with a script", "not_image"),
    12: ("GIF, moving or not", "not_image"),
    13: ("moving PNG and WebP of a thousand frames", "taken: the first frame"),
    14: ("PNG of 30,000 by 30,000", "too_many_pixels in less than 50 MB"),
    15: ("PNG that claims the largest size there is", "too_many_pixels"),
    16: ("PNG of 64 megapixels in some kilobytes", "too_many_pixels"),
    17: ("PNG with packed bombs in text and profile", "broken in less than 50 MB"),
    18: ("PNG with a wrong sum, PNG cut", "broken"),
    19: ("PNG with text and XMP about its author", "taken: they are gone"),
    20: ("PNG of sixteen bits, grey and in colours", "taken: neither black nor white"),
    21: ("transparent pictures of every kind", "taken: on white"),
    22: ("CMYK and YCCK", "taken: colours right"),
    23: ("grey JPEG", "taken"),
    24: ("several pictures in one JPEG: 3D, gain map", "taken: the first alone"),
    25: ("WebP, AVIF, HEIC with notes and turns", "taken: bare, turned once"),
    26: ("HEIC called .jpg, JPEG called .heic", "taken by content"),
    27: ("half an HEIC, a grid that lacks tiles", "broken"),
    28: ("HEIC with depth, preview and other pictures", "taken: the main one alone"),
    29: ("TIFF, BMP, PSD, EPS, JPEG 2000, ICO, FITS, JPEG XL, DNG", "not_image"),
    30: ("one pixel, sixteen by sixteen", "too_small"),
    31: ("1 by 60,000, 20,000 by 20", "too_small"),
    32: ("50 and 108 megapixels", "taken in less than 400 MB"),
    33: ("200 megapixels", "too_many_pixels: make the photo smaller"),
    34: ("a file above the limit", "too_large, 413; the form keeps the words"),
    35: ("the head of a JPEG, then noise", "broken"),
    36: ("JPEG that claims another size", "broken, or grey, in bounded memory"),
    37: ("forty spoilt bytes", "a picture or a refusal"),
    38: ("notes that are garbage, loops, 64 KB", "taken: no facts"),
    39: ("a profile that is none, of 1 MB, cut", "taken: ignored"),
    40: ("a preview that shows what was cut away", "taken: the preview is gone"),
    41: ("hundreds of passes", "taken when quick, else too_slow"),
    42: ("RIFF that is sound", "not_image"),
    43: ("file names of every evil kind", "taken: the name is random"),
    44: ("a kind that lies", "taken by content"),
    45: ("one question twice, a thousand parts, a part without a name", "400"),
    46: ("the same photo twice in one report", "once"),
    47: ("the same photo in another report", "taken, and moderators are told"),
    48: ("the address of an original", "404"),
    49: ("the address of an unpublished photo, by anybody", "404, as for an unknown one"),
    50: ("the address of a hidden or erased photo", "404, and the file is gone from its folder"),
    51: ("content credentials", "taken: they are gone"),
    52: ("photos while the disk is full", "words taken, photos later"),
    53: ("a worker killed over a photo", "tried again, three times at most"),
    54: ("archives", "not_image"),
}


def rows_tried():
    """The rows named by the marks of all tests."""
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.row":
                yield from (argument.value for argument in node.args)


def test_every_row_of_the_table_is_tried():
    assert sorted(set(rows_tried())) == sorted(ROWS)
