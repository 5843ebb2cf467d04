"""Pages at former addresses."""

from __future__ import annotations

from pathlib import Path

from evidence.show import moved
from project import edit, load


def test_every_former_address_of_a_condition_a_study_or_a_review_leads_on(references: Path) -> None:
    edit(
        references / "reviews/frost-2020.yml", "id: frost-2020\n", "id: frost-2020\nformerly: [frost-2019]\n"
    )
    found = [(draft.path, draft.view.leads_to, draft.edit) for draft in moved.drafts(load(references))]
    assert found == [
        ("thumb-stiffness.md", "stiff-thumbs/", "references/conditions/stiff-thumbs.yml"),
        ("studies/bell-2004.md", "studies/bell-2005/", "references/studies/bell-2005.yml"),
        ("reviews/frost-2019.md", "reviews/frost-2020/", "references/reviews/frost-2020.yml"),
    ]
