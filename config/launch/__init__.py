"""What `make run` and `make test` do: from a bare Python to a running market."""
