"""The command, the build, the hook and the link check."""
