"""Run the indexer's commands: `python -m indexer`."""

from indexer.cli import main

main()
