"""What stands out in the figures of one area, how sure that is, and what a council can ask."""
