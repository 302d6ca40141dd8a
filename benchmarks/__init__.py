"""How long kitgen takes, beside other engines given the same pages; see README.md here.

uv run --group bench python -m benchmarks --help
"""
