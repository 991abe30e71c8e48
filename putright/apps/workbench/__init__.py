"""The policy workbench: where a policy is read, checked, tried, adopted and kept right. A part for each."""
