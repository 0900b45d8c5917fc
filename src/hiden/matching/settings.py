# SPDX-License-Identifier: Apache-2.0
"""The numbers that the prose engine works with.

What is built into an index (stride, gram lengths, cap) is fixed when the index is created; what
only a scan uses may be changed for a scanner. Basis of each number: docs/matching.md.
"""

from __future__ import annotations

from math import gcd

import attrs
from attrs import validators

__all__ = ["MatchSettings"]

_MAX_STRIDE = 64
_MAX_GRAM = 48


@attrs.frozen(kw_only=True)
class MatchSettings:
    """Settings of an index and of its scans.

    Any run of ``guarantee`` normalised characters that a document shares verbatim with a registered
    text is seeded: the scan looks at that very place.

    Attributes:
        stride: Of so many consecutive positions of a registered text one is indexed.
        step: Of so many consecutive positions of a scanned text one is looked up; coprime to
        stride. gram_cjk: Characters of a gram that begins with a Han or kana character.
        gram_other: Characters of any other gram.
        posting_cap: A gram that stands in more registered documents of one segment than this keeps
            one posting and the count.
        threshold: Score from which a passage is reported; a Han or kana character counts 1.5, any
            other 1.
        window: Characters without any match that an extension may cross.
        band: Largest shift, in characters, between two matching stretches that are joined.
        boilerplate_documents: Text that stands in more registered documents than this, and than
            ``boilerplate_share`` of them, is boilerplate and does not count.
        boilerplate_share: See ``boilerplate_documents``; 0 to 1.
    """

    stride: int = attrs.field(default=8, validator=[validators.ge(1), validators.le(_MAX_STRIDE)])
    step: int = attrs.field(default=1, validator=[validators.ge(1), validators.le(_MAX_STRIDE)])
    gram_cjk: int = attrs.field(default=12, validator=[validators.ge(8), validators.le(_MAX_GRAM)])
    gram_other: int = attrs.field(
        default=20, validator=[validators.ge(8), validators.le(_MAX_GRAM)]
    )
    posting_cap: int = attrs.field(default=4, validator=[validators.ge(1), validators.le(255)])
    threshold: int = attrs.field(default=55, validator=[validators.ge(30), validators.le(10_000)])
    window: int = attrs.field(default=96, validator=[validators.ge(48), validators.le(512)])
    band: int = attrs.field(default=40, validator=[validators.ge(1), validators.le(256)])
    boilerplate_documents: int = attrs.field(default=32, validator=validators.ge(1))
    boilerplate_share: float = attrs.field(
        default=0.02, validator=[validators.ge(0.0), validators.le(1.0)]
    )

    @step.validator
    def _coprime(self, _: object, step: int) -> None:
        if gcd(step, self.stride) != 1:
            raise ValueError(f"step: got {step}, want a number coprime to stride {self.stride}")

    @property
    def guarantee(self) -> int:
        """Length in normalised characters from which a shared verbatim run is always seeded."""
        return max(self.gram_cjk, self.gram_other) + self.stride * self.step - 1

    @property
    def guarantee_cjk(self) -> int:
        """The same for a run of Han and kana characters only."""
        return self.gram_cjk + self.stride * self.step - 1
