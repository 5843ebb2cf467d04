"""Synthesis and records to the files of build/docs/: Markdown pages, hand-written and generated alike."""
