"""Maps without a script: what is drawn, how it is coloured, and what tiles add to the policy of contents."""

import os
import subprocess
import sys

from yinuo.channels import maps

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[112.0, 33.0], [112.01, 33.0], [112.01, 33.01], [112.0, 33.01], [112.0, 33.0]]],
}


def test_nothing_makes_no_picture():
    assert maps.drawn([]) is None
    assert not maps.GroundMap("空", []).is_shown


def test_north_is_up_and_east_is_right():
    south_west, north_east = maps.spot(33.0, 112.0), maps.spot(33.01, 112.01)
    picture = maps.drawn([maps.feature("building", south_west, "西南"), maps.feature("building", north_east, "东北")])
    first, second = picture.shapes
    assert first.x < second.x
    assert first.y > second.y


def test_a_metre_is_as_long_both_ways():
    picture = maps.drawn([maps.feature("community", SQUARE, "方")])
    numbers = [float(one) for one in picture.shapes[0].path.strip("MZ").replace("L", " ").split()]
    across, down = max(numbers[::2]) - min(numbers[::2]), max(numbers[1::2]) - min(numbers[1::2])
    assert abs(across / down - 0.8387) < 0.01, "a degree of longitude at 33° is 0.84 of one of latitude"


def test_the_bar_is_as_long_as_it_says():
    picture = maps.drawn([maps.feature("community", SQUARE, "方")])
    numbers = [float(one) for one in picture.shapes[0].path.strip("MZ").replace("L", " ").split()]
    metres = (max(numbers[1::2]) - min(numbers[1::2])) / 1113.2
    assert picture.bar_word == "500 米" or picture.bar_word == "200 米"
    assert abs(picture.bar / int(picture.bar_word.split()[0]) - metres) < 0.01


def test_a_row_in_another_county_does_not_shrink_the_map():
    near = [maps.feature("community", SQUARE, "方")]
    far = [maps.feature("wrong", maps.spot(35.0, 115.0), "错")]
    assert maps.drawn(near + far).bar == maps.drawn(near).bar
    assert maps.drawn(far) is not None


def test_neighbouring_grids_differ_in_colour():
    centres = {f"{row}{column}": (112 + column * 0.003, 33 + row * 0.003) for row in range(4) for column in range(5)}
    colours = maps.hues(centres)
    for row in range(4):
        for column in range(5):
            for near in (f"{row}{column + 1}", f"{row + 1}{column}"):
                if near in colours:
                    assert colours[near] != colours[f"{row}{column}"]
    assert set(colours.values()) <= set(range(maps.HUES))
    assert colours == maps.hues(dict(reversed(centres.items())))


def test_names_cannot_break_out_of_the_drawing(client, world):
    from django.template.loader import render_to_string

    said = '</script><script>alert(1)</script>"><b>'
    page = render_to_string(
        "partials/map.html", {"map": maps.GroundMap(said, [maps.feature("community", SQUARE, said)])}
    )
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_tiles_add_their_one_host_to_the_policy(tmp_path):
    script = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][3:])"
    )

    def hosts(**given):
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "yinuo.site.settings"} | given
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert hosts(YINUO_TILES_URL="") == "[]"
    assert hosts(YINUO_TILES_URL="https://t{s}.tiles.example/{z}/{x}/{y}.png") == "['https://*.tiles.example']"
    assert hosts(YINUO_TILES_URL="https://tiles.example:8443/{z}/{x}/{y}.png") == "['https://tiles.example:8443']"
    assert hosts(YINUO_TILES_URL="/tiles/{z}/{x}/{y}.png") == "[]"
