"""What stays together on a line: numbers with their units and signs, in text and nowhere else."""

import pytest

from evidence.show.page import unbroken

TIE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "text",
    [
        "at 6~mph, or 4.5~km/h",
        "2~cm, 3~mm, 0.6~m, 1.2~m/s, 12~kg, 120~mmHg, 610.5~mm²",
        "3.57~±~0.43",
        "(±~0.43)",
        "p~<~0.05, p~&#60;~.001, p~&#61;~0.04, p~&gt;~0.01",
        "d~=~−0.3",
        "weight~&lt;~1%",
        "“Effect of adding retro-walking or whole-body~…”",
    ],
)
def test_a_number_and_its_unit_or_sign_share_a_line(text):
    assert unbroken(text.replace("~", " ")) == text.replace("~", TIE)


def test_a_line_that_ends_in_a_number_is_joined_to_its_unit():
    assert unbroken("a slope of 35\nkm/h at most") == f"a slope of 35{TIE}km/h at most"


@pytest.mark.parametrize("space", [" ", "\n", TIE])
def test_a_per_cent_sign_stands_close_to_its_number(space):
    assert unbroken(f"**35{space}%** slope (95{space}% interval)") == "**35%** slope (95% interval)"


@pytest.mark.parametrize(
    "text",
    [
        "3 times, 4 groups, 5 mad men",
        '<td data-label="5 % of 6" title="p < 0.05">',
        "<code>5 %</code> and <pre>x = 5\n6 cm</pre>",
        "`x = 5 %` and\n\n```\np < 0.05\n```",
        "<script>if (x < 5) y = 6 </script>",
        "<style>.a { width: calc(5 % 2) } .b > 5 % {}</style>",
        "## Steep { #steep-5 data-x=5 }",
        "> 5 times",
        "<strong>Pain</strong> 5 of 6",
    ],
)
def test_code_tags_and_other_words_stay_as_they_are(text):
    assert unbroken(text) == text
