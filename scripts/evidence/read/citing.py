"""The syntax of citations in texts, once: `[@key]`, `[@one; @two, Table 2]`."""

from __future__ import annotations

import re

CITATION = re.compile(r"\[(@[^\[\]]*)\](?!\()")
"""`[@key]`, `[@a; @b, Table 2]`; what stands in front of a "(" is a link."""

CITED = re.compile(r"\s*@(?P<key>[^\s,;@]+)\s*(?:,\s*(?P<locator>[^;]*[^;\s]))?\s*")
"""One of the parts between the semicolons of a citation."""
