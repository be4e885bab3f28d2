"""What each noun has for everybody; a part says what it leaves out, and why."""
