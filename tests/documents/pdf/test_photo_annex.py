"""Two to four photos a page, over caption and activity (docs/decree-30.md)."""

from __future__ import annotations

import pypdfium2
import pytest

from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.errors import KnownError
from tests.documents.reading import pages
from tests.documents.samples import Sample, pictures
from tests.factories import FORM


def images_a_page(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The boxes of the images (left, bottom, right, top), for each page that has any."""
    with pypdfium2.PdfDocument(pdf) as document:
        boxes = [
            [image.get_bounds() for image in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
            for page in document
        ]
    return [found for found in boxes if found]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, [1]), (2, [2]), (3, [3]), (4, [4]), (5, [2, 3]), (8, [4, 4]), (9, [3, 3, 3]), (40, [4] * 10)],
)
def test_photos_share_as_few_pages_as_there_are_fours_evenly(count: int, expected: list[int]) -> None:
    found = images_a_page(pdf_bytes(Sample(FORM, photos=pictures(count)).document()))
    assert [len(page) for page in found] == expected


def test_without_photos_there_is_no_annex() -> None:
    assert not any(page.holds("MỘT SỐ HÌNH ẢNH") for page in pages(pdf_bytes(Sample(FORM).document())))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_photos_keep_their_shape_and_do_not_touch(count: int) -> None:
    (boxes,) = images_a_page(pdf_bytes(Sample(FORM, photos=pictures(count)).document()))
    shapes = [900 / 600, 901 / 600, 602 / 900]
    for (left, bottom, right, top), shape in zip(boxes, shapes, strict=False):
        assert (right - left) / (top - bottom) == pytest.approx(shape, rel=0.01)
    for at, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom


def test_caption_and_activity_stand_under_the_photo() -> None:
    pdf = pdf_bytes(Sample(FORM, photos=pictures(1)).document())
    ((box,),) = images_a_page(pdf)
    page = pages(pdf)[-1]
    assert page.holds("Lễ khai mạc Tuần lễ tại trung tâm huyện (6.1. Hoạt động thể dục thể thao)")
    assert next(word for word in page.words if word.text == "(6.1.").top < box[1]


def test_a_photo_stands_in_the_file_as_it_is_and_once() -> None:
    photos = pictures(2)
    document = Sample(FORM, photos=photos).document()
    twice = pdf_bytes(document.__class__(**{**vars(document), "pictures": document.pictures * 2}))
    assert [twice.count(jpeg) for jpeg in photos.values()] == [1, 1]


def test_a_caption_of_two_thousand_letters_prints_whole() -> None:
    caption = "Lễ khai mạc Tuần lễ hưởng ứng học tập suốt đời " * 42
    read = pages(pdf_bytes(Sample(FORM, photos=pictures(3), captions=caption).document()))
    text = " ".join(" ".join(word.text for word in page.words if not word.text.isdigit()) for page in read)
    assert text.count(caption.strip()) == 3


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(KnownError) as caught:
        pdf_bytes(Sample(FORM, photos={"0" * 64: b"not a picture"}).document())
    assert caught.value.code == "document-photo"
