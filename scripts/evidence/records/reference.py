"""What a reference is: the fields of its entry in a .bib file."""

from __future__ import annotations

from pydantic import Field

from evidence.records.common import Record


class BibFields(Record):
    """What a .bib file says of one work beside kind and authors; what it leaves out is an empty string."""

    title: str = ""
    """Title as printed."""
    journal: str = ""
    """Journal or preprint server."""
    booktitle: str = ""
    """Title of the proceedings or the book that it stands in."""
    publisher: str = ""
    """Publisher."""
    institution: str = ""
    """Institution that issued it; of a thesis, the university."""
    address: str = ""
    """Place of publication."""
    type: str = Field(default="", examples=["master's thesis"])
    """Kind of thesis or report."""
    year: str = Field(default="", examples=["2021"])
    """Year of publication."""
    volume: str = ""
    """Volume."""
    number: str = ""
    """Issue, or number of the report or registration."""
    pages: str = Field(default="", examples=["3-9", "e0251234"])
    """Pages, or number of the article."""
    doi: str = Field(default="", examples=["10.1186/s12891-019-2537-9"])
    """Digital Object Identifier, without https://doi.org/."""
    pmid: str = Field(default="", examples=["30967128"])
    """Number in PubMed."""
    pmcid: str = Field(default="", examples=["PMC6456984"])
    """Number in PubMed Central."""
    url: str = Field(default="", examples=["https://example.org/the-paper"])
    """Address on the web."""
    urldate: str = Field(default="", examples=["2026-01-31"])
    """Day on which the address was opened."""
    note: str = ""
    """Anything else that was seen about it."""

    def given(self) -> dict[str, str]:
        """Field -> value of whatever the file gives, in the order of FIELDS."""
        return self.model_dump(include=set(FIELDS), exclude_defaults=True)


FIELDS = tuple(BibFields.model_fields)
"""Names of the fields, in the order in which they are written."""
