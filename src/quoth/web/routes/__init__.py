"""The addresses of the desk: pages with their twins, feeds, cards to embed, the review desk, the interface."""
