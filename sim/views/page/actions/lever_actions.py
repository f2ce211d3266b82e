"""What the viewer can do to the levers of the reform."""

from __future__ import annotations

from dataclasses import replace

from sim.policies import Policies
from sim.views.page.events import Event
from sim.views.page.presets import policy_file, preset_policies
from sim.views.page.state import State
from sim.views.setting_paths import with_levers, without_policies


class LeverActions(State):
    """Setting levers one by one, by a policy that ships, by a file, or all back."""

    def lever(self, event: Event) -> None:
        """Set a lever; without a value it goes back to where the status quo has it."""
        path = str(event["path"])
        self.adopt(with_levers(self.policies, {path: event["value"]}, "page"))

    def levers_reset(self, _event: Event) -> None:
        """Put all levers where the status quo has them."""
        self.adopt(self.twin.status_quo.policies)

    def preset(self, event: Event) -> None:
        """Set all levers as a policy that ships does."""
        name = str(event["name"])
        policies = preset_policies(name)
        self.rename(f"{without_policies(self.twin.status_quo.name)}+{name}")
        self.adopt(policies)

    def policy_file(self, event: Event) -> None:
        """Set all levers as a policy file says."""
        self.adopt(policy_file(str(event["name"]), str(event["text"])))

    def adopt(self, policies: Policies) -> None:
        """Put policies in force after the shown month; at the end of the run, begin it again by itself."""
        if policies == self.policies:
            return
        twin, again = self.twin, self.at_the_end
        later = self.shown < twin.month and self.shown >= twin.policy_month
        first = twin.adopt(policies, twin.policy_month - 1 if again else self.shown)
        self.shown = min(self.shown, twin.month)
        self.answered = ("did_again" if again else "did_branch" if later else "did_from", first)
        if again:
            self.aim(twin.last_month, again=True)

    def rename(self, name: str) -> None:
        """Call the reform's scenario by another name."""
        self.twin.reform = replace(self.twin.reform, name=name)
