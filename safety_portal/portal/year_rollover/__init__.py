"""The rollover of the school year: who leaves, whose term goes on, which plans begin again."""
