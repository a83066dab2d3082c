"""A second reader of bundles, made from docs/bundle-format.md alone.

It shares nothing with the program: it imports the standard library and `cryptography`, and no test helper.
Where it comes to another verdict than the program, one of them or the document is wrong. Of PDFs that other
programs saved anew it reads no more than the files of the index are made of.
"""

from tests.bundle.second_reader.reading import judge, judge_paper
from tests.bundle.second_reader.small import Form, Refused

__all__ = ["Form", "Refused", "judge", "judge_paper"]
