"""The drawn pictures: every scene in every phase, always the same for the same seed."""

from io import BytesIO

import pytest
from PIL import Image

from reports.demo.drawings import PHASES, SCENES, draw
from reports.demo.drawings.paper import paper

NAMES = {"trench", "tower", "roof", "road", "school", "clinic", "pump", "tractor"}


def test_every_work_of_the_demonstration_has_its_scene():
    assert set(SCENES) == NAMES
    assert PHASES == ("before", "during", "after")


@pytest.mark.parametrize("scene", sorted(NAMES))
def test_a_scene_is_a_jpeg_that_differs_by_phase(scene):
    pictures = [draw(scene, phase, 11) for phase in PHASES]
    opened = [Image.open(BytesIO(picture)) for picture in pictures]

    assert [(image.format, image.size) for image in opened] == [("JPEG", (1280, 960))] * 3
    assert len({image.tobytes() for image in opened}) == 3


def test_the_same_seed_gives_the_same_bytes_and_another_one_another_sky():
    first, again, other = (draw("tower", "after", seed) for seed in (21, 21, 22))

    assert first == again
    assert first != other


def test_an_even_seed_shows_the_site_without_people():
    at_work, deserted = (draw("trench", "during", seed) for seed in (13, 14))

    assert orange(deserted) < orange(at_work) / 2


def orange(picture):
    """How many dots have the colour of a worker's vest."""
    image = Image.open(BytesIO(picture)).convert("RGB").reduce(2)
    return sum(r > 200 and 90 < g < 150 and b < 90 for r, g, b in image.get_flattened_data())


@pytest.mark.parametrize(("scene", "phase"), [("castle", "before"), ("tower", "someday")])
def test_unknown_scenes_and_phases_are_refused(scene, phase):
    with pytest.raises(ValueError, match="no such picture"):
        draw(scene, phase, 1)


def test_a_paper_is_a_jpeg_and_always_the_same():
    first, again, other = paper(1), paper(1), paper(2)

    assert Image.open(BytesIO(first)).size == (1280, 960)
    assert first == again
    assert first != other
