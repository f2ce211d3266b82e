"""What a process says that has done its share of a batch while others are still at theirs."""

from __future__ import annotations


class PartDone(Exception):  # noqa: N818 - it is not an error
    """A share is done, and the result is not written by us.

    Attributes:
        failed: how many of its runs failed.
    """

    def __init__(self, share: str, runs: int, failed: int, missing: int) -> None:
        """Say so.

        Args:
            share: which, such as 2/5.
            runs: how many it has.
            failed: how many of those failed.
            missing: runs of the other shares that are not there yet; 0 if another wrote the result.
        """
        self.failed = failed
        rest = f"{missing} runs of other shares are missing; the last share writes the result"
        super().__init__(
            f"share {share}: {runs} runs are there, {failed} of them failed; "
            + (rest if missing else "another share has written the result")
        )

    @classmethod
    def not_needed(cls, share: str) -> PartDone:
        """Of a share that comes while another process, which has all runs or makes them, writes."""
        done = cls(share, 0, 0, 0)
        done.args = (f"share {share}: another process is writing the result, nothing is left to do here",)
        return done
