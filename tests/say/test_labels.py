"""Words in pictures that are put together."""

import pytest

from evidence.say import labels


@pytest.mark.parametrize(("studies", "words"), [(1, "1 study together"), (5, "5 studies together")])
def test_the_sum_says_of_how_many_it_is(studies, words):
    assert labels.together(studies) == words


@pytest.mark.parametrize(("assumed", "words"), [(False, "20 + 21"), (True, "about 20 + 21")])
def test_groups_that_were_only_assumed_say_about(assumed, words):
    assert labels.groups(20, 21, assumed=assumed) == words
