"""How a figure stands beside others: benchmarks, classes, similar municipalities, and the words."""
