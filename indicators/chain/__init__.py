"""From report to help: the steps of the chain, what is known of each, and what is not."""
