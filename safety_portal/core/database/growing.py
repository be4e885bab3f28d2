"""Migrating forwards in a quarter of the time: what Django knows of the models grows with them.

Before each operation of a migration Django makes the classes of all models anew that hang together
with the changed one, which are all there are. A new model, or one more constraint, index or
trigger, changes no other class: as when an application is loaded, where one model is made after
another. What changes or takes away, and each way back, is left to Django.
"""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState

LISTS = ("constraints", "indexes", "triggers")


class Growing(ProjectState):
    """A state of the project that is not gone back to."""

    def add_model(self, model_state: ModelState) -> None:
        """Make one class; those it points to learn of it."""
        apps = self.__dict__.pop("apps", None)
        super().add_model(model_state)
        if apps:
            self.__dict__["apps"] = apps
            apps.render_multiple([model_state])

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """As Django, where more changed than that a list of the model got longer."""
        if "apps" in self.__dict__ and self._took_what_was_added(app_label, model_name):
            self.is_delayed = True  # who reads rows in a migration gets classes all made anew
        else:
            super().reload_model(app_label, model_name, delay)

    def _took_what_was_added(self, app_label: str, model_name: str) -> bool:
        key = app_label, model_name.lower()
        options, made = self.models[key].options, self.apps.all_models[app_label].get(key[1])
        for name in LISTS:
            if made and len(options.get(name, [])) > len(getattr(made._meta, name, [])):
                setattr(made._meta, name, [*options[name]])
                return True
        return False


class Executor(MigrationExecutor):
    """Django's; forwards with a state that grows."""

    def _migrate_all_forwards(self, state: ProjectState, *told: Any, **more: Any) -> ProjectState:
        growing = Growing(state.models, state.real_apps)
        # Of Django alone: the stubs do not name it.
        return super()._migrate_all_forwards(growing, *told, **more)  # type: ignore[misc]
