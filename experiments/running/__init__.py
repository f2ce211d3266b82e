"""Runs in this process, in worker processes or on a cluster; failures are data."""
