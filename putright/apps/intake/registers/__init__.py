"""The registers beside complaints: each is a list of cases that were sorted as something else."""
